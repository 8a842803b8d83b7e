import { boundOf, type Chain, LEAF, STRIDE } from './chain.ts';
import {
  arcBetween,
  ECCENTRICITY_SQUARED,
  type Ecef,
  MEAN_RADIUS,
  newEcef,
  radiusOfCurvature,
  writeEcef,
} from './ellipsoid.ts';
import { distanceBetween } from './geodesic.ts';
import { type Line, type LineSide, lineChain } from './line.ts';
import { exactNearest } from './measure.ts';
import { type Nearest, nearestOf, newNearest } from './nearest.ts';
import type { Position } from './position.ts';

/** Nearer and farther than this, metres, only Karney's inverse is asked. */
const NEAREST = 0.01;
const FARTHEST = 5e5;
/** More than the arc may err between these, in millimetres. */
const DOUBT = 1e-2;
/** Farther than this the foot on the straight piece lies too far beside the foot on the surface. */
const STRAIGHT = 3e4;

/**
 * Metres to a chain that round to the same millimetre as Karney's.
 *
 * By the arc over the foot, below 1 µm within 300 km; by Karney's inverse where that leaves open which millimetre
 * it is. `near` is what `nearestOf` found at the same place.
 */
export function exactDistance(chain: Chain, at: Ecef, position: Position, near: Nearest): number {
  const { latest } = chain;
  const asked = latest.lon === position.lon && latest.lat === position.lat;
  if (!asked || Number.isNaN(latest.exact)) {
    const arc = leastArc(chain, at, near.distance);
    latest.exact = isSettled(arc) ? arc : exactNearest(chain, position, near).distance;
    latest.lon = position.lon;
    latest.lat = position.lat;
  }
  return latest.exact;
}

/** Metres between two places that round to the same millimetre as Karney's. */
export function exactBetween(from: Position, fromAt: Ecef, to: Position, toAt: Ecef): number {
  const arc = arcBetween(fromAt.x, fromAt.y, fromAt.z, toAt.x, toAt.y, toAt.z);
  return isSettled(arc) ? arc : distanceBetween(from, to);
}

const AT = newEcef();
const NEAR = newNearest();

/** The signed distance to a line as findings state it: positive on the named side. */
export function exactSigned(line: Line, from: LineSide, position: Position): number {
  const chain = lineChain(line);
  nearestOf(chain, writeEcef(position.lon, position.lat, AT), NEAR);
  const distance = exactDistance(chain, AT, position, NEAR);
  return distance === 0 || NEAR.side >= 0 === (from === 'left') ? distance : -distance;
}

function isSettled(arc: number): boolean {
  const millimetres = arc * 1e3;
  const share = millimetres - Math.floor(millimetres);
  return arc >= NEAREST && arc <= FARTHEST && Math.abs(share - 0.5) > DOUBT;
}

const STACK = new Int32Array(128);

/** The shortest arc to a foot, over the pieces that the quick search leaves in question. */
function leastArc(chain: Chain, at: Ecef, quick: number): number {
  if (!(quick <= FARTHEST)) return quick;
  const { tree, count, leaves } = chain;
  const radius = 2 * MEAN_RADIUS * Math.sin(quick / (2 * MEAN_RADIUS)) + 1 + quick * 2e-5;
  const far = quick > STRAIGHT;
  let least = Number.POSITIVE_INFINITY;
  let top = 1;
  STACK[0] = 1;
  while (top > 0) {
    const node = STACK[--top] as number;
    if (boundOf(tree, node, at.x, at.y, at.z) > radius) continue;
    if (node < leaves) {
      STACK[top++] = 2 * node + 1;
      STACK[top++] = 2 * node;
      continue;
    }
    const start = (node - leaves) * LEAF;
    for (let piece = start; piece < Math.min(start + LEAF, count); piece++)
      least = Math.min(least, arcToPiece(chain.pieces, piece * STRIDE, at, radius, far));
  }
  return least;
}

/**
 * The foot on the straight piece, lifted to the surface and set right there, and the arc to it; for a
 * piece that does not come within `radius` nothing is worked out.
 */
function arcToPiece(
  pieces: Float64Array,
  o: number,
  { x, y, z }: Ecef,
  radius: number,
  far: boolean,
): number {
  const ax = pieces[o] as number;
  const ay = pieces[o + 1] as number;
  const az = pieces[o + 2] as number;
  const ux = (pieces[o + 3] as number) - ax;
  const uy = (pieces[o + 4] as number) - ay;
  const uz = (pieces[o + 5] as number) - az;
  const square = ux * ux + uy * uy + uz * uz;
  let share = ((x - ax) * ux + (y - ay) * uy + (z - az) * uz) / square;
  for (let again = far; ; again = false) {
    const t = share < 0 ? 0 : share > 1 ? 1 : share;
    const sx = ax + t * ux;
    const sy = ay + t * uy;
    const sz = az + t * uz;
    if ((x - sx) ** 2 + (y - sy) ** 2 + (z - sz) ** 2 > radius * radius)
      return Number.POSITIVE_INFINITY;
    const stretched = sz / (1 - ECCENTRICITY_SQUARED);
    const size = Math.sqrt(sx * sx + sy * sy + stretched * stretched);
    const [nx, ny, nz] = [sx / size, sy / size, stretched / size];
    const climb = ux * nx + uy * ny + uz * nz;
    const cosPhi = Math.sqrt(Math.max(1e-12, 1 - nz * nz));
    const northward = (uz - nz * climb) / (cosPhi * Math.sqrt(square));
    const lift = (t * (1 - t) * square) / (2 * radiusOfCurvature(nz, northward));
    const [qx, qy, qz] = [sx + lift * nx, sy + lift * ny, sz + lift * nz];
    if (!again) return arcBetween(x, y, z, qx, qy, qz);
    const [dx, dy, dz] = [x - qx, y - qy, z - qz];
    const upward = dx * nx + dy * ny + dz * nz;
    share = t + (dx * ux + dy * uy + dz * uz - upward * climb) / square;
  }
}
