import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleFacts, exampleOptions, exampleText } from '../example.ts';
import { type Fact, type Finding, inTimeOrder, judge, LiveJudge } from '../index.ts';

const CLAUSE = `  - cite: II
    kind: deadline
    zone: own
    what: [military]
    by: "2026-03-10 14:00"
    exceptions:
      - { cite: II(a), kind: permit, permits: [salvage] }
`;
const text = (clause = CLAUSE, mirror = false) => exampleText(mirror) + clause;
const agreement = exampleAgreement(text());
const NOON = Date.UTC(2026, 2, 10, 12);
/** 14:00 in Kyiv is noon UTC. */
const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();

const box = (west: number, east: number, lat = 1) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, lat > 0 ? 47 : -49],
      [east, lat > 0 ? 47 : -49],
      [east, lat > 0 ? 49 : -47],
      [west, lat > 0 ? 49 : -47],
      [west, lat > 0 ? 47 : -49],
    ],
  ],
});
const look = (from: number, pd: number, parts: object = {}) => ({
  fact: 'coverage',
  sensor: 'uav 1',
  source: 'uav 1',
  area: box(29, 34),
  from: at(from),
  to: at(from + 30),
  pd,
  ...parts,
});
const tank = (minutes: number, parts: object = {}) => ({
  fact: 'object',
  id: 't1',
  class: 'tank',
  party: 'A',
  at: at(minutes),
  position: { lon: 31, lat: 48.22 },
  source: 'mast 1',
  ...parts,
});
const away = { position: { lon: 31, lat: 48.6 } };

const run = (facts: readonly object[], asOf?: number, of = agreement) =>
  judge(of, exampleFacts(...facts), {
    ...exampleOptions,
    ...(asOf === undefined ? {} : { asOf: instant(NOON + asOf * 60_000) }),
  });
const about = (findings: readonly Finding[], clause: string) =>
  findings.filter((one) => one.clause === clause);
const clearances = (facts: readonly object[], asOf?: number) =>
  about(run(facts, asOf), 'II, clearance').filter(({ party }) => party === 'A');
const last = (facts: readonly object[], asOf?: number) => clearances(facts, asOf).at(-1);

describe('a thing in a zone that is to be clear', () => {
  it('is no matter before the deadline and at it, and a breach a second later', () => {
    expect(about(run([tank(-60), tank(0)]), 'II')).toEqual([]);
    expect(about(run([tank(-60), tank(0), tank(1 / 60)]), 'II')).toMatchObject([
      { verdict: 'breach', party: 'A', from: NOON + 1000 },
    ]);
  });

  it('is a breach at the deadline itself where the clause is strict', () => {
    const strict = exampleAgreement(
      text(CLAUSE.replace('zone: own', 'zone: own\n    strict: true')),
    );
    expect(about(run([tank(0)], undefined, strict), 'II')).toMatchObject([{ verdict: 'breach' }]);
  });

  it('is judged with the clock’s uncertainty', () => {
    const [finding] = about(run([tank(0, { uncertaintyS: 5 })]), 'II');
    expect(finding).toMatchObject({ verdict: 'undetermined', probability: 0.5 });
  });

  it('is excused by a permit, and compliant outside the zone', () => {
    const permit = {
      fact: 'permit',
      id: 'P',
      kind: 'salvage',
      party: 'A',
      from: at(0),
      to: at(60),
      area: box(30, 32),
    };
    const verdicts = (facts: readonly object[]) =>
      about(run(facts), 'II').map(({ verdict }) => verdict);
    expect(verdicts([permit, tank(30), tank(61)])).toEqual(['compliant', 'breach']);
    expect(verdicts([tank(30, away)])).toEqual(['compliant']);
  });

  it('says which deadline it passed', () => {
    const [finding] = about(run([tank(1)]), 'II');
    expect(finding?.reason).toMatch(
      /^Clause II: tank t1 of A is 2\.\d+ km inside own, where none may be after 2026-03-10 14:00 \(limit 0 m\), .* beyond it; P\(breach\) 1, breach; source mast 1\.$/,
    );
  });
});

