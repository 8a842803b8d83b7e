import { type Instant, instant, metres } from '@greenline/base';
import { destination, isotropic, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleEvent, exampleObject, exampleOptions } from './example.ts';
import { type Fact, type Finding, inTimeOrder, judge } from './index.ts';

/** A repeatable stream of numbers in (0, 1): mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

const next = numbers(20260310);
const gauss = (): number => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
const agreement = exampleAgreement(`
agreement: calibration
version: 1.0.0
title: One clause of each kind of doubt
timezone: UTC
inForce: { from: "2026-01-01 00:00" }
reportCutOff: "19:30"
sources: [{ id: drawn, confidence: confirmed }]
parties:
  A: { name: Party A, role: party }
  B: { name: Party B, role: party }
lines:
  line: { coordinates: [[20, 0], [40, 0]], sides: { left: A, right: B } }
zones:
  buffer: { band: { line: line, perSide: 20 km } }
clauses:
  - { cite: gun, kind: withdrawal, line: line, what: [howitzer], distance: 25 km }
  - { cite: tank, kind: no-presence, zone: buffer, what: [tank] }
  - { cite: shot, kind: no-fire, start: "2026-07-01 00:00", what: [shot] }
  - { cite: crowd, kind: cap, zone: buffer, what: [military-person], atMost: 6000 }
`);

const YEAR = 365 * 86_400_000;
const BEGIN = Date.UTC(2026, 0, 1);
const anyTime = (): Instant => instant(Math.floor(BEGIN + next() * (YEAR - 1)));

/** What is put before the judge, and the truth about it. */
interface Case {
  readonly facts: readonly Fact[];
  readonly broken: boolean;
}

/** A true depth within 5 km of the limit, seen `looks` times with one sigma of 300 to 1,500 m. */
function stands(id: string, kind: string, limit: number, looks: number): Case {
  const depth = limit + (next() - 0.5) * 10_000;
  const place = destination({ lon: 25 + next() * 10, lat: 0 }, 0, metres(depth));
  const sigma = 300 + next() * 1200;
  const begin = anyTime();
  const facts = Array.from({ length: looks }, (_, i) => {
    const east = destination(place, 90, metres(gauss() * sigma));
    const position: Position = destination(east, 0, metres(gauss() * sigma));
    const at = instant(begin + i * 60_000);
    return exampleObject({ id, class: { [kind]: 1 }, position, at, covariance: isotropic(sigma) });
  });
  return { facts, broken: depth < limit };
}

/** A shot within two minutes of the moment fire was to cease, timed by a clock of ± 5 to 60 s. */
function fires(id: string): Case {
  const start = Date.UTC(2026, 6, 1);
  const truth = start + (next() - 0.5) * 240_000;
  const uncertaintyS = 5 + next() * 55;
  const at = instant(Math.round(truth + (gauss() * uncertaintyS * 1000) / 1.96));
  return {
    facts: [exampleEvent({ id, class: { shot: 1 }, at, uncertaintyS })],
    broken: truth >= start,
  };
}

/** People counted with an error of 20 to 200. */
function counts(i: number): Case {
  const truth = Math.round(6000 + (next() - 0.5) * 800);
  const sigma = 20 + next() * 180;
  const count = truth + gauss() * sigma;
  const fact: Fact = {
    fact: 'count',
    digest: `sha256:${String(i).padStart(64, 'c')}`,
    class: { 'military-person': 1 },
    party: 'A',
    zone: 'buffer',
    at: anyTime(),
    count,
    sigma,
  };
  return { facts: [fact], broken: truth > 6000 };
}

interface Stated {
  readonly finding: Finding;
  readonly broken: boolean;
}

/** Every case judged by itself, and what the last word on it said. */
function judged(cases: readonly Case[]): readonly Stated[] {
  return cases.flatMap(({ facts, broken }) => {
    const findings = judge(agreement, inTimeOrder(facts), exampleOptions);
    const finding = findings.at(-1);
    return finding === undefined ? [] : [{ finding, broken }];
  });
}

const brier = (stated: readonly Stated[]): number =>
  stated.reduce((sum, one) => sum + (one.finding.probability - Number(one.broken)) ** 2, 0) /
  stated.length;

/** For each tenth of probability: how far the mean stated lies from the share that came true. */
function deciles(stated: readonly Stated[]) {
  return Array.from({ length: 10 }, (_, i) => {
    const here = stated.filter(
      ({ finding }) => Math.min(9, Math.floor(finding.probability * 10)) === i,
    );
    const mean = here.reduce((sum, one) => sum + one.finding.probability, 0) / here.length;
    const share = here.filter(({ broken }) => broken).length / here.length;
    return { decile: i, cases: here.length, error: Math.abs(mean - share) };
  });
}

/** Well inside the zone, and a tank by a chance that the source states. */
function looksLike(id: string): Case {
  const chance = next();
  const classes = { tank: chance, 'civilian-vehicle': 1 - chance };
  const position = { lon: 25 + next() * 10, lat: 0.05 };
  const fact = exampleObject({ id, class: classes, position, at: anyTime() }, 20);
  return { facts: [fact], broken: next() < chance };
}

const CASES = 12_000;

describe('over a simulated year of noisy facts', () => {
  const of = (make: (i: number) => Case) =>
    judged(Array.from({ length: CASES }, (_, i) => make(i)));
  const all: readonly (readonly [string, readonly Stated[]])[] = [
    ['guns behind a line', of((i) => stands(`g${i}`, 'howitzer', 25_000, 1))],
    ['guns looked at three times', of((i) => stands(`h${i}`, 'howitzer', 25_000, 3))],
    ['tanks in a zone', of((i) => stands(`t${i}`, 'tank', 20_000, 1))],
    ['shots by a clock', of((i) => fires(`s${i}`))],
    ['people counted', of(counts)],
    ['things of a doubtful kind', of((i) => looksLike(`c${i}`))],
  ];
  const together = all.flatMap(([, stated]) => stated);

  it('stated probabilities lie within 2 % of the frequencies in every tenth', () => {
    for (const { decile, cases, error } of deciles(together)) {
      expect(cases, `decile ${decile}`).toBeGreaterThan(1500);
      expect(error, `decile ${decile} of ${cases} cases`).toBeLessThanOrEqual(0.02);
    }
  });

  it('the Brier score is at most 0.10', () => {
    expect(brier(together)).toBeLessThanOrEqual(0.1);
  });

  it.each(all.slice(0, 5))('the Brier score of %s by themselves is at most 0.10', (_, stated) => {
    expect(stated.length).toBeGreaterThan(CASES / 2);
    expect(brier(stated)).toBeLessThanOrEqual(0.1);
  });

  it('no breach is stated below its standard of proof, and few of the stated are mistaken', () => {
    const breaches = together.filter(({ finding }) => finding.verdict === 'breach');
    for (const { finding } of breaches) expect(finding.probability).toBeGreaterThanOrEqual(0.95);
    const mistaken = breaches.filter(({ broken }) => !broken).length;
    expect(mistaken / breaches.length).toBeLessThanOrEqual(0.02);
  });
});
