import { type Chain, cross, FREE_END, FREE_START, LEAF, STRIDE, upAt } from './chain.ts';
import { newEcef, writeEcef } from './ellipsoid.ts';
import { WGS84 } from './geodesic.ts';
import { newLatest } from './nearest.ts';
import type { Position } from './position.ts';

/** Longest chord a geodesic segment is cut into: 0.5 m below the surface at most. */
const LONGEST_PIECE = 5000;

/** Cuts paths into pieces and grows the tree over them. A closed path repeats its first vertex. */
export function chainOf(
  paths: readonly { readonly positions: readonly Position[]; readonly closed: boolean }[],
): Chain {
  const rows: number[] = [];
  const segment: number[] = [];
  const path: number[] = [];
  const free: number[] = [];
  paths.forEach(({ positions, closed }, index) => {
    const first = segment.length;
    let along = 0;
    for (let i = 0; i + 1 < positions.length; i++) {
      const a = positions[i] as Position;
      const b = positions[i + 1] as Position;
      const whole = WGS84.InverseLine(a.lat, a.lon, b.lat, b.lon);
      const parts = Math.max(1, Math.ceil(whole.s13 / LONGEST_PIECE));
      let from = a;
      for (let k = 1; k <= parts; k++) {
        const at = k === parts ? undefined : whole.Position((whole.s13 * k) / parts);
        const to = at === undefined ? b : { lon: at.lon2 as number, lat: at.lat2 as number };
        pushPiece(rows, from, to, along, whole.s13 / parts);
        along += whole.s13 / parts;
        segment.push(i);
        path.push(index);
        free.push(0);
        from = to;
      }
    }
    joinNormals(rows, first, segment.length, closed);
    if (!closed) {
      free[first] = (free[first] ?? 0) | FREE_START;
      free[free.length - 1] = (free[free.length - 1] ?? 0) | FREE_END;
    }
  });
  const pieces = Float64Array.from(rows);
  const count = segment.length;
  const leaves = 2 ** Math.ceil(Math.log2(Math.max(1, Math.ceil(count / LEAF))));
  return {
    paths: paths.map(({ positions }) => positions),
    pieces,
    segment: Int32Array.from(segment),
    path: Int32Array.from(path),
    free: Uint8Array.from(free),
    count,
    tree: treeOf(pieces, count, leaves),
    leaves,
    latest: newLatest(),
  };
}

function pushPiece(rows: number[], from: Position, to: Position, along: number, length: number) {
  const a = writeEcef(from.lon, from.lat, newEcef());
  const b = writeEcef(to.lon, to.lat, newEcef());
  const up = upAt({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });
  const u = { x: b.x - a.x, y: b.y - a.y, z: b.z - a.z };
  const left = cross(up, u);
  const size = Math.hypot(left.x, left.y, left.z) || 1;
  const n = [left.x / size, left.y / size, left.z / size] as const;
  rows.push(a.x, a.y, a.z, b.x, b.y, b.z, ...n, ...n, along, length);
}

/** At a vertex the side is told by the sum of both pieces' normals (Bærentzen and Aanæs, 2005). */
function joinNormals(rows: number[], first: number, end: number, closed: boolean): void {
  const own = rows.slice(first * STRIDE, end * STRIDE);
  const pieces = end - first;
  for (let i = 0; i < pieces; i++) {
    if (i === pieces - 1 && !closed) break;
    const next = (i + 1) % pieces;
    for (let axis = 0; axis < 3; axis++) {
      const sum =
        (own[i * STRIDE + 6 + axis] as number) + (own[next * STRIDE + 6 + axis] as number);
      rows[(first + i) * STRIDE + 9 + axis] = sum;
      rows[(first + next) * STRIDE + 6 + axis] = sum;
    }
  }
}

function treeOf(pieces: Float64Array, count: number, leaves: number): Float64Array {
  const tree = new Float64Array(leaves * 2 * 4);
  for (let node = leaves * 2 - 1; node >= 1; node--) {
    let span = 1;
    let first = node;
    while (first < leaves) {
      first *= 2;
      span *= 2;
    }
    const from = (first - leaves) * LEAF;
    const to = Math.min(count, from + span * LEAF);
    writeSphere(pieces, from, to, tree, node * 4);
  }
  return tree;
}

function writeSphere(
  pieces: Float64Array,
  from: number,
  to: number,
  tree: Float64Array,
  o: number,
) {
  if (from >= to) {
    tree[o + 3] = Number.NEGATIVE_INFINITY;
    return;
  }
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = from; i < to; i++) {
    for (let k = 0; k < 6; k++) {
      const value = pieces[i * STRIDE + k] as number;
      low[k % 3] = Math.min(low[k % 3] as number, value);
      high[k % 3] = Math.max(high[k % 3] as number, value);
    }
  }
  const centre = low.map((value, axis) => (value + (high[axis] as number)) / 2);
  let radius = 0;
  for (let i = from; i < to; i++) {
    for (const end of [0, 3]) {
      const p = i * STRIDE + end;
      const d = centre.map((value, axis) => (pieces[p + axis] as number) - value);
      radius = Math.max(radius, Math.hypot(...d));
    }
  }
  tree.set([...centre, radius], o);
}