describe('whether a zone is clear', () => {
  it('is nobody’s matter before the deadline', () => {
    expect(clearances([look(-40, 0.99), look(-1, 0.99), tank(-5)], 0)).toEqual([]);
  });

  it('is unknown for each party where nobody looked', () => {
    const rows = about(run([], 1), 'II, clearance');
    expect(rows).toMatchObject([
      { party: 'A', verdict: 'undetermined', probability: 0.5, from: NOON, subject: ['A', 'own'] },
      { party: 'B', verdict: 'undetermined', probability: 0.5, from: NOON, subject: ['B', 'own'] },
    ]);
    expect(rows[0]?.reason).toBe(
      'Clause II, clearance: own (0 % of it looked at) clear of military of A by 2026-03-10 14:00: what remains would have been found with P 0 %, limit 94.7 %, 94.7 % beyond it; P(breach) 0.5, undetermined (not looked); no source named.',
    );
    expect(rows[0]?.id).not.toBe(rows[1]?.id);
  });

  it('is told once it was looked at well: P 0.05 is clear, a little more is not', () => {
    const needed = 18 / 19;
    expect(last([look(5, needed)])).toMatchObject({ verdict: 'compliant', probability: 0.05 });
    expect(last([look(5, needed - 1e-4)])).toMatchObject({ verdict: 'undetermined' });
    expect(last([look(5, needed - 1e-4)])?.reason).toContain('not looked at well enough');
    expect(last([look(5, 0.8), look(50, 0.8)])).toMatchObject({
      verdict: 'compliant',
      probability: 0.038462,
      measured: 0.96,
      from: NOON + 80 * 60_000,
    });
  });

  it('keeps what was not known as a row of its own, from the deadline to the look', () => {
    expect(
      clearances([look(5, 0.8), look(50, 0.8)]).map(({ verdict, from, to, probability }) => [
        verdict,
        (from - NOON) / 60_000,
        (to - NOON) / 60_000,
        probability,
      ]),
    ).toEqual([
      ['undetermined', 0, 80, 0.166667],
      ['compliant', 80, 80, 0.038462],
    ]);
  });

  it('counts the share of the zone that was looked at', () => {
    const half = last([look(5, 1, { area: box(29, 31.5) })]);
    expect(half?.measured).toBeCloseTo(0.5, 1);
    expect(half?.probability).toBeCloseTo(1 / 3, 1);
    expect(half?.reason).toContain('(part of it not looked at)');
    expect(clearances([look(5, 1, { area: box(20, 21) })])).toEqual([]);
  });

  it('is not told by looks that were jammed, denied or not vouched for: it names them', () => {
    const row = last([
      look(5, 0.99, { state: 'jammed' }),
      look(6, 0.99, { sensor: 'patrol 4', state: 'denied' }),
      look(7, 0.99, { sensor: 'caller', trust: 'unauthenticated' }),
    ]);
    expect(row).toMatchObject({ verdict: 'undetermined', probability: 0.5 });
    expect(row?.reason).toContain(
      '(0 % of it looked at, uav 1 jammed, patrol 4 denied, caller unauthenticated)',
    );
  });

  it('is told from the look that begins at the deadline, not by one that began before', () => {
    expect(last([look(-1 / 60, 0.99)], 40)?.probability).toBe(0.5);
    expect(last([look(0, 0.99)])?.verdict).toBe('compliant');
  });

  it('is open while a thing of the party is seen there, and accuses nobody', () => {
    const facts = [look(5, 0.99), tank(60), tank(90, away)];
    expect(clearances(facts).map(({ verdict }) => verdict)).toEqual([
      'undetermined',
      'compliant',
      'undetermined',
      'compliant',
    ]);
    expect(clearances(facts)[2]?.reason).toContain('(1 seen there, each a finding of its own)');
    const other = about(run(facts), 'II, clearance').filter(({ party }) => party === 'B');
    expect(other.map(({ verdict }) => verdict)).toEqual(['undetermined', 'compliant']);
  });

  it('is asked from a milestone on that people declare', () => {
    const of = exampleAgreement(
      text(CLAUSE.replace('"2026-03-10 14:00"', 'D+30min')).replace(
        '\nclauses:',
        '\nmilestones: { D: { declared: true } }\nclauses:',
      ),
    );
    const rows = (facts: readonly object[]) => about(run(facts, 100, of), 'II, clearance');
    expect(rows([look(40, 0.99)])).toEqual([]);
    const declared = { fact: 'milestone', name: 'D', at: at(0) };
    expect(rows([declared, look(40, 0.99)]).map(({ from }) => (from - NOON) / 60_000)).toEqual([
      30, 30, 70, 70,
    ]);
    expect(rows([declared, look(29, 0.99)]).map(({ verdict }) => verdict)).toEqual([
      'undetermined',
      'undetermined',
    ]);
  });
});

