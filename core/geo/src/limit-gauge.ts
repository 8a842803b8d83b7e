import { boundsOf } from './bounds.ts';
import type { Ecef } from './ellipsoid.ts';
import { endRays, limitedByEnds } from './end-ray.ts';
import { exactDistance } from './exact-distance.ts';
import type { Gauge } from './gauge.ts';
import { type Line, type LineSide, lineChain } from './line.ts';
import { nearestOf, newNearest } from './nearest.ts';
import type { Position } from './position.ts';

/** The places at least `depth` metres from a line on one side of it: a limit, without an end. */
export interface LimitGauge extends Gauge {
  /** Signed distance to the line, positive on the named side; exact with `exact`. */
  signed(at: Ecef, exact?: Position): number;
}

/** Places this near to the limit are judged by a boundary traced once. */
const AROUND = 2e4;
/** Half the earth's girth is as far as anyone asks. */
const EVERYWHERE = 1e7;

type Known = Readonly<Record<LineSide, Map<number, LimitGauge>>>;
const KNOWN = new WeakMap<Line, Known>();

/** The gauge of a limit; built once for each line, side and depth. */
export function limitGauge(line: Line, side: LineSide, depth: number): LimitGauge {
  let known = KNOWN.get(line);
  if (known === undefined) {
    known = { left: new Map(), right: new Map() };
    KNOWN.set(line, known);
  }
  let gauge = known[side].get(depth);
  if (gauge === undefined) {
    gauge = newLimitGauge(line, side, depth);
    known[side].set(depth, gauge);
  }
  return gauge;
}

function newLimitGauge(line: Line, side: LineSide, depth: number): LimitGauge {
  const chain = lineChain(line);
  const near = newNearest();
  const rays = endRays(chain, EVERYWHERE / 10);
  const sign = side === 'left' ? 1 : -1;
  const signed = (at: Ecef, exact?: Position): number => {
    nearestOf(chain, at, near);
    const d = exact === undefined ? near.distance : exactDistance(chain, at, exact, near);
    return near.side >= 0 === sign > 0 ? d : -d;
  };
  return {
    signed,
    bounds: boundsOf(chain, 2 * Math.abs(depth) + AROUND),
    grain: depth > 0 ? depth : Number.POSITIVE_INFINITY,
    insideBy(at, exact) {
      const margin = signed(at, exact) - depth;
      return limitedByEnds(margin, rays, at, near.distance, near.past);
    },
  };
}
