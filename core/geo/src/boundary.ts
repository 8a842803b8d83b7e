import type { Polygon, PolygonArea, Ring } from './area.ts';
import type { Bounds } from './bounds.ts';
import { type Course, traceContour } from './contour.ts';
import { RADIANS, wrapLongitude } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import { fieldOf, latticeOf, type PreparedArea } from './prepared.ts';
import { ringExtent } from './rings.ts';

/** The chords of a boundary traced for drawing keep this close to the boundary itself; metres. */
const DRAWN = 0.5;
const FINEST_CELL = 20;
const COARSEST_CELL = 500;
const MOST_CELLS = 2 ** 40;

const DRAWINGS = new WeakMap<PreparedArea, PolygonArea>();

/**
 * The boundary of an area as polygons.
 *
 * Given polygons come back as they are. Else every vertex lies on the boundary and every edge
 * within half a metre of it, but for parts narrower than 20 m (or than a third of the least depth
 * of the area), which may be lost: this is for drawing and for extents; membership does not rest
 * on it.
 */
export function boundaryOf(prepared: PreparedArea): PolygonArea {
  if (prepared.area.kind === 'polygons') return prepared.area;
  const known = DRAWINGS.get(prepared);
  if (known !== undefined) return known;
  const courses = tracedBoundary(prepared.gauge, prepared.bounds, DRAWN);
  const drawing: PolygonArea = { kind: 'polygons', polygons: polygonsOf(courses) };
  DRAWINGS.set(prepared, drawing);
  return drawing;
}

/** Courses in degrees around what of an area lies in a box, their chords within `tolerance` metres. */
export function tracedBoundary(gauge: Gauge, bounds: Bounds, tolerance: number): Course[] {
  const cell = Math.min(COARSEST_CELL, Math.max(FINEST_CELL, gauge.grain / 3));
  const cosine = Math.cos(((bounds.south + bounds.north) / 2) * RADIANS);
  const [width, height] = [(bounds.east - bounds.west) * cosine, bounds.north - bounds.south];
  const cells = (width * height * 111_000 ** 2) / cell ** 2;
  const lattice = latticeOf(bounds, Math.min(MOST_CELLS, Math.max(64, cells)));
  return traceContour(fieldOf(gauge), lattice, tolerance);
}

/** Area on the ellipsoid; of a union, the parts' common ground counts once. */
export function areaKm2(prepared: PreparedArea): number {
  const rings = ringsOf(boundaryOf(prepared));
  return rings.reduce((sum, ring) => sum + ringExtent(ring).squareMetres, 0) / 1e6;
}

/** Length of the whole boundary, holes included. */
export function perimeterKm(prepared: PreparedArea): number {
  const rings = ringsOf(boundaryOf(prepared));
  return rings.reduce((sum, ring) => sum + ringExtent(ring).metres, 0) / 1e3;
}

const ringsOf = (area: PolygonArea): readonly Ring[] =>
  area.polygons.flatMap(({ outer, holes }) => [outer, ...holes]);

/** Sorts courses by their turn and gives each hole to the smallest polygon around it. */
function polygonsOf(courses: readonly Course[]): Polygon[] {
  const outers = courses.filter((course) => turn(course) > 0);
  const holes = courses.filter((course) => turn(course) < 0);
  const owned = new Map<Course, Course[]>(outers.map((outer) => [outer, []]));
  for (const hole of holes) {
    const hosts = outers.filter((outer) => surrounds(outer, hole));
    hosts.sort((a, b) => turn(a) - turn(b));
    const [host] = hosts;
    if (host !== undefined) owned.get(host)?.push(hole);
  }
  return outers.map((outer) => ({
    outer: ringOf(outer),
    holes: (owned.get(outer) ?? []).map(ringOf),
  }));
}

/** A course as a closed ring of positions, repeated points left out. */
export function ringOf(course: Course): Ring {
  const open = course.filter(([lon, lat], index) => {
    const [beforeLon, beforeLat] = course.at(index - 1) as readonly [number, number];
    return lon !== beforeLon || lat !== beforeLat;
  });
  const positions = open.map(([lon, lat]) => ({ lon: wrapLongitude(lon), lat }));
  return positions.concat(positions.slice(0, 1));
}

/** Twice the signed area in the plane. */
function turn(course: Course): number {
  const [u0, v0] = course[0] as readonly [number, number];
  let sum = 0;
  for (let i = 0; i < course.length; i++) {
    const [ua, va] = course[i] as readonly [number, number];
    const [ub, vb] = course[(i + 1) % course.length] as readonly [number, number];
    sum += (ua - u0) * (vb - v0) - (ub - u0) * (va - v0);
  }
  return sum;
}

function surrounds(outer: Course, hole: Course): boolean {
  const [u, v] = hole[0] as readonly [number, number];
  let inside = false;
  for (let i = 0; i < outer.length; i++) {
    const [ua, va] = outer[i] as readonly [number, number];
    const [ub, vb] = outer[(i + 1) % outer.length] as readonly [number, number];
    if (va > v !== vb > v && u < ua + ((v - va) / (vb - va)) * (ub - ua)) inside = !inside;
  }
  return inside;
}
