import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exampleAgreement,
  exampleEvent,
  exampleObject,
  exampleOptions,
  exampleText,
} from './example.ts';
import { type Fact, type Finding, inTimeOrder, judge, LiveJudge } from './index.ts';

const agreement = exampleAgreement();
const mirrored = exampleAgreement(exampleText(true));
const run = (facts: readonly Fact[]) => judge(agreement, facts, exampleOptions);
const about = (findings: readonly Finding[], clause: string) =>
  findings.filter((one) => one.clause === clause);
const START = Date.UTC(2026, 2, 10, 12);
const at = (minutes: number) => instant(START + minutes * 60_000);

const place = fc.record({
  lon: fc.double({ min: 30.2, max: 32.8, noNaN: true }),
  lat: fc.double({ min: 47.5, max: 48.7, noNaN: true }),
});
const looks = fc.array(
  fc.record({
    id: fc.constantFrom<string>('a', 'b', 'c'),
    class: fc.constantFrom<Record<string, number>>(
      { tank: 1 },
      { howitzer: 0.9 },
      { mlrs: 0.7, 'civilian-vehicle': 0.3 },
      { 'uncrewed-aircraft': 1 },
      { trench: 1 },
      { police: 1 },
      { 'military-truck': 1 },
    ),
    party: fc.constantFrom<string | undefined>('A', 'B', undefined),
    position: place,
    sigmaM: fc.constantFrom(undefined, 30, 500, 3000),
    minutes: fc.integer({ min: 0, max: 300 }),
    trust: fc.constantFrom('authenticated' as const, 'unauthenticated' as const),
    calibreMm: fc.constantFrom(85, 100, 152),
    event: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);
type Looks = typeof looks extends fc.Arbitrary<infer T> ? T : never;

const factsOf = (all: Looks, mirror = false): readonly Fact[] =>
  all.map(({ sigmaM, minutes, position, party, calibreMm, event, id, class: kinds, trust }, i) => {
    const where = mirror ? { lon: position.lon, lat: -position.lat } : position;
    const whose =
      party === undefined ? {} : { party: mirror ? (party === 'A' ? 'B' : 'A') : party };
    const { party: _, ...fact } = exampleObject(
      {
        id,
        class: kinds,
        position: where,
        trust,
        attributes: { calibreMm },
        at: at(minutes),
        digest: `sha256:${String(i).padStart(64, '0')}`,
      },
      sigmaM,
    );
    const { party: __, ...shot } = exampleEvent({
      id: `e${i}`,
      position: where,
      trust,
      at: at(minutes),
      digest: fact.digest,
    });
    return event ? { ...shot, ...whose } : { ...fact, ...whose };
  });

describe('for all facts', () => {
  it('parties swapped and geometry mirrored, every finding mirrors', () => {
    const swap = (party: string) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
    fc.assert(
      fc.property(looks, (all) => {
        const here = run(factsOf(all));
        const there = judge(mirrored, factsOf(all, true), exampleOptions);
        const key = (one: Finding, party: string) =>
          [
            one.from,
            one.to,
            one.clause,
            one.nature,
            one.verdict,
            party,
            one.probability.toFixed(5),
            one.measured?.toFixed(1),
            ...one.subject,
          ].join(' ');
        expect(there.map((one) => key(one, swap(one.party))).sort()).toEqual(
          here.map((one) => key(one, one.party)).sort(),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('judged live, stopped, stored, taken up again and finished, they give what the batch gives', () => {
    fc.assert(
      fc.property(looks, fc.nat(11), (all, cut) => {
        const facts = inTimeOrder(factsOf(all));
        const first = new LiveJudge(agreement, exampleOptions);
        const rows = facts.slice(0, cut).flatMap((fact) => first.take(fact));
        const second = new LiveJudge(agreement, exampleOptions, structuredClone(first.state));
        rows.push(...facts.slice(cut).flatMap((fact) => second.take(fact)), ...second.finish());
        const replaced = new Set(rows.map(({ supersedes }) => supersedes));
        const left = rows
          .filter(({ id }) => !replaced.has(id))
          .map(({ supersedes: _, ...row }) => row);
        const batch = run(factsOf(all));
        expect(new Map(left.map((row) => [row.id, row]))).toEqual(
          new Map(batch.map((row) => [row.id, row])),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('no breach lies below its standard of proof, none is unauthenticated, and inputs are few', () => {
    fc.assert(
      fc.property(looks, (all) => {
        for (const { verdict, probability, inputs, reason } of run(factsOf(all))) {
          if (verdict === 'breach') expect(probability).toBeGreaterThanOrEqual(0.95);
          if (verdict === 'compliant') expect(probability).toBeLessThanOrEqual(0.05);
          if (verdict === 'breach') expect(reason).not.toContain('unauthenticated');
          expect(inputs.length).toBeLessThanOrEqual(16);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a fact about one party changes nothing that is found about the other', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const named = all.map((one, i) => ({
          ...one,
          id: `${one.id}${i}`,
          party: one.party ?? 'A',
        }));
        const ofB = named.filter(({ party }) => party === 'B');
        const subjects = new Set([...ofB.map(({ id }) => id), 'buffer']);
        const about = (facts: readonly Fact[]) =>
          run(facts).filter(
            ({ subject, party }) =>
              party === 'B' || (party === 'unknown' && subject.every((id) => subjects.has(id))),
          );
        const numbered = (of: Looks) => {
          const facts = factsOf(named);
          return facts.filter((_, i) => of.includes(named[i] as (typeof named)[number]));
        };
        expect(about(factsOf(named))).toEqual(about(numbered(ofB)));
      }),
      { numRuns: 200 },
    );
  });

  it('a thing at the centre of an exempt disc is never a breach, however uncertain', () => {
    const sigma = fc.option(fc.double({ min: 0.1, max: 300_000, noNaN: true }), { nil: undefined });
    const kind = fc.constantFrom('tank', 'howitzer', 'armed-person', 'military-truck');
    fc.assert(
      fc.property(fc.array(sigma, { minLength: 1, maxLength: 6 }), kind, (sigmas, name) => {
        const facts = sigmas.map((sigmaM, i) =>
          exampleObject(
            {
              id: 't',
              class: { [name]: 1 },
              position: { lon: 31, lat: 48.25 },
              at: at(i),
              digest: `sha256:${String(i).padStart(64, '0')}`,
            },
            sigmaM,
          ),
        );
        for (const { verdict } of about(run(facts), '2')) expect(verdict).not.toBe('breach');
      }),
      { numRuns: 200 },
    );
  });

  it('an exception never adds a breach', () => {
    const bare = exampleAgreement(
      exampleText()
        .replace(/ {4}exceptions:\n(?: {6}.*\n)+/, '')
        .replace(/^ {2}site:.*\n/m, ''),
    );
    fc.assert(
      fc.property(looks, (all) => {
        const held = (findings: readonly Finding[]) =>
          about(findings, '2').filter(({ verdict }) => verdict === 'breach');
        const strictly = held(judge(bare, factsOf(all), exampleOptions));
        for (const one of held(run(factsOf(all))))
          expect(
            strictly.some(
              ({ subject, from, to }) =>
                subject[0] === one.subject[0] && from <= one.from && one.to <= to,
            ),
          ).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
