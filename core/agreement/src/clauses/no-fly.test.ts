import { heightAboveEllipsoid, metres } from '@greenline/base';
import { destination } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleFacts, exampleOptions, examplePrintout } from '../example.ts';
import { checkAgreement, type Finding, judge } from '../index.ts';

/**
 * Forward lines J (west is Egypt's side) and E, a buffer between them, its median line M, and zone A
 * in the west; all drawn along meridians for examples.
 */
const text = `
agreement: flights
version: 1.0.0
title: Flights
timezone: UTC
inForce: { from: "1975-10-01 00:00" }
reportCutOff: "19:30"
sources: [{ id: drawn, confidence: confirmed }]
parties:
  egy: { name: Egypt, role: party }
  isr: { name: Israel, role: party }
  mfo: { name: Observers, role: lead }
lines:
  E: { coordinates: [[33, 28], [33, 31]], sides: { left: egy, right: isr } }
  M: { coordinates: [[33.2, 28], [33.2, 31]], sides: { left: egy, right: isr } }
  J: { coordinates: [[33.4, 28], [33.4, 31]], sides: { left: egy, right: isr } }
zones:
  east of E: { band: { line: E, perSide: 500 km, only: isr, ends: flat } }
  west of J: { band: { line: J, perSide: 500 km, only: egy, ends: flat } }
  east of M: { band: { line: M, perSide: 500 km, only: isr, ends: flat } }
  west of M: { band: { line: M, perSide: 500 km, only: egy, ends: flat } }
  Sinai: { polygon: { rings: [[[32, 28], [35, 28], [35, 31], [32, 31], [32, 28]]] } }
  A: { sector: { of: Sinai, west: 33 } }
  beyond A: { minus: { from: Sinai, take: [A] } }
  ring: { disc: { centre: [34, 29], radius: 3 km } }
clauses:
  - { cite: combat egy, kind: no-fly, parties: [egy], what: [combat-aircraft], zone: east of E }
  - { cite: combat isr, kind: no-fly, parties: [isr], what: [combat-aircraft], zone: west of J }
  - { cite: look egy, kind: no-fly, parties: [egy], what: [reconnaissance-aircraft], zone: east of M }
  - { cite: look isr, kind: no-fly, parties: [isr], what: [reconnaissance-aircraft], zone: west of M }
  - { cite: 1979 III, kind: no-fly, parties: [egy], what: [combat-aircraft, reconnaissance-aircraft], zone: beyond A }
  - { cite: 5000 ft, kind: no-fly, what: [fixed-wing], zone: ring, floor: 5000 ft, heights: ground }
  - { cite: between, kind: no-fly, what: [uncrewed-aircraft], zone: ring, floor: 100 m, ceiling: 300 m }
  - { cite: strictly, kind: no-fly, what: [uncrewed-aircraft], zone: ring, floor: 100 m, ceiling: 300 m, strict: true }
`;
const agreement = exampleAgreement(text);

/** A flight at so many metres east of a meridian. */
function flight(
  party: string | undefined,
  kind: string,
  lon: number,
  east: number,
  parts: object = {},
) {
  const place = destination({ lon, lat: 29.5 }, 90, metres(east));
  return {
    fact: 'object',
    id: 'f',
    class: kind,
    party,
    at: '1976-03-10T12:00:00Z',
    position: { lon: place.lon, lat: place.lat },
    source: 'radar 1',
    ...parts,
  };
}
const found = (clause: string, fact: object): Finding | undefined =>
  judge(agreement, exampleFacts(fact), exampleOptions).find((one) => one.clause === clause);
const verdict = (clause: string, fact: object) => found(clause, fact)?.verdict;

