import { type Course, traceContour } from './contour.ts';
import { newEcef, RADIANS, writeEcef } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import type { Position } from './position.ts';
import { fieldOf } from './prepared.ts';
import type { Whitening } from './whitening.ts';

/** The boundary of an area on and around one tile: edges, six earth-fixed numbers each. */
export type Edges = Float64Array;

/** Side of a tile, width of the rim around it, and cells of it, in sigma. */
const SIDE = 32;
const RIM = 6.1;
const CELL = 0.4;
/** How closely edges follow the boundary, in sigma. */
const CLOSENESS = 1 / 8000;
const MOST_CELLS = 4096;
const METRES_PER_DEGREE = 110_574;
const HIGHEST_LATITUDE = 85;

/** Tiles and edges kept for one area: 13 MB. The tile asked for longest ago goes first. */
const MOST_TILES = 4096;
const MOST_EDGES = 2 ** 18;

interface Kept {
  readonly tiles: Map<string, Edges>;
  edges: number;
}
const KEPT = new WeakMap<Gauge, Kept>();

/**
 * The edges of an area around a place, traced once for all places on a tile and like errors.
 *
 * What comes back depends on the place and its error alone, never on what was asked before.
 * `undefined` where the tile would be too fine to trace.
 */
export function tracedTile(gauge: Gauge, white: Whitening, at: Position): Edges | undefined {
  const widest = 2 ** Math.ceil(Math.log2(white.sigmaMax));
  const finest = 2 ** Math.floor(Math.log2(white.sigmaMin));
  const cell = Math.min(CELL * finest, gauge.grain / 3);
  const across = (SIDE + 2 * RIM) * widest;
  if (across > MOST_CELLS * cell || Math.abs(at.lat) > HIGHEST_LATITUDE) return undefined;
  const height = (SIDE * widest) / METRES_PER_DEGREE;
  const row = Math.floor(at.lat / height);
  const width = height / Math.cos(Math.max(Math.abs(row), Math.abs(row + 1)) * height * RADIANS);
  const column = Math.floor(at.lon / width);
  const kept = KEPT.get(gauge) ?? { tiles: new Map<string, Edges>(), edges: 0 };
  KEPT.set(gauge, kept);
  const key = `${widest} ${finest} ${row} ${column}`;
  const known = kept.tiles.get(key);
  if (known !== undefined) {
    kept.tiles.delete(key);
    kept.tiles.set(key, known);
    return known;
  }
  const count = Math.ceil(across / cell);
  const rim = RIM / SIDE;
  const lattice = {
    u0: (column - rim) * width,
    v0: (row - rim) * height,
    du: ((1 + 2 * rim) * width) / count,
    dv: ((1 + 2 * rim) * height) / count,
    nu: count,
    nv: count,
  };
  const closeness = CLOSENESS * finest;
  const edges = edgesOf(traceContour(fieldOf(gauge), lattice, closeness), closeness);
  keep(kept, key, edges);
  return edges;
}

function keep(kept: Kept, key: string, edges: Edges): void {
  kept.tiles.set(key, edges);
  kept.edges += edges.length / 6;
  for (const [oldest, { length }] of kept.tiles) {
    if (kept.edges <= MOST_EDGES && kept.tiles.size <= MOST_TILES) return;
    kept.tiles.delete(oldest);
    kept.edges -= length / 6;
  }
}

function edgesOf(courses: readonly Course[], closeness: number): Edges {
  const rows: number[] = [];
  const at = newEcef();
  for (const course of courses) {
    const places = course.map(([lon, lat]) => {
      const { x, y, z } = writeEcef(lon, lat, at);
      return [x, y, z] as const;
    });
    const corners = straightened(places, closeness);
    corners.forEach((from, index) => {
      rows.push(...from, ...(corners[(index + 1) % corners.length] as Point));
    });
  }
  return Float64Array.from(rows);
}

type Point = readonly [x: number, y: number, z: number];

/** Leaves out points that lie on the way from the last one kept to the next, 64 in a row at most. */
function straightened(course: readonly Point[], closeness: number): readonly Point[] {
  if (course.length < 4) return course;
  const kept: Point[] = [course[0] as Point];
  let from = 0;
  for (let to = 2; to < course.length; to++) {
    const [a, b] = [course[from] as Point, course[to] as Point];
    const passed = course.slice(from + 1, to);
    if (passed.length < 64 && passed.every((point) => asideOf(point, a, b) < closeness)) continue;
    from = to - 1;
    kept.push(course[from] as Point);
  }
  kept.push(course.at(-1) as Point);
  return kept;
}

/** Metres from a point to a segment. */
function asideOf(point: Point, a: Point, b: Point): number {
  const ux = b[0] - a[0];
  const uy = b[1] - a[1];
  const uz = b[2] - a[2];
  const px = point[0] - a[0];
  const py = point[1] - a[1];
  const pz = point[2] - a[2];
  const square = ux * ux + uy * uy + uz * uz;
  const share = square === 0 ? 0 : (px * ux + py * uy + pz * uz) / square;
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(px - t * ux, py - t * uy, pz - t * uz);
}
