import { metres } from '@greenline/base';
import { destination, signedDistance } from '@greenline/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleFacts, exampleOptions } from '../example.ts';
import { judge } from '../index.ts';

/** Two lines some 11 km apart, as after a disengagement: A stands north of the upper one, B south of the lower. */
const text = (mirror = false) => {
  const lat = (value: number) => (mirror ? -value : value);
  const own = mirror ? '{ south: upper, north: lower }' : '{ north: upper, south: lower }';
  return `
agreement: reach
version: 1.0.0
title: Reach
timezone: UTC
inForce: { from: "2026-01-01 00:00" }
reportCutOff: "19:30"
sources: [{ id: drawn, confidence: confirmed }]
parties:
  north: { name: North, role: party }
  south: { name: South, role: party }
lines:
  upper: { coordinates: [[30, ${lat(48.1)}], [33, ${lat(48.1)}]], sides: { left: north, right: south } }
  lower: { coordinates: [[30, ${lat(48)}], [33, ${lat(48)}]], sides: { left: north, right: south } }
zones:
  near: { band: { line: ${own}, perSide: 30 km } }
classes:
  weapon: { kinds: [heavy-weapon] }
models:
  D-30: { kind: howitzer, calibre: 122 mm, range: 15.4 km }
clauses:
  - { cite: "1", kind: reach, what: [weapon], line: ${own} }
  - { cite: "2", kind: reach, what: [weapon], line: ${own}, strict: true }
  - { cite: "3", kind: reach, what: [weapon], line: ${own}, margin: 2 km }
  - { cite: "4", kind: reach, what: [weapon], line: ${own}, zone: near }
  - { cite: "5", kind: withdrawal, what: [weapon], line: ${own}, distance: own range }
`;
};
const agreement = exampleAgreement(text());
const mirrored = exampleAgreement(text(true));

/** A weapon so many metres north of the other party's line, which is the lower one. */
function gun(metresNorth: number, parts: object = {}) {
  const { lon, lat } = destination({ lon: 31.5, lat: LOWER }, 0, metres(metresNorth));
  return {
    fact: 'object',
    id: 'g',
    class: 'howitzer',
    party: 'north',
    at: '2026-03-10T12:00:00Z',
    position: { lon, lat },
    source: 'mast 1',
    ...parts,
  };
}
/** Where the geodesic between the ends of the lower line passes 31.5° east. */
const LOWER = (() => {
  let [south, north] = [47.9, 48.1];
  for (let i = 0; i < 60; i++) {
    const middle = (south + north) / 2;
    const probe = { lon: 31.5, lat: middle };
    const line = agreement.lines.get('lower');
    if (line === undefined) throw new Error('no line');
    if (signedDistance(line.line, 'left', probe) > 0) north = middle;
    else south = middle;
  }
  return (south + north) / 2;
})();

const found = (clause: string, fact: object) =>
  judge(agreement, exampleFacts(fact), exampleOptions).find((one) => one.clause === clause);
const verdict = (clause: string, fact: object) => found(clause, fact)?.verdict;
const range = (rangeKm: number) => ({ attributes: { rangeKm } });