describe('flights limited by party', () => {
  it.each([
    ['combat egy', 'egy', 'combat-aircraft', 33, 1],
    ['combat isr', 'isr', 'combat-aircraft', 33.4, -1],
    ['look egy', 'egy', 'reconnaissance-aircraft', 33.2, 1],
    ['look isr', 'isr', 'reconnaissance-aircraft', 33.2, -1],
    ['1979 III', 'egy', 'combat-aircraft', 33, 1],
  ])('%s: free up to the line, and no metre beyond', (clause, party, kind, lon, outward) => {
    expect(verdict(clause, flight(party, kind, lon, -outward))).toBe('compliant');
    expect(verdict(clause, flight(party, kind, lon, outward))).toBe('breach');
  });

  it('bind one party alone: the other’s flights have their own limit', () => {
    const inBuffer = flight('isr', 'combat-aircraft', 33.3, 0);
    expect(verdict('combat egy', inBuffer)).toBeUndefined();
    expect(verdict('combat isr', inBuffer)).toBe('breach');
    expect(verdict('look isr', inBuffer)).toBeUndefined();
  });

  it('let reconnaissance fly in its half of the buffer, where combat aircraft may not', () => {
    expect(verdict('look egy', flight('egy', 'reconnaissance-aircraft', 33.1, 0))).toBe(
      'compliant',
    );
    expect(verdict('combat egy', flight('egy', 'combat-aircraft', 33.1, 0))).toBe('breach');
  });

  it('leave a flight of unknown owner undetermined', () => {
    const unknown = flight(undefined, 'combat-aircraft', 33.2, 0);
    expect(verdict('combat egy', unknown)).toBe('undetermined');
    expect(verdict('combat isr', unknown)).toBe('undetermined');
  });
});

describe('heights', () => {
  const FLOOR = 5000 * 0.3048;
  const over = (parts: object) =>
    flight('egy', 'transport-aircraft', 34, 0, { position: { lon: 34, lat: 29 }, ...parts });
  const low = (height: number | undefined) =>
    flight('egy', 'uncrewed-aircraft', 34, 0, {
      position: {
        lon: 34,
        lat: 29,
        ...(height === undefined ? {} : { height: heightAboveEllipsoid(height) }),
      },
    });

  it('of 5,000 ft above ground: below is a breach, at it and above it flight is free', () => {
    const at = (aboveGroundM: number) => verdict('5000 ft', over({ attributes: { aboveGroundM } }));
    expect(at(FLOOR - 0.1)).toBe('breach');
    expect(at(FLOOR)).toBe('compliant');
    expect(at(FLOOR + 0.1)).toBe('compliant');
  });

  it('above ground that nobody stated are no heights above the ellipsoid', () => {
    const high = over({ position: { lon: 34, lat: 29, height: 9000 } });
    expect(found('5000 ft', high)?.reason).toContain('(height not stated)');
    expect(verdict('5000 ft', high)).toBe('undetermined');
  });

  it('between a floor and a ceiling are free, both included unless the clause is strict', () => {
    const at = (clause: string, heights: readonly (number | undefined)[]) =>
      heights.map((height) => verdict(clause, low(height)));
    expect(at('between', [99.9, 100, 300, 300.1, undefined])).toEqual([
      'breach',
      'compliant',
      'compliant',
      'breach',
      'undetermined',
    ]);
    expect(at('strictly', [100, 100.1, 299.9, 300])).toEqual([
      'breach',
      'compliant',
      'compliant',
      'breach',
    ]);
  });

  it('are told of in the printout and in the reason', () => {
    const printed = examplePrintout(agreement);
    expect(printed).toContain(
      'No fixed-wing aircraft may fly in “ring” below 1.524 km above ground.',
    );
    expect(printed).toContain('No uncrewed aircraft may fly in “ring” below 100 m or above 300 m.');
    expect(found('between', low(50))?.reason).toContain('inside ring at 50 m, where none may');
  });

  it.each([
    ['a ceiling below the floor', 'ceiling: 300 m }', 'ceiling: 50 m }', /lies below the floor/],
    ['heights of nothing', 'floor: 5000 ft, heights', 'heights', /there is no floor or ceiling/],
  ])('%s is refused', (_, from, to, words) => {
    expect(text).toContain(from);
    const checked = checkAgreement(text.replace(from, to), exampleOptions.hasher);
    expect(checked.ok ? '' : checked.error.map((one) => one.text).join()).toMatch(words);
  });
});
