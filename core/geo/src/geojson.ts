import { fail, heightAboveEllipsoid, ok, type Result } from '@greenline/base';
import type { PolygonArea } from './area.ts';
import { boundaryOf } from './boundary.ts';
import { cutLine, cutRing } from './date-line.ts';
import { type Line, type LineError, lineOf } from './line.ts';
import { checkPosition, type Position } from './position.ts';
import type { PreparedArea } from './prepared.ts';
import { polygonZone, type Rings } from './rings.ts';

/** Longitude, latitude, and the height where there is one (RFC 7946, 3.1.1). */
export type Coordinates = readonly number[];

export interface LineString {
  readonly type: 'LineString';
  readonly coordinates: readonly Coordinates[];
}

export interface MultiLineString {
  readonly type: 'MultiLineString';
  readonly coordinates: readonly (readonly Coordinates[])[];
}

export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly Coordinates[])[])[];
}

/** Why a geometry was refused. `path` is the JSON pointer of the culprit. */
export interface GeoJsonError {
  readonly kind: 'malformed' | 'wrong-type' | 'refused';
  readonly path: string;
  readonly text: string;
}

/** The boundary of an area for drawing, cut at the date line (RFC 7946, 3.1.9). */
export function toGeoJson(prepared: PreparedArea): MultiPolygon {
  const coordinates = boundaryOf(prepared).polygons.flatMap(({ outer, holes }) => {
    const shores = cutRing(outer);
    const gaps = holes.flatMap(cutRing);
    return shores.map((shore) =>
      [shore.ring, ...gaps.filter((gap) => gap.turn === shore.turn).map((gap) => gap.ring)].map(
        (ring) => ring.map(({ lon, lat }) => [lon, lat]),
      ),
    );
  });
  return { type: 'MultiPolygon', coordinates };
}

export function lineToGeoJson(line: Line): LineString | MultiLineString {
  const parts = cutLine(line.positions).map((part) => part.map(({ lon, lat }) => [lon, lat]));
  const [only = []] = parts;
  return parts.length > 1
    ? { type: 'MultiLineString', coordinates: parts }
    : { type: 'LineString', coordinates: only };
}

/** Reads a Point, bare or as a feature. The third number is the height above the ellipsoid. */
export function positionFromGeoJson(json: unknown): Result<Position, GeoJsonError> {
  const geometry = geometryOf(json, ['Point']);
  if (!geometry.ok) return geometry;
  const position = readPosition(geometry.value.coordinates, `${geometry.value.path}/coordinates`);
  if (!position.ok) return position;
  const checked = checkPosition(position.value);
  if (checked.ok) return position;
  const { kind } = checked.error;
  return fail({ kind: 'refused', path: `${geometry.value.path}/coordinates`, text: kind });
}

/** Reads a LineString, bare or as a feature. */
export function lineFromGeoJson(
  json: unknown,
  options: { readonly allowClosed?: boolean } = {},
): Result<Line, GeoJsonError> {
  const geometry = geometryOf(json, ['LineString']);
  if (!geometry.ok) return geometry;
  const path = `${geometry.value.path}/coordinates`;
  const positions = readList(geometry.value.coordinates, path, readPosition);
  if (!positions.ok) return positions;
  const line = lineOf(positions.value, options);
  return line.ok ? line : fail(refused(path, line.error, true));
}

/** Reads a Polygon or a MultiPolygon, bare or as a feature. Edges are taken for geodesics. */
export function polygonsFromGeoJson(json: unknown): Result<PolygonArea, GeoJsonError> {
  const geometry = geometryOf(json, ['Polygon', 'MultiPolygon']);
  if (!geometry.ok) return geometry;
  const { type, coordinates } = geometry.value;
  const path = `${geometry.value.path}/coordinates`;
  const single = type === 'Polygon';
  const polygons = single ? readRings(coordinates, path) : readList(coordinates, path, readRings);
  if (!polygons.ok) return polygons;
  const area = polygonZone([polygons.value].flat());
  return area.ok ? area : fail(refused(path, area.error, single));
}

interface Geometry {
  readonly type: string;
  readonly coordinates: unknown;
  readonly path: string;
}

function geometryOf(json: unknown, types: readonly string[]): Result<Geometry, GeoJsonError> {
  const feature = isRecord(json) && json.type === 'Feature';
  const path = feature ? '/geometry' : '';
  const geometry = feature ? json.geometry : json;
  if (!isRecord(geometry)) return fail({ kind: 'malformed', path, text: 'not a geometry' });
  const { type, coordinates } = geometry;
  if (typeof type === 'string' && types.includes(type)) return ok({ type, coordinates, path });
  const found = typeof type === 'string' ? type.slice(0, 40) : 'no type';
  const text = `need ${types.join(' or ')}, found ${found}`;
  return fail({ kind: 'wrong-type', path: `${path}/type`, text });
}

function readRings(json: unknown, path: string): Result<Rings, GeoJsonError> {
  const rings = readList(json, path, (ring, at) => readList(ring, at, readPosition));
  if (!rings.ok) return rings;
  const [outer, ...holes] = rings.value;
  if (outer === undefined)
    return fail({ kind: 'malformed', path, text: 'a polygon without rings' });
  return ok({ outer, holes });
}

function readList<T>(
  json: unknown,
  path: string,
  read: (item: unknown, path: string) => Result<T, GeoJsonError>,
): Result<T[], GeoJsonError> {
  if (!Array.isArray(json)) return fail({ kind: 'malformed', path, text: 'not an array' });
  const items: T[] = [];
  for (const [index, item] of json.entries()) {
    const made = read(item, `${path}/${index}`);
    if (!made.ok) return made;
    items.push(made.value);
  }
  return ok(items);
}

function readPosition(json: unknown, path: string): Result<Position, GeoJsonError> {
  const numbers = Array.isArray(json) && json.every((value) => typeof value === 'number');
  if (!numbers || json.length < 2) {
    return fail({
      kind: 'malformed',
      path,
      text: 'a position is [lon, lat] or [lon, lat, height]',
    });
  }
  const [lon, lat, height] = json as [number, number, number?];
  if (height === undefined) return ok({ lon, lat });
  return ok({ lon, lat, height: heightAboveEllipsoid(height) });
}

/** Points at the vertex that the error names; a lone polygon has no index of its own. */
function refused(path: string, error: LineError, single: boolean): GeoJsonError {
  const { polygon, ring, text } = error;
  const steps = [single ? undefined : polygon, ring, 'vertex' in error ? error.vertex : undefined];
  const pointer = steps.filter((step) => step !== undefined).map((step) => `/${step}`);
  return { kind: 'refused', path: path + pointer.join(''), text };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
