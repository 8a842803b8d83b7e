import { ringOf, tracedBoundary } from './boundary.ts';
import type { Bounds } from './bounds.ts';
import type { Chain } from './chain.ts';
import { chainOf } from './chain-of.ts';
import { geodeticOf, RADIANS, unwrapLongitude } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import { POLAR_LIMIT } from './line.ts';
import type { Whitening } from './whitening.ts';

/** How closely the kept boundary follows the true one, metres, and the least sigma it serves. */
const KEPT = 0.1;
const LEAST_SIGMA = 50;
const LEAST_GRAIN = 60;
const TRACED = new WeakMap<Gauge, Chain>();

/**
 * The boundary of an area as a chain, traced once for all places whose error is wide enough.
 *
 * `undefined` where it would not do: the error is too small, the area too narrow, or, for an area
 * without a box of its own (`bounds` undefined), the place too near the edge of the traced box.
 */
export function keptBoundary(
  gauge: Gauge,
  white: Whitening,
  radius: number,
  bounds: Bounds | undefined,
): Chain | undefined {
  if (white.sigmaMin < LEAST_SIGMA || gauge.grain < LEAST_GRAIN) return undefined;
  if (bounds === undefined && !holds(gauge.bounds, white, radius)) return undefined;
  const known = TRACED.get(gauge);
  if (known !== undefined) return known;
  const courses = tracedBoundary(gauge, gauge.bounds, KEPT);
  if (courses.length === 0) return undefined;
  const chain = chainOf(courses.map((course) => ({ positions: ringOf(course), closed: true })));
  TRACED.set(gauge, chain);
  return chain;
}

function holds({ west, south, east, north }: Bounds, white: Whitening, radius: number): boolean {
  if (north > POLAR_LIMIT || south < -POLAR_LIMIT || east - west > 180) return false;
  const { lon, lat } = geodeticOf(white.origin);
  const along = unwrapLongitude(lon, (west + east) / 2);
  const upward = (radius * 1.02) / 110_574;
  const sideways = upward / Math.cos(Math.min(89.9, Math.abs(lat) + upward) * RADIANS);
  return (
    lat - upward > south &&
    lat + upward < north &&
    along - sideways > west &&
    along + sideways < east
  );
}
