import type { Json, JsonObject } from '@greenline/base';
import type { Polygon, Position } from 'geojson';
import { FieldRefusal, positionOf } from '../json/fields.ts';

const DEPTH: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/** The polygons of a GeoJSON geometry (RFC 7946); none for points and lines. Throws `FieldRefusal`. */
export function polygonsOf(geometry: JsonObject, path: string): readonly Polygon[] {
  const type = String(geometry.type);
  if (type === 'GeometryCollection') {
    const members = geometry.geometries;
    if (!Array.isArray(members))
      throw new FieldRefusal('malformed', `${path}.geometries`, 'a list');
    return members.flatMap((one, i) => {
      if (one === null || typeof one !== 'object' || Array.isArray(one))
        throw new FieldRefusal('malformed', `${path}.geometries[${i}]`, 'a geometry');
      return polygonsOf(one as JsonObject, `${path}.geometries[${i}]`);
    });
  }
  const depth = Object.hasOwn(DEPTH, type) ? DEPTH[type] : undefined;
  if (depth === undefined)
    throw new FieldRefusal('malformed', `${path}.type`, 'a GeoJSON geometry');
  const at = `${path}.coordinates`;
  checkNested(geometry.coordinates, depth, at);
  if (type !== 'Polygon' && type !== 'MultiPolygon') return [];
  const polygons = (type === 'Polygon'
    ? [geometry.coordinates]
    : geometry.coordinates) as unknown as Position[][][];
  for (const rings of polygons) for (const ring of rings) checkRing(ring, at);
  return polygons.map((coordinates) => ({ type: 'Polygon', coordinates }));
}

function checkNested(value: Json | undefined, depth: number, path: string): void {
  if (!Array.isArray(value)) throw new FieldRefusal('malformed', path, 'a list of positions');
  if (depth > 0) {
    if (value.length === 0) throw new FieldRefusal('malformed', path, 'a list that is not empty');
    for (const one of value) checkNested(one as Json, depth - 1, path);
    return;
  }
  const [lon, lat, ...more] = value as readonly Json[];
  if (more.some((one) => typeof one !== 'number'))
    throw new FieldRefusal('malformed', path, 'numbers');
  positionOf(lon, lat, undefined, path);
}

function checkRing(ring: readonly Position[], path: string): void {
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw new FieldRefusal(
      'malformed',
      path,
      'rings of at least four positions, the last the first',
    );
}
