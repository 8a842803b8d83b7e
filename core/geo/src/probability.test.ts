import { metres } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { contactLine } from './geo.bench.ts';
import {
  type Area,
  bandZone,
  boundaryOf,
  type Covariance,
  corridorZone,
  destination,
  difference,
  discZone,
  isotropic,
  lineOf,
  measureFromLine,
  type Position,
  type PreparedArea,
  polygonZone,
  prepareArea,
  probabilityBeyond,
  probabilityInside,
  sectorZone,
} from './index.ts';
import { massOfTrace } from './mass.ts';
import { type Whitening, whiteningOf } from './whitening.ts';

const at = (lon: number, lat: number): Position => ({ lon, lat });

function sure<T>(result: { ok: true; value: T } | { ok: false; error: { text: string } }): T {
  if (!result.ok) throw new Error(result.error.text);
  return result.value;
}
const prepared = (area: Area): PreparedArea => sure(prepareArea(area));
const meridian = sure(lineOf([at(30, 46), at(30, 48)]));
const off = (from: Position, azimuth: number, by: number) => destination(from, azimuth, metres(by));

/**
 * The share of drawn places that lie inside: quasi-Monte-Carlo on Roberts' R2 sequence, whose error
 * at 12,000 places is well below that of as many random ones.
 */
function drawn(
  inside: (place: Position) => boolean,
  mean: Position,
  [ee, en, nn]: Covariance,
  count = 12_000,
): number {
  const first = Math.sqrt(ee);
  const mixed = en / first;
  const second = Math.sqrt(nn - mixed * mixed);
  let hits = 0;
  for (let i = 1; i <= count; i++) {
    const size = Math.sqrt(-2 * Math.log((i * 0.7548776662466927) % 1));
    const turn = 2 * Math.PI * ((i * 0.5698402909980532) % 1);
    const [a, b] = [size * Math.cos(turn), size * Math.sin(turn)];
    const [east, north] = [first * a, mixed * a + second * b];
    const azimuth = (Math.atan2(east, north) * 180) / Math.PI;
    if (inside(off(mean, azimuth, Math.hypot(east, north)))) hits++;
  }
  return hits / count;
}

describe('the probability to lie nearer than a limit', () => {
  it('is that of a half-plane for a straight line: 24.6 km, 0.9 km of error, limit 25 km', () => {
    const place = off(at(30, 47), 90, 24_600);
    const beyond = probabilityBeyond(meridian, 'right', 25_000, place, isotropic(900));
    // Source: the normal distribution function at 0.4 / 0.9.
    expect(beyond.nearer).toBeCloseTo(0.671639, 4);
    expect(beyond.nearer + beyond.beyond).toBe(1);
    expect(beyond.margin).toBe(-400);
  });

  it('counts the far side of the line as nearer', () => {
    const across = off(at(30, 47), 270, 30_000);
    const { nearer, signed } = probabilityBeyond(meridian, 'right', 25_000, across, isotropic(900));
    expect(nearer).toBe(1);
    expect(signed).toBeCloseTo(-30_000, 3);
  });

  it('is settled without error, the limit itself beyond', () => {
    const limit = probabilityBeyond(
      meridian,
      'right',
      25_000,
      off(at(30, 47), 90, 25_000),
      [0, 0, 0],
    );
    expect(limit).toMatchObject({ nearer: 0, beyond: 1, margin: 0 });
    const short = off(at(30, 47), 90, 24_999.998);
    expect(probabilityBeyond(meridian, 'right', 25_000, short, [0, 0, 0]).nearer).toBe(1);
  });

  it('agrees whether the boundary was kept or is traced for the place', () => {
    const place = off(at(30, 47), 90, 24_980);
    for (const sigma of [49, 51]) {
      const { nearer } = probabilityBeyond(meridian, 'right', 25_000, place, isotropic(sigma));
      expect(nearer).toBeCloseTo(sigma === 49 ? 0.658418 : 0.652549, 3);
    }
  });

  it.each([400, 3000])('agrees with drawing beside a ragged line, sigma %i m', (sigma) => {
    const line = contactLine();
    const place = off(line.positions[600] as Position, 300, 24_500);
    const { side } = measureFromLine(line, 'left', place);
    const limit = 1000 * Math.round(measureFromLine(line, side, place).signed / 1000);
    const { nearer } = probabilityBeyond(line, side, limit, place, isotropic(sigma));
    const share = drawn(
      (spot) => measureFromLine(line, side, spot).signed < limit,
      place,
      isotropic(sigma),
      3000,
    );
    expect(Math.abs(nearer - share)).toBeLessThan(0.005);
  });
});

