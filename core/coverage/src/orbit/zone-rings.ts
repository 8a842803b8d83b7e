import { fail, ok, type Result } from '@greenline/base';
import { NORTH_POLE, ordinateOf, RADIANS } from './plane.ts';
import { ringCrossing } from './ring-crossing.ts';

/** Vertices of a closed ring in the equal-area plane: x and y by turns, the first not repeated. */
export type PlaneRing = readonly number[];

/** A zone's rings in one plane, and what had to be taken for granted to lay them there. */
export interface ZoneRings {
  readonly rings: readonly PlaneRing[];
  /** Outer rings less holes, square units of the plane. */
  readonly area: number;
  readonly assumptions: readonly string[];
}

/** What is wrong with a zone, and what to do. */
export interface ZoneError {
  readonly kind: 'malformed' | 'too-many' | 'self-crossing' | 'empty';
  readonly text: string;
}

/** Rings of [lon, lat], outer ones and holes alike: RFC 7946, edges straight in lon and lat. */
export function layZone(
  polygons: readonly (readonly (readonly (readonly number[])[])[])[],
): Result<ZoneRings, ZoneError> {
  const assumptions = new Set<string>();
  const laid: (readonly Vertex[])[] = [];
  let vertices = 0;
  for (const ring of polygons.flat()) {
    const fault = ringFault(ring);
    if (fault !== undefined) return fail({ kind: 'malformed', text: fault });
    vertices += ring.length;
    if (vertices > MOST_VERTICES) {
      const text = `the zone has more than ${MOST_VERTICES} vertices: simplify it`;
      return fail({ kind: 'too-many', text });
    }
    laid.push(nearTo(closedOverPole(unwrapped(ring, assumptions), assumptions), laid[0]?.[0]));
  }
  if (laid.length === 0) return fail({ kind: 'empty', text: 'the zone has no ring' });
  const crossing = ringCrossing(laid);
  if (crossing !== undefined) {
    const place = `[${crossing[0].toFixed(4)}, ${crossing[1].toFixed(4)}]`;
    return fail({
      kind: 'self-crossing',
      text: `the zone's edges cross at ${place}: untangle them`,
    });
  }
  const rings = laid.map(inPlane);
  const holes = polygons.flatMap((polygon) => polygon.map((_, i) => i > 0));
  const area = rings.reduce((sum, ring, i) => sum + (holes[i] === true ? -1 : 1) * areaOf(ring), 0);
  return ok({ rings, area, assumptions: [...assumptions] });
}

/** Taken from the first vertex, so that small rings lose no digits. */
function areaOf(ring: PlaneRing): number {
  const [x = 0, y = 0] = ring;
  let twice = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    const [ax, ay] = [(ring[i] as number) - x, (ring[i + 1] as number) - y];
    const [bx, by] = [(ring[i + 2] as number) - x, (ring[i + 3] as number) - y];
    twice += ax * by - bx * ay;
  }
  return Math.abs(twice) / 2;
}

const MOST_VERTICES = 20_000;
/** Edges are cut so that no piece climbs by more degrees: a chord then lies within 3 m of its edge. */
const LONGEST_CLIMB = 0.1;

type Vertex = readonly [lon: number, lat: number];

function ringFault(ring: readonly (readonly number[])[]): string | undefined {
  if (ring.length < 4) return 'a ring of the zone has fewer than four positions';
  for (const [lon, lat] of ring) {
    if (!Number.isFinite(lon) || !Number.isFinite(lat))
      return 'a position of the zone is no number';
    if (Math.abs(lat as number) > 90) {
      return `latitude ${lat} is beyond 90: write longitude before latitude`;
    }
    if (Math.abs(lon as number) > 540) return `longitude ${lon} is beyond 540: write degrees`;
  }
  const [first, last] = [ring[0], ring.at(-1)];
  const closed = first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return closed ? undefined : 'a ring of the zone does not end where it begins: close it';
}

/** Longitudes without jumps. An edge of more than half a turn is taken the short way, over the date line. */
function unwrapped(ring: readonly (readonly number[])[], assumptions: Set<string>): Vertex[] {
  const made: Vertex[] = [];
  let turn = 0;
  for (const [i, [lon = 0, lat = 0]] of ring.entries()) {
    const step = i === 0 ? 0 : lon - (ring[i - 1]?.[0] ?? 0);
    // A whole turn along a parallel, as of a polar cap cut at the date line, is meant.
    if (Math.abs(step) > 180 && Math.abs(step) < 359.999) {
      turn -= 360 * Math.sign(step);
      assumptions.add('the zone crosses the date line: its edges are taken the short way');
    }
    made.push([lon + turn, lat]);
  }
  return made;
}

/** A ring that goes once round has the nearer pole inside. */
function closedOverPole(ring: readonly Vertex[], assumptions: Set<string>): readonly Vertex[] {
  const [first, last] = [ring[0] as Vertex, ring.at(-1) as Vertex];
  if (Math.abs(last[0] - first[0]) < 180) return ring;
  const north = ring.reduce((sum, [, lat]) => sum + lat, 0) > 0;
  const pole = north ? 90 : -90;
  assumptions.add(
    `the zone goes round the ${north ? 'north' : 'south'} pole: the pole is taken to lie in it`,
  );
  return [[first[0], pole], ...ring, [last[0], pole], [first[0], pole]];
}

/** Parts of a zone that was cut at the date line are laid side by side again. */
function nearTo(ring: readonly Vertex[], other: Vertex | undefined): readonly Vertex[] {
  if (other === undefined) return ring;
  const turn = 360 * Math.round((other[0] - (ring[0] as Vertex)[0]) / 360);
  return turn === 0 ? ring : ring.map(([lon, lat]) => [lon + turn, lat]);
}

function inPlane(ring: readonly Vertex[]): PlaneRing {
  const made: number[] = [];
  for (let i = 1; i < ring.length; i++) {
    const [lon, lat] = ring[i - 1] as Vertex;
    const [lonTo, latTo] = ring[i] as Vertex;
    const pieces = Math.max(1, Math.ceil(Math.abs(latTo - lat) / LONGEST_CLIMB));
    for (let k = 0; k < pieces; k++) {
      const x = lon + ((lonTo - lon) * k) / pieces;
      const sine = Math.sin((lat + ((latTo - lat) * k) / pieces) * RADIANS);
      made.push(x, Math.max(-NORTH_POLE, Math.min(NORTH_POLE, ordinateOf(sine))));
    }
  }
  return made;
}
