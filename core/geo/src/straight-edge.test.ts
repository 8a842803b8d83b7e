import { normalCdf } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactLine } from './geo.bench.ts';
import {
  type Area,
  bandZone,
  boundaryOf,
  type Covariance,
  corridorZone,
  difference,
  discZone,
  isotropic,
  lineOf,
  type Position,
  prepareArea,
  probabilityInside,
  sectorZone,
  union,
} from './index.ts';
import { massOfTrace } from './mass.ts';
import { massAtStraightEdge } from './straight-edge.ts';
import { type Whitening, whiteningOf } from './whitening.ts';

function sure<T>(result: { ok: true; value: T } | { ok: false; error: { text: string } }): T {
  if (!result.ok) throw new Error(result.error.text);
  return result.value;
}

const line = sure(lineOf(contactLine().positions.slice(600, 620)));
const centre = line.positions[10] as Position;
const disc = sure(discZone(centre, 3000));
const band = sure(bandZone(line, { left: 4000, right: 2000, ends: 'flat' }));
const road = sure(corridorZone(line, 30));
const areas: readonly Area[] = [
  band,
  road,
  disc,
  sure(bandZone(contactLine(), { left: 20_000, right: 20_000 })),
  sure(bandZone(line, { left: 4000, right: 3000, from: 1000 })),
  sure(sectorZone(disc, { kind: 'meridian', lon: centre.lon, keep: 'east' })),
  sure(sectorZone(disc, { kind: 'bearing', centre, from: 10, to: 80 })),
  sure(difference(band, [disc])),
  sure(union([disc, road])),
];
const ready = areas.map((area) => sure(prepareArea(area)));

/** An error of `sigma` metres along an azimuth in radians, and of `sigma / ratio` across it. */
function stretched(sigma: number, ratio: number, turn: number): Covariance {
  const [long, short] = [sigma ** 2, (sigma / ratio) ** 2];
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return [long * c * c + short * s * s, (long - short) * c * s, long * s * s + short * c * c];
}

/** Places within a few sigma of a boundary, some on it, with an error of 5 to 100 m. */
const looks = fc
  .record({
    area: fc.nat(areas.length - 1),
    vertex: fc.nat(300),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    aside: fc.double({ min: -3, max: 3, noNaN: true }),
    sigma: fc.double({ min: 5, max: 100, noNaN: true }),
    ratio: fc.oneof(fc.constant(1), fc.double({ min: 1, max: 12, noNaN: true })),
    turn: fc.double({ min: 0, max: Math.PI, noNaN: true }),
  })
  .map(({ area, vertex, share, aside, sigma, ratio, turn }) => {
    const prepared = ready[area] as (typeof ready)[number];
    const ring = boundaryOf(prepared).polygons[0]?.outer ?? [];
    const at = vertex % (ring.length - 1);
    const [a, b] = [ring[at] as Position, ring[at + 1] as Position];
    const off = (aside * sigma) / 111_000;
    const lon = a.lon + share * (b.lon - a.lon) + off;
    const position = { lon, lat: a.lat + share * (b.lat - a.lat) + off / 2 };
    return { prepared, position, covariance: stretched(sigma, ratio, turn) };
  });

describe('the probability close to a boundary', () => {
  it('agrees within 1e-4 with a boundary traced finely for the place alone, a wide error within 1e-3', () => {
    fc.assert(
      fc.property(looks, ({ prepared, position, covariance }) => {
        const white = whiteningOf(position, covariance) as Whitening;
        // A cell of 0.02 sigma misses up to 2e-4 in the wedge between two parts.
        const traced = massOfTrace(prepared.gauge, white, white.sigmaMin / 10_000, 0.005);
        const quick = probabilityInside(prepared, position, covariance);
        // From 50 m on the boundary kept for all places will do, which is followed to 0.1 m.
        expect(Math.abs(quick - traced)).toBeLessThan(white.sigmaMin < 50 ? 1e-4 : 1e-3);
      }),
      { numRuns: 40 },
    );
  });

  it('is that of the half-plane beside a straight edge, whichever way the error lies', () => {
    const meridian = sure(lineOf([46, 48].map((lat) => ({ lon: 30, lat }))));
    const east = sure(prepareArea(sure(bandZone(meridian, { right: 20_000 }))));
    const position = { lon: 30 + 10 / 76_131, lat: 47 };
    const margin = east.insideBy(position);
    for (const turn of [0, 0.4, 0.8, 1.2]) {
      const covariance = stretched(30, 3, turn);
      const white = whiteningOf(position, covariance) as Whitening;
      const mass = massAtStraightEdge(east.gauge, white, margin);
      // Source: the normal distribution function at the margin over the sigma across the edge.
      expect(mass).toBeCloseTo(normalCdf(margin / Math.sqrt(covariance[0])), 5);
    }
  });

  it('is not taken for that of a half-plane at a corner, a road, or a gap', () => {
    const corner = boundaryOf(ready[5] as (typeof ready)[number]).polygons[0]?.outer ?? [];
    const south = corner.reduce((least, place) => (place.lat < least.lat ? place : least));
    const gap = sure(
      union(
        [-1, 1].map((side) => sure(discZone({ lon: 30 + (side * 3005) / 76_131, lat: 47 }, 3000))),
      ),
    );
    for (const [area, place] of [
      [areas[5] as Area, south],
      [road, centre],
      [gap, { lon: 30, lat: 47 }],
    ] as const) {
      const { gauge } = sure(prepareArea(area));
      const white = whiteningOf(place, isotropic(15)) as Whitening;
      expect(massAtStraightEdge(gauge, white, gauge.insideBy(white.origin))).toBeUndefined();
    }
  });
});
