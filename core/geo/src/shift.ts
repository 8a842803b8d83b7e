import { type Metres, metres, roundDistance } from '@greenline/base';
import { boundaryOf } from './boundary.ts';
import type { Chain } from './chain.ts';
import { chainOf } from './chain-of.ts';
import { newEcef, writeEcef } from './ellipsoid.ts';
import { WGS84 } from './geodesic.ts';
import { isClosed, type Line } from './line.ts';
import { nearestOf, newNearest } from './nearest.ts';
import type { Position } from './position.ts';
import type { PreparedArea } from './prepared.ts';

/** A stretch is cut no further once it can raise the greatest distance by no more than this. */
const LEAST_GAIN = 1;
const LEAST_SHARE = 1e-3;

type Path = readonly Position[];

/**
 * How far a boundary moved at most: the greatest distance from a place on either to the other.
 *
 * Good to a thousandth of itself or a metre, whichever is more. The Hausdorff distance of the two;
 * `undefined` where one of the areas is empty, so that it has no boundary.
 */
export function boundaryShift(before: PreparedArea, after: PreparedArea): Metres | undefined {
  const [was, is] = [ringsOf(before), ringsOf(after)];
  return was.length === 0 || is.length === 0 ? undefined : apart(was, is);
}

/** The same for two lines. */
export const lineShift = (before: Line, after: Line): Metres =>
  apart([before.positions], [after.positions]);

const ringsOf = (area: PreparedArea): readonly Path[] =>
  boundaryOf(area).polygons.flatMap(({ outer, holes }) => [outer, ...holes]);

function apart(before: readonly Path[], after: readonly Path[]): Metres {
  const [was, is] = [chainOfPaths(before), chainOfPaths(after)];
  return metres(roundDistance(Math.max(farthest(before, is), farthest(after, was))));
}

const chainOfPaths = (paths: readonly Path[]): Chain =>
  chainOf(paths.map((positions) => ({ positions, closed: isClosed(positions) })));

/** The greatest distance from a place on some paths to a chain. */
function farthest(paths: readonly Path[], chain: Chain): number {
  const at = newEcef();
  const near = newNearest();
  const distanceAt = (lon: number, lat: number): number => {
    nearestOf(chain, writeEcef(lon, lat, at), near);
    return near.distance;
  };
  let best = 0;
  const known = paths.map((path) =>
    path.map(({ lon, lat }) => {
      const distance = distanceAt(lon, lat);
      best = Math.max(best, distance);
      return distance;
    }),
  );
  paths.forEach((path, p) => {
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1] as Position, path[i] as Position];
      const edge = WGS84.InverseLine(a.lat, a.lon, b.lat, b.lon);
      const cut = (s0: number, d0: number, s1: number, d1: number): void => {
        // No place on a stretch is farther than its ends by more than half of what is left of it.
        if ((d0 + d1 + s1 - s0) / 2 <= best + Math.max(LEAST_GAIN, best * LEAST_SHARE)) return;
        const middle = (s0 + s1) / 2;
        const { lon2 = 0, lat2 = 0 } = edge.Position(middle);
        const distance = distanceAt(lon2, lat2);
        best = Math.max(best, distance);
        cut(s0, d0, middle, distance);
        cut(middle, distance, s1, d1);
      };
      cut(0, known[p]?.[i - 1] ?? 0, edge.s13, known[p]?.[i] ?? 0);
    }
  });
  return best;
}
