import { fail, ok, type Result } from '@greenline/base';
import type { Polygon, PolygonArea, Ring } from './area.ts';
import type { Chain } from './chain.ts';
import { chainOf } from './chain-of.ts';
import { crossingOf } from './crossing.ts';
import { newEcef, writeEcef } from './ellipsoid.ts';
import { WGS84 } from './geodesic.ts';
import { isClosed, type LineError, vertexError } from './line.ts';
import { nearestOf, newNearest } from './nearest.ts';
import type { Position } from './position.ts';

/** Rings as they come from a file: closed, outer counter-clockwise, holes clockwise. */
export interface Rings {
  readonly outer: readonly Position[];
  readonly holes?: readonly (readonly Position[])[];
}

/**
 * Checks and makes an area of explicit polygons, their edges geodesics.
 *
 * `ring` in an error is 0 for the outer ring, then the holes in order.
 */
export function polygonZone(polygons: readonly Rings[]): Result<PolygonArea, LineError> {
  if (polygons.length === 0) {
    return fail({ kind: 'too-few', count: 0, text: 'an area needs one polygon at least' });
  }
  const made: Polygon[] = [];
  for (const [polygon, { outer, holes = [] }] of polygons.entries()) {
    for (const [ring, positions] of [outer, ...holes].entries()) {
      const wrong = ringError(positions, ring === 0);
      if (wrong === undefined) continue;
      return fail({
        ...wrong,
        polygon,
        ring,
        text: `polygon ${polygon}, ring ${ring}: ${wrong.text}`,
      });
    }
    made.push({ outer: plain(outer), holes: holes.map(plain) });
  }
  const area: PolygonArea = { kind: 'polygons', polygons: made };
  const misplaced = crossingError(area) ?? nestingError(made);
  return misplaced === undefined ? ok(area) : fail(misplaced);
}

const CHAINS = new WeakMap<PolygonArea, Chain>();

/** All rings of an area in one chain, so that the inside is on the left of each. */
export function ringChain(area: PolygonArea): Chain {
  const known = CHAINS.get(area);
  if (known !== undefined) return known;
  const rings = area.polygons.flatMap(({ outer, holes }) => [outer, ...holes]);
  const chain = chainOf(rings.map((positions) => ({ positions, closed: true })));
  CHAINS.set(area, chain);
  return chain;
}

/** Signed area of a ring in m² (counter-clockwise positive) and its length. After Karney (2013). */
export function ringExtent(ring: Ring): { readonly squareMetres: number; readonly metres: number } {
  const polygon = WGS84.Polygon(false);
  for (const { lat, lon } of ring.slice(0, -1)) polygon.AddPoint(lat, lon);
  const { area = Number.NaN, perimeter } = polygon.Compute(false, true);
  return { squareMetres: area, metres: perimeter };
}

function ringError(positions: readonly Position[], outer: boolean): LineError | undefined {
  if (positions.length < 4) {
    const text = `a ring needs 4 vertices, the last the first again; this has ${positions.length}`;
    return { kind: 'too-few', count: positions.length, text };
  }
  const wrong = vertexError(positions);
  if (wrong !== undefined) return wrong;
  const last = positions.length - 1;
  if (!isClosed(positions)) {
    const text = `vertex ${last} is not the first again: close the ring`;
    return { kind: 'not-closed', vertex: last, text };
  }
  const crossing = crossingOf(chainOf([{ positions, closed: true }]));
  if (crossing !== undefined) {
    const { vertex, other } = crossing;
    const text = `the edge from vertex ${vertex} meets the edge from vertex ${other}`;
    return { kind: 'self-crossing', vertex, other, text };
  }
  if (ringExtent(positions).squareMetres > 0 !== outer) {
    const order = outer ? 'counter-clockwise' : 'clockwise';
    const text = `from vertex 0 on the order must be ${order} (RFC 7946): reverse the ring`;
    return { kind: 'wrong-order', vertex: 0, text };
  }
  return undefined;
}

function crossingError(area: PolygonArea): LineError | undefined {
  const crossing = crossingOf(ringChain(area));
  if (crossing === undefined) return undefined;
  const names = area.polygons.flatMap(({ holes }, polygon) =>
    [0, ...holes.map((_, hole) => hole + 1)].map((ring) => ({ polygon, ring })),
  );
  const { path, otherPath, vertex, other } = crossing;
  const here = names[path] as { polygon: number; ring: number };
  const there = names[otherPath] as { polygon: number; ring: number };
  const text =
    `polygon ${here.polygon}, ring ${here.ring}: the edge from vertex ${vertex} meets ` +
    `the edge from vertex ${other} of polygon ${there.polygon}, ring ${there.ring}`;
  return { kind: 'self-crossing', ...here, vertex, other, text };
}

/** Holes lie in their polygon; polygons lie outside one another. */
function nestingError(polygons: readonly Polygon[]): LineError | undefined {
  for (const [polygon, { outer, holes }] of polygons.entries()) {
    for (const [index, hole] of holes.entries()) {
      const ring = index + 1;
      const others = holes.filter((other) => other !== hole);
      const lost = !liesInside(hole, outer) || others.some((other) => liesInside(hole, other));
      if (!lost) continue;
      const text = `polygon ${polygon}, ring ${ring}: vertex 0 of the hole is not in the polygon`;
      return { kind: 'wrong-order', polygon, ring, vertex: 0, text };
    }
    const host = polygons.findIndex(
      (other, index) =>
        index !== polygon &&
        liesInside(outer, other.outer) &&
        !other.holes.some((hole) => liesInside(outer, hole)),
    );
    if (host < 0) continue;
    const text = `polygon ${polygon}: vertex 0 lies inside polygon ${host}; polygons must not overlap`;
    return { kind: 'wrong-order', polygon, ring: 0, vertex: 0, text };
  }
  return undefined;
}

/** Whether a ring that does not cross `host` lies within it, whichever way `host` turns. */
function liesInside(ring: Ring, host: Ring): boolean {
  const first = ring[0] as Position;
  const near = newNearest();
  const chain = chainOf([{ positions: host, closed: true }]);
  nearestOf(chain, writeEcef(first.lon, first.lat, newEcef()), near);
  return near.side > 0 === ringExtent(host).squareMetres > 0;
}

const plain = (ring: readonly Position[]): Ring => ring.map(({ lon, lat }) => ({ lon, lat }));
