import { ECCENTRICITY_SQUARED, type Ecef } from './ellipsoid.ts';
import type { Latest } from './nearest.ts';
import type { Position } from './position.ts';

/** Pieces to a leaf of the tree. */
export const LEAF = 4;
/** ax ay az, bx by bz, left normals at a and at b (summed over both pieces there), along, length. */
export const STRIDE = 14;

/**
 * Geodesic polylines and rings as straight pieces in earth-fixed space, under a tree of spheres.
 *
 * Straight pieces in space know neither the date line nor the poles. The door to the hot loops of
 * this room: everything else speaks of lines and areas.
 */
export interface Chain {
  readonly paths: readonly (readonly Position[])[];
  readonly pieces: Float64Array;
  /** For each piece: the segment it was cut from, and whether its start or end is a free end. */
  readonly segment: Int32Array;
  readonly path: Int32Array;
  readonly free: Uint8Array;
  readonly count: number;
  readonly tree: Float64Array;
  readonly leaves: number;
  /** What was asked last: many clauses ask the same line about the same place. */
  readonly latest: Latest;
}

export const FREE_START = 1;
export const FREE_END = 2;

/** Pieces whose chord comes within `radius` metres of a point, in order. */
export function piecesWithin(chain: Chain, at: Ecef, radius: number): number[] {
  const { tree, count, leaves } = chain;
  const found: number[] = [];
  const stack = [1];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (boundOf(tree, node, at.x, at.y, at.z) > radius) continue;
    if (node < leaves) {
      stack.push(node * 2 + 1, node * 2);
      continue;
    }
    const start = (node - leaves) * LEAF;
    for (let piece = start; piece < Math.min(start + LEAF, count); piece++) {
      if (chordDistance(chain, piece, at) <= radius) found.push(piece);
    }
  }
  return found;
}

/** One end of a piece. */
export function pieceEnd(chain: Chain, piece: number, end: 0 | 1): Ecef {
  const o = piece * STRIDE + 3 * end;
  const { pieces } = chain;
  return {
    x: pieces[o] as number,
    y: pieces[o + 1] as number,
    z: pieces[o + 2] as number,
  };
}

/** A free end of a line: its place, and the unit directions into the line and to its left. */
export interface EndFrame extends Ecef {
  readonly end: typeof FREE_START | typeof FREE_END;
  readonly inward: Ecef;
  readonly left: Ecef;
}

export function endFrames(chain: Chain): readonly EndFrame[] {
  const frames: EndFrame[] = [];
  for (let piece = 0; piece < chain.count; piece++) {
    const flags = chain.free[piece] as number;
    for (const end of [FREE_START, FREE_END] as const) {
      if ((flags & end) === 0) continue;
      const share = end === FREE_START ? 0 : 1;
      const at = pieceEnd(chain, piece, share);
      const o = piece * STRIDE + 6 + 3 * share;
      const left = {
        x: chain.pieces[o] as number,
        y: chain.pieces[o + 1] as number,
        z: chain.pieces[o + 2] as number,
      };
      const forward = cross(left, upAt(at));
      const sign = end === FREE_START ? 1 : -1;
      const inward = { x: sign * forward.x, y: sign * forward.y, z: sign * forward.z };
      frames.push({ ...at, end, inward, left });
    }
  }
  return frames;
}

/** Metres along the path to a share `t` of a piece. */
export const alongOf = (chain: Chain, piece: number, t: number): number =>
  (chain.pieces[piece * STRIDE + 12] as number) + t * (chain.pieces[piece * STRIDE + 13] as number);

/** The upward normal of the ellipsoid at a point of its surface. */
export function upAt({ x, y, z }: Ecef): Ecef {
  const stretched = z / (1 - ECCENTRICITY_SQUARED);
  const size = Math.sqrt(x * x + y * y + stretched * stretched);
  return { x: x / size, y: y / size, z: stretched / size };
}

export const cross = (p: Ecef, q: Ecef): Ecef => ({
  x: p.y * q.z - p.z * q.y,
  y: p.z * q.x - p.x * q.z,
  z: p.x * q.y - p.y * q.x,
});

/** Metres to the sphere of a node at least; negative within it. */
export function boundOf(tree: Float64Array, node: number, x: number, y: number, z: number): number {
  const o = node * 4;
  const dx = x - (tree[o] as number);
  const dy = y - (tree[o + 1] as number);
  const dz = z - (tree[o + 2] as number);
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - (tree[o + 3] as number);
}

function chordDistance(chain: Chain, piece: number, at: Ecef): number {
  const a = pieceEnd(chain, piece, 0);
  const b = pieceEnd(chain, piece, 1);
  const u = { x: b.x - a.x, y: b.y - a.y, z: b.z - a.z };
  const p = { x: at.x - a.x, y: at.y - a.y, z: at.z - a.z };
  const share = (p.x * u.x + p.y * u.y + p.z * u.z) / (u.x * u.x + u.y * u.y + u.z * u.z);
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(p.x - t * u.x, p.y - t * u.y, p.z - t * u.z);
}
