import { type Instant, metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { exampleEvent, exampleObject, exampleOf, exampleOptions } from './example.ts';
import { describeAgreement, type Fact, judge } from './index.ts';

/** A gulf: a coast of A along 46° N, a median line 50 km south of it, a lane for grain ships across. */
const agreement = exampleOf(
  `
- { cite: "1", kind: no-presence, what: [naval-vessel], zone: waters, parties: [B] }
- { cite: "2", kind: withdrawal, what: [naval-vessel], line: median, distance: 20 km }
- { cite: "3", kind: cap, what: [vessel], zone: roads, atMost: 2 }
- { cite: "4", kind: corridor, what: [civilian-vessel], corridor: lane, within: gulf, hours: 06:00-18:00 }
- { cite: "5", kind: no-fire, start: "2026-03-01 00:00", zone: gulf }`,
  `
lines:
  coast: { coordinates: [[30, 46], [31.5, 46], [33, 46]], sides: { left: A, right: B } }
  median: { coordinates: [[30, 45.55], [33, 45.55]], sides: { left: A, right: B } }
zones:
  waters: { band: { line: coast, perSide: 12 nmi, only: B } }
  roads: { disc: { centre: [32, 45.8], radius: 3 km } }
  gulf: { polygon: { rings: [[[30.2, 45.2], [32.8, 45.2], [32.8, 46], [30.2, 46], [30.2, 45.2]]] } }
  lane: { corridor: { path: [[31, 46], [31, 45.2]], width: 2 nmi } }`,
);
const NOON = Date.UTC(2026, 2, 10, 10) as Instant;
const vessel = (
  position: Position,
  kind: string,
  party = 'A',
  { sigmaM, ...parts }: { sigmaM?: number; id?: string; at?: Instant } = {},
) => exampleObject({ id: 'v1', class: { [kind]: 1 }, party, position, at: NOON, ...parts }, sigmaM);
const found = (clause: string, ...facts: readonly Fact[]) =>
  judge(agreement, facts, exampleOptions).filter((one) => one.clause === clause);
const verdict = (clause: string, ...facts: readonly Fact[]) =>
  found(clause, ...facts).map(({ verdict: said }) => said)[0];
const south = (from: Position, away: number) => destination(from, 180, metres(away));
const east = (from: Position, away: number) => destination(from, 90, metres(away));

describe('at sea', () => {
  it('warships keep an exclusion distance from the other’s coast, in nautical miles', () => {
    // Geodesics bulge north between their ends: the headland between them is the nearest place.
    const headland = { lon: 31.5, lat: 46 };
    const at = (away: number, kind = 'naval-vessel', party = 'B') =>
      verdict('1', vessel(south(headland, away), kind, party));
    expect([at(22_223), at(22_225)]).toEqual(['breach', 'compliant']);
    expect([at(22_000, 'civilian-vessel'), at(22_000, 'naval-vessel', 'A')]).toEqual([
      undefined,
      undefined,
    ]);
    const [row] = found('1', vessel(south(headland, 22_000), 'naval-vessel', 'B', { sigmaM: 100 }));
    expect(row).toMatchObject({ verdict: 'breach', unit: 'm', limit: 0 });
    expect(
      verdict('1', vessel(south(headland, 22_100), 'naval-vessel', 'B', { sigmaM: 400 })),
    ).toBe('undetermined');
  });

  it('warships stay back from a median line in open water, each behind its own side', () => {
    const at = (lat: number, party: string) =>
      found('2', vessel({ lon: 31.5, lat }, 'naval-vessel', party))[0];
    expect(at(45.76, 'A')).toMatchObject({ verdict: 'compliant', limit: 20_000 });
    expect(at(45.72, 'A')).toMatchObject({ verdict: 'breach' });
    expect(at(45.76, 'B')).toMatchObject({ verdict: 'breach' });
    expect(at(45.36, 'B')).toMatchObject({ verdict: 'compliant' });
  });

  it('no more than two vessels of a party lie in the roads at one time', () => {
    const roads = { lon: 32, lat: 45.8 };
    const ships = ['v1', 'v2', 'v3'].map((id, i) =>
      vessel(roads, 'civilian-vessel', 'A', { id, at: (NOON + i) as Instant }),
    );
    expect(found('3', ...ships).map(({ verdict: said }) => said)).toEqual(['compliant', 'breach']);
  });

  it('grain ships keep to the lane and its hours', () => {
    const lane = { lon: 31, lat: 45.6 };
    const ship = (away: number, at = NOON, sigmaM?: number) =>
      found(
        '4',
        vessel(east(lane, away), 'civilian-vessel', 'A', {
          at,
          ...(sigmaM === undefined ? {} : { sigmaM }),
        }),
      )[0];
    expect([ship(1851), ship(1853)].map((one) => one?.verdict)).toEqual(['compliant', 'breach']);
    expect(ship(1900, NOON, 300)?.verdict).toBe('undetermined');
    expect(ship(2852)).toMatchObject({ unit: 'm', measured: expect.closeTo(1000, -1) });
    // 18:00 in Kyiv is 16:00 UTC.
    const evening = (minutes: number) =>
      ship(0, (Date.UTC(2026, 2, 10, 16) + minutes * 60_000) as Instant);
    expect(evening(0)).toMatchObject({ verdict: 'compliant' });
    expect(evening(20)).toMatchObject({ verdict: 'breach', measured: 20, unit: 'min' });
  });

  it('nobody fires in the gulf', () => {
    const shot = (lat: number) =>
      verdict(
        '5',
        exampleEvent({ id: 's1', class: { shot: 1 }, position: { lon: 31.5, lat }, at: NOON }),
      );
    expect([shot(45.6), shot(46.1)]).toEqual(['breach', 'compliant']);
  });

  it('zones in open water are printed like those on land', () => {
    expect(describeAgreement(agreement)).toMatch(/waters: waters, \d+\.\d km²/);
  });
});
