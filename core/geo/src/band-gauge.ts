import type { Ends } from './area.ts';
import { boundsOf } from './bounds.ts';
import { endRays, limitedByEnds } from './end-ray.ts';
import { exactDistance } from './exact-distance.ts';
import { flatEnds } from './flat-end.ts';
import type { Gauge } from './gauge.ts';
import { type Line, lineChain } from './line.ts';
import { nearestOf, newNearest } from './nearest.ts';

interface Reach {
  readonly from: number;
  readonly to: number;
}

/** A band or a corridor, as far as measuring goes. */
interface BandShape {
  readonly line: Line;
  readonly left?: Reach;
  readonly right?: Reach;
  readonly ends: Ends;
}

/**
 * A band measured from its line: no polygon stands between the definition and the answer.
 *
 * Beyond the level of its depths, a band's boundary is the line itself (where a side is missing),
 * the perpendicular through a flat end, and past an end, where the sides differ, the end segment
 * carried on. A line that winds into itself as a spiral, its turns nearer than twice the depth, has
 * places near to its left and to its right at once: the nearest decides, the lattice may then err
 * by a cell.
 */
export function bandGauge(shape: BandShape): Gauge {
  const { left, right, ends } = shape;
  const chain = lineChain(shape.line);
  const near = newNearest();
  const farthest = Math.max(left?.to ?? 0, right?.to ?? 0);
  const even = left?.from === right?.from && left?.to === right?.to;
  const rays = even ? [] : endRays(chain, 2 * farthest);
  const cuts = ends === 'flat' ? flatEnds(chain, farthest) : [];
  const depths = [left, right].filter((side) => side !== undefined);
  return {
    bounds: boundsOf(chain, farthest),
    grain: Math.min(...depths.flatMap(({ from, to }) => (from > 0 ? [to - from, from] : [to]))),
    insideBy(at, exact) {
      nearestOf(chain, at, near);
      const { side, past } = near;
      const d = exact === undefined ? near.distance : exactDistance(chain, at, exact, near);
      let margin = side >= 0 ? level(d, left, right) : level(d, right, left);
      margin = limitedByEnds(margin, rays, at, d, past);
      for (const cut of cuts) margin = Math.min(margin, cut(at));
      return margin;
    },
  };
}

/** Metres to the boundary for a place `d` from the line, on the side whose depth is `own`. */
function level(d: number, own: Reach | undefined, other: Reach | undefined): number {
  if (own !== undefined && d >= own.from && d <= own.to) {
    const outward = own.to - d;
    if (own.from > 0) return Math.min(outward, d - own.from);
    return Math.min(outward, other?.from === 0 ? d + other.to : d);
  }
  const across = other === undefined ? Number.POSITIVE_INFINITY : d + other.from;
  if (own === undefined) return -across;
  return -Math.min(across, d > own.to ? d - own.to : own.from - d);
}