const swapped = (party: string | undefined) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);

const facts = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: -60, max: 300 }),
      pd: fc.double({ min: 0, max: 1, noNaN: true }),
      west: fc.double({ min: 29, max: 32, noNaN: true }),
      width: fc.double({ min: 0.5, max: 5, noNaN: true }),
      state: fc.constantFrom('looked', 'looked', 'jammed'),
      lat: fc.double({ min: 47.9, max: 48.4, noNaN: true }),
      party: fc.constantFrom('A', 'B', undefined),
      id: fc.constantFrom('t1', 't2'),
      tank: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map(
    (all) => (mirror: boolean) =>
      all.map((one) => {
        const sign = mirror ? -1 : 1;
        const party = mirror ? swapped(one.party) : one.party;
        return one.tank
          ? tank(one.minutes, { id: one.id, party, position: { lon: 31, lat: sign * one.lat } })
          : look(one.minutes, one.pd, {
              state: one.state,
              area: box(one.west, one.west + one.width, sign),
            });
      }),
  );

describe('for all looks and things', () => {
  it('clearance is never a breach, and one more look never makes it less clear', () => {
    fc.assert(
      fc.property(facts, (make) => {
        const all = make(false);
        for (const row of about(run(all, 400), 'II, clearance')) {
          expect(row.verdict).not.toBe('breach');
          expect(row.verdict === 'compliant').toBe(row.probability <= 0.05);
        }
        const before = last(all, 400)?.probability ?? 1;
        expect(last([...all, look(350, 0.5)], 400)?.probability).toBeLessThanOrEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('an exception never adds a breach', () => {
    const bare = exampleAgreement(text(CLAUSE.split('    exceptions')[0]));
    const permit = {
      fact: 'permit',
      id: 'P',
      kind: 'salvage',
      party: 'A',
      from: at(0),
      to: at(100),
      area: box(30, 32),
    };
    const breaches = (findings: readonly Finding[]) =>
      about(findings, 'II').filter(({ verdict }) => verdict === 'breach');
    fc.assert(
      fc.property(facts, (make) => {
        const all = [permit, ...make(false)];
        const strictly = breaches(run(all, 400, bare));
        for (const one of breaches(run(all, 400)))
          expect(
            strictly.some(
              ({ subject, from, to }) =>
                subject[0] === one.subject[0] && from <= one.from && one.to <= to,
            ),
          ).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('parties swapped and geometry mirrored, every finding mirrors', () => {
    const mirrored = exampleAgreement(text(CLAUSE, true));
    const key = (one: Finding, swap: boolean) =>
      [
        one.from,
        one.to,
        one.clause,
        one.verdict,
        swap ? swapped(one.party) : one.party,
        one.probability.toFixed(4),
        one.measured?.toFixed(3),
      ].join(' ');
    fc.assert(
      fc.property(facts, (make) => {
        const here = run(make(false), 400).filter(({ clause }) => clause.startsWith('II'));
        const there = run(make(true), 400, mirrored).filter(({ clause }) =>
          clause.startsWith('II'),
        );
        expect(there.map((one) => key(one, true)).sort()).toEqual(
          here.map((one) => key(one, false)).sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('judged live, ticked, stopped, stored and taken up again, they give what the batch gives', () => {
    fc.assert(
      fc.property(facts, fc.nat(8), (make, cut) => {
        const all = inTimeOrder(exampleFacts(...make(false)));
        const rows: Finding[] = [];
        let live = new LiveJudge(agreement, exampleOptions);
        all.forEach((fact: Fact, i) => {
          if (i === cut)
            live = new LiveJudge(agreement, exampleOptions, structuredClone(live.state));
          const now = fact.fact === 'coverage' ? fact.to : fact.fact === 'object' ? fact.at : 0;
          rows.push(...live.tick(instant(now)), ...live.take(fact));
        });
        rows.push(...live.finish(instant(NOON + 400 * 60_000)));
        const replaced = new Set(rows.map(({ supersedes }) => supersedes));
        const left = rows
          .filter(({ id }) => !replaced.has(id))
          .map(({ supersedes: _, ...row }) => row);
        const batch = run(make(false), 400);
        expect(new Map(left.map((row) => [row.id, row]))).toEqual(
          new Map(batch.map((row) => [row.id, row])),
        );
      }),
      { numRuns: 40 },
    );
  });
});