const centre = at(30.2, 47);
const disc = sure(discZone(centre, 5000));
const band = sure(bandZone(meridian, { left: 20_000, right: 10_000, ends: 'flat' }));
const holed = sure(
  polygonZone([
    {
      outer: [at(30, 47), at(30.2, 47), at(30.2, 47.2), at(30, 47.2), at(30, 47)],
      holes: [
        [at(30.05, 47.05), at(30.05, 47.1), at(30.1, 47.1), at(30.1, 47.05), at(30.05, 47.05)],
      ],
    },
  ]),
);
const ragged = sure(bandZone(contactLine(), { left: 20_000, right: 20_000 }));

describe('the probability to lie inside', () => {
  const cases: readonly [string, Area, Position, Covariance][] = [
    ['a disc', disc, off(centre, 30, 4800), isotropic(900)],
    ['a disc, error of metres', disc, off(centre, 30, 4998), isotropic(5)],
    ['a disc, error far wider than it', disc, off(centre, 10, 9000), isotropic(20_000)],
    ['a disc, error stretched aslant', disc, off(centre, 100, 4000), [4e6, 1.9e6, 1e6]],
    ['a flat corner of a band', band, off(at(30, 48), 100, 9_500), isotropic(800)],
    [
      'a band of unequal depths past a round end',
      sure(bandZone(meridian, { left: 20_000, right: 10_000 })),
      off(at(30, 48), 10, 10_000),
      isotropic(1800),
    ],
    [
      'a corridor narrower than the error',
      sure(corridorZone(meridian, 200)),
      off(at(30, 47), 90, 300),
      isotropic(500),
    ],
    [
      'a corridor of a road, error of metres',
      sure(corridorZone(meridian, 30)),
      off(at(30, 47), 90, 20),
      isotropic(25),
    ],
    ['a corner of a polygon', holed, at(30.2005, 47.2005), isotropic(700)],
    ['a hole of a polygon', holed, at(30.07, 47.07), isotropic(2500)],
    [
      'the area without a disc',
      sure(difference(holed, [sure(discZone(at(30.2, 47.1), 4000))])),
      at(30.16, 47.1),
      isotropic(1500),
    ],
    [
      'an eastern sector',
      sure(sectorZone(disc, { kind: 'meridian', lon: 30.2, keep: 'east' })),
      off(centre, 5, 4500),
      isotropic(600),
    ],
    [
      'the inner corner of a ragged band',
      ragged,
      boundaryOf(prepared(ragged)).polygons[0]?.outer[900] as Position,
      isotropic(1200),
    ],
  ];

  it.each(cases)('agrees with drawing: %s', (_, area, place, covariance) => {
    const ready = prepared(area);
    const share = drawn(({ lon, lat }) => ready.contains(lon, lat), place, covariance);
    expect(Math.abs(probabilityInside(ready, place, covariance) - share)).toBeLessThan(0.005);
  });

  it('is the difference of two half-planes in a straight corridor', () => {
    const road = prepared(sure(corridorZone(meridian, 30)));
    const wide = prepared(sure(corridorZone(meridian, 2000)));
    const beside = (by: number) => off(at(30, 47), 90, by);
    // Source: the normal distribution function, Φ(1.4) - Φ(0.2).
    expect(probabilityInside(road, beside(20), isotropic(25))).toBeCloseTo(0.339983, 4);
    expect(probabilityInside(wide, beside(4000 / 3), isotropic(5000 / 3))).toBeCloseTo(0.339983, 4);
  });

  it('does not give a place in a road twice the probability where the road leaves the sight', () => {
    const { positions } = contactLine();
    const road = prepared(sure(corridorZone(sure(lineOf(positions.slice(600, 640))), 30)));
    const place = at(33.55056783489933, 49.0148097441153);
    for (const sigma of [14.6574, 40, 130]) {
      const covariance = isotropic(sigma);
      const share = drawn(({ lon, lat }) => road.contains(lon, lat), place, covariance);
      expect(Math.abs(probabilityInside(road, place, covariance) - share)).toBeLessThan(0.005);
      const white = whiteningOf(place, covariance) as Whitening;
      expect(Math.abs(massOfTrace(road.gauge, white) - share)).toBeLessThan(0.005);
    }
  });

  it('is not zero inside where a long thin error keeps clear of the boundary', () => {
    const [{ gauge }, place] = [prepared(disc), off(centre, 90, 4970)];
    const covariance: Covariance = [4, 0, 900];
    const white = whiteningOf(place, covariance) as Whitening;
    expect(massOfTrace(gauge, white)).toBeCloseTo(1, 3);
    expect(probabilityInside(prepared(disc), place, covariance)).toBeCloseTo(1, 3);
  });

  it('is half on a straight boundary, a quarter at a square corner', () => {
    const ready = prepared(holed);
    expect(probabilityInside(ready, at(30, 47.1), isotropic(100))).toBeCloseTo(0.5, 4);
    expect(probabilityInside(ready, at(30, 47), isotropic(100))).toBeCloseTo(0.25, 3);
  });

  it('is one or zero without error, the boundary inside', () => {
    const ready = prepared(disc);
    expect(probabilityInside(ready, off(centre, 77, 5000), [0, 0, 0])).toBe(1);
    expect(probabilityInside(ready, off(centre, 77, 5000.002), [0, 0, 0])).toBe(0);
  });

  it('is near one deep inside and near zero far outside', () => {
    const ready = prepared(disc);
    expect(probabilityInside(ready, centre, isotropic(100))).toBe(1);
    expect(probabilityInside(ready, off(centre, 0, 50_000), isotropic(100))).toBe(0);
  });

  it('is no number where the covariance is none', () => {
    const ready = prepared(disc);
    expect(probabilityInside(ready, centre, [1, 5, 1])).toBeNaN();
    expect(probabilityInside(ready, centre, [Number.NaN, 0, 1])).toBeNaN();
  });

  it('takes an error that lies all along one line', () => {
    const inside = probabilityInside(prepared(disc), off(centre, 90, 5000), [250_000, 0, 0]);
    expect(inside).toBeCloseTo(0.5, 2);
  });

  it('is mirrored by mirroring the geometry', () => {
    const bent = [at(1, 45), at(1.4, 45.3), at(1.3, 45.7), at(1.9, 45.9)];
    const mirror = (place: Position) => at(-place.lon, place.lat);
    const here = sure(bandZone(sure(lineOf(bent)), { left: 9000, right: 6000 }));
    const there = sure(bandZone(sure(lineOf(bent.map(mirror))), { left: 6000, right: 9000 }));
    const [one, other] = [prepared(here), prepared(there)];
    for (let i = 0; i < 40; i++) {
      const place = at(0.9 + 1.1 * ((i * 0.7548776662) % 1), 44.9 + 1.1 * ((i * 0.569840291) % 1));
      const before = probabilityInside(one, place, [4e6, 1e6, 2e6]);
      const after = probabilityInside(other, mirror(place), [4e6, -1e6, 2e6]);
      expect(after).toBeCloseTo(before, 4);
    }
  });

  it('is the same number every time', () => {
    const ask = () => probabilityInside(prepared(disc), off(centre, 30, 4800), isotropic(900));
    expect(ask()).toBe(ask());
  });
});