describe('no weapon that reaches the other party’s line', () => {
  it('is broken a metre within its range and kept a metre beyond it', () => {
    expect(verdict('1', gun(19_999, range(20)))).toBe('breach');
    expect(verdict('1', gun(20_001, range(20)))).toBe('compliant');
    expect(verdict('1', gun(20_001, range(20.1)))).toBe('breach');
  });

  it('is kept exactly at its range, unless the clause is strict', () => {
    expect(found('1', gun(20_000, range(20)))).toMatchObject({ verdict: 'compliant', margin: 0 });
    expect(verdict('2', gun(20_000, range(20)))).toBe('breach');
  });

  it('asks for the margin besides', () => {
    expect(verdict('3', gun(21_999, range(20)))).toBe('breach');
    expect(verdict('3', gun(22_001, range(20)))).toBe('compliant');
  });

  it('takes the range of a model from the agreement, and what the fact states before it', () => {
    expect(verdict('1', gun(15_399, { class: 'D-30' }))).toBe('breach');
    expect(verdict('1', gun(15_401, { class: 'D-30' }))).toBe('compliant');
    expect(verdict('1', gun(15_401, { attributes: { model: 'D-30' } }))).toBe('compliant');
    expect(verdict('1', gun(15_401, { class: 'D-30', ...range(21.9) }))).toBe('breach');
  });

  it('is undetermined where nobody knows the range, but for a weapon across the line', () => {
    expect(found('1', gun(40_000))).toMatchObject({ verdict: 'undetermined', probability: 0.5 });
    expect(found('1', gun(40_000))?.reason).toContain('range not stated');
    expect(verdict('1', gun(-1))).toBe('breach');
  });

  it('is broken far across the other’s line, where no range would reach back', () => {
    expect(verdict('1', gun(-50_000, range(10)))).toBe('breach');
  });

  it('weighs the place: at its range with an error it is an even chance', () => {
    const at = found('1', gun(20_000, { ...range(20), sigmaM: 500 }));
    expect(at).toMatchObject({ verdict: 'undetermined' });
    expect(at?.probability).toBeCloseTo(0.5, 2);
  });

  it('weighs each class by its own range', () => {
    const mixed = gun(15_000, { class: { 'D-30': 0.7, mortar: 0.3 } });
    expect(found('1', mixed)).toMatchObject({ verdict: 'undetermined', probability: 0.85 });
  });

  it('says so in one sentence', () => {
    expect(found('1', gun(15_000, range(20)))?.reason).toBe(
      'Clause 1: howitzer g of north stands 15 km from lower, limit 20 km, its range, 5 km beyond it; P(breach) 1, breach; source mast 1.',
    );
  });

  it('speaks of its zone alone, where it names one', () => {
    expect(verdict('4', gun(30_000, range(70)))).toBe('breach');
    expect(verdict('4', gun(60_000, range(70)))).toBeUndefined();
    expect(verdict('1', gun(60_000, range(70)))).toBe('breach');
  });

  it('is undetermined for a weapon of unknown owner where one party might hold it there', () => {
    expect(verdict('1', gun(20_000, { party: undefined, ...range(12) }))).toBe('undetermined');
    expect(verdict('1', gun(35_000, { party: undefined, ...range(12) }))).toBe('undetermined');
    expect(verdict('1', gun(5_000, { party: undefined, ...range(12) }))).toBe('breach');
  });

  it('mirrors where the parties are exchanged', () => {
    const swap = (party: string) => (party === 'north' ? 'south' : 'north');
    fc.assert(
      fc.property(
        fc.integer({ min: -40_000, max: 40_000 }),
        fc.constantFrom('north', 'south'),
        fc.constantFrom(0, 300, 3000),
        fc.constantFrom(5, 12, 20.5, undefined),
        (away, party, sigmaM, rangeKm) => {
          const fact = gun(away, { party, sigmaM, attributes: { rangeKm } });
          const { lon, lat } = fact.position;
          const there = { ...fact, party: swap(party), position: { lon, lat: -lat } };
          const told = (of: typeof agreement, one: object) =>
            judge(of, exampleFacts(one), exampleOptions).map(
              ({ clause, verdict: what, probability, measured }) =>
                `${clause} ${what} ${probability.toFixed(5)} ${measured?.toFixed(2)}`,
            );
          expect(told(mirrored, there)).toEqual(told(agreement, fact));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('withdrawal by a weapon’s own range', () => {
  it('takes the range of its model where the fact states none', () => {
    const behind = (distance: number, parts: object) =>
      verdict('5', { ...gun(distance + UPPER_BY, parts) });
    expect(behind(15_399, { class: 'D-30' })).toBe('breach');
    expect(behind(15_401, { class: 'D-30' })).toBe('compliant');
    expect(behind(15_401, { class: 'howitzer' })).toBe('undetermined');
  });
});
/** Metres from the lower line to the upper one at 31.5° east. */
const UPPER_BY = (() => {
  const line = agreement.lines.get('upper');
  if (line === undefined) throw new Error('no line');
  return -signedDistance(line.line, 'left', { lon: 31.5, lat: LOWER });
})();
