import { type Chain, pieceEnd, piecesWithin } from './chain.ts';
import type { Ecef } from './ellipsoid.ts';

/** Two segments that meet where they should not; each named by the vertex it starts from. */
export interface Crossing {
  readonly path: number;
  readonly vertex: number;
  readonly otherPath: number;
  readonly other: number;
}

/** The first place where a chain meets itself, in order of its vertices. */
export function crossingOf(chain: Chain): Crossing | undefined {
  for (let piece = 0; piece < chain.count; piece++) {
    const a = pieceEnd(chain, piece, 0);
    const b = pieceEnd(chain, piece, 1);
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, z: (a.z + b.z) / 2 };
    const reach = Math.hypot(b.x - a.x, b.y - a.y, b.z - a.z) / 2 + 2;
    for (const other of piecesWithin(chain, middle, reach)) {
      if (other <= piece || !meet(a, b, pieceEnd(chain, other, 0), pieceEnd(chain, other, 1))) {
        continue;
      }
      return {
        path: chain.path[piece] as number,
        vertex: chain.segment[piece] as number,
        otherPath: chain.path[other] as number,
        other: chain.segment[other] as number,
      };
    }
  }
  return undefined;
}

/**
 * Whether two pieces share more than an end at which the path merely goes on.
 *
 * Judged by planes through the earth's centre: for pieces of 5 km that is the geodesic to a micrometre.
 */
function meet(a: Ecef, b: Ecef, c: Ecef, d: Ecef): boolean {
  if (same(b, c)) return foldsBack(a, b, d);
  if (same(d, a)) return foldsBack(c, a, b);
  const abc = turn(a, b, c);
  const abd = turn(a, b, d);
  const cda = turn(c, d, a);
  const cdb = turn(c, d, b);
  if (abc * abd > 0 || cda * cdb > 0) return false;
  if (abc !== 0 || abd !== 0) return true;
  return [c, d].some((p) => between(a, b, p)) || [a, b].some((p) => between(c, d, p));
}

const same = (p: Ecef, q: Ecef): boolean => p.x === q.x && p.y === q.y && p.z === q.z;

/** Whether a path through `v` returns on itself; as seen from above, since pieces dip the more the longer they are. */
function foldsBack(from: Ecef, v: Ecef, to: Ecef): boolean {
  const into = levelled({ x: v.x - from.x, y: v.y - from.y, z: v.z - from.z }, v);
  const out = levelled({ x: to.x - v.x, y: to.y - v.y, z: to.z - v.z }, v);
  const sizes = Math.hypot(into.x, into.y, into.z) * Math.hypot(out.x, out.y, out.z);
  const cosine = (into.x * out.x + into.y * out.y + into.z * out.z) / sizes;
  return cosine < -1 + 1e-10;
}

/** The part of a way that is square to the direction from the earth's centre. */
function levelled(way: Ecef, v: Ecef): Ecef {
  const share = (way.x * v.x + way.y * v.y + way.z * v.z) / (v.x * v.x + v.y * v.y + v.z * v.z);
  return { x: way.x - share * v.x, y: way.y - share * v.y, z: way.z - share * v.z };
}

/** Positive where `p` lies left of the plane through the centre, `a` and `b`; in metres, about. */
function turn(a: Ecef, b: Ecef, p: Ecef): number {
  const nx = a.y * b.z - a.z * b.y;
  const ny = a.z * b.x - a.x * b.z;
  const nz = a.x * b.y - a.y * b.x;
  const metresLeft = (nx * p.x + ny * p.y + nz * p.z) / Math.hypot(nx, ny, nz);
  return Math.abs(metresLeft) < 1e-6 ? 0 : metresLeft;
}

const between = (a: Ecef, b: Ecef, p: Ecef): boolean =>
  (p.x - a.x) * (p.x - b.x) + (p.y - a.y) * (p.y - b.y) + (p.z - a.z) * (p.z - b.z) <= 0;
