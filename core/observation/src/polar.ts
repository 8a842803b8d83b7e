import type { Position } from '@greenline/geo';
import type { Polar, Sightline } from './observation.ts';

/** Mean radius of the Earth, metres: at radar ranges the ellipsoid differs by less than the radar does. */
const EARTH_M = 6_371_008.8;

/** The sightline of a radar at `position`; `undefined` where nobody registered its place. */
export function sightlineOf(polar: Polar, position: Position | undefined): Sightline | undefined {
  if (position === undefined) return undefined;
  const { bearingDeg, elevationDeg, slantRangeM, heightM } = polar;
  const raised = elevationDeg === undefined ? {} : { elevationDeg };
  if (slantRangeM === undefined || slantRangeM <= 0) return { position, bearingDeg, ...raised };
  if (elevationDeg !== undefined)
    return { position, bearingDeg, elevationDeg, distanceM: slantRangeM };
  const distanceM = groundRange(slantRangeM, position.height ?? 0, heightM);
  return distanceM > 0 ? { position, bearingDeg, distanceM } : { position, bearingDeg };
}

/**
 * Distance over the ground to what is `slantM` away along the ray, by the law of cosines on a sphere.
 *
 * Without the thing's height the slant range stands: it is too long by at most what the height makes of
 * it. So it is where height and range contradict each other (a thing higher than it is far).
 */
export function groundRange(slantM: number, ownHeightM: number, heightM?: number): number {
  if (heightM === undefined) return slantM;
  const own = EARTH_M + ownHeightM;
  const thing = EARTH_M + heightM;
  // 1 - cos, halved: exact where the angle is small.
  const half = (slantM ** 2 - (thing - own) ** 2) / (4 * own * thing);
  return half < 0 || half > 1 ? slantM : 2 * EARTH_M * Math.asin(Math.sqrt(half));
}
