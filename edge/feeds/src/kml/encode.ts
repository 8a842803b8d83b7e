import { fail, type Json, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import type { EncodeError } from '../cot/encode.ts';
import { FieldRefusal } from '../json/fields.ts';
import { polygonsOf } from '../stac/geometry.ts';
import { writeXml, type XmlElement } from '../xml.ts';

/** One feature that cannot be written, counted from 0. */
export interface UnwritableFeature extends EncodeError {
  readonly index: number;
}

/**
 * Writes GeoJSON features as one KML 2.2 document (OGC 07-147r2): a placemark each, its properties as extended data.
 *
 * Points, lines, polygons, their multiples and collections; without a geometry the placemark has none. All is clamped to
 * the ground: KML counts heights from the geoid, and ours are above the ellipsoid, so they stay in the data.
 */
export function encodeKml(features: readonly JsonObject[]): Result<Uint8Array, UnwritableFeature> {
  const placemarks: XmlElement[] = [];
  for (const [index, feature] of features.entries()) {
    if (feature.type !== 'Feature')
      return fail({
        kind: 'not-a-message',
        index,
        field: 'type',
        text: 'KML holds places: give GeoJSON features, or observations with a position',
      });
    try {
      placemarks.push(placemarkOf(feature));
    } catch (error) {
      if (!(error instanceof FieldRefusal)) throw error;
      const { field = 'geometry', text } = error.error;
      return fail({ kind: 'not-a-message', index, field, text });
    }
  }
  const kml: XmlElement = {
    name: 'kml',
    attributes: { xmlns: 'http://www.opengis.net/kml/2.2' },
    children: [{ name: 'Document', children: placemarks }],
  };
  return ok(utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(kml)}\n`));
}

const element = (name: string, ...children: readonly (XmlElement | string)[]): XmlElement => ({
  name,
  children,
});

function placemarkOf(feature: JsonObject): XmlElement {
  const properties = (feature.properties ?? {}) as JsonObject;
  const geometry = feature.geometry as JsonObject | null | undefined;
  if (geometry !== null && geometry !== undefined) polygonsOf(geometry, 'geometry');
  const title = properties.name ?? properties.identity ?? properties.sensor ?? feature.id;
  const when = properties.observedAt;
  const rows = Object.entries(properties).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  const height =
    geometry?.type === 'Point' ? (geometry.coordinates as readonly Json[])[2] : undefined;
  if (typeof height === 'number') rows.push(['heightAboveEllipsoidM', height]);
  return element(
    'Placemark',
    ...(title === undefined || title === null ? [] : [element('name', textOf(title))]),
    ...(typeof properties.text === 'string'
      ? [element('description', textOf(properties.text))]
      : []),
    ...(typeof when === 'string' ? [element('TimeStamp', element('when', textOf(when)))] : []),
    ...(rows.length === 0
      ? []
      : [element('ExtendedData', ...rows.map(([name, value]) => datum(name, value as Json)))]),
    ...(geometry === null || geometry === undefined ? [] : [shapeOf(geometry)]),
  );
}

const datum = (name: string, value: Json): XmlElement => ({
  name: 'Data',
  attributes: { name: plain(name) },
  children: [element('value', textOf(value))],
});

const textOf = (value: Json): string =>
  plain(typeof value === 'string' ? value : JSON.stringify(value));

/** Without what XML 1.0 cannot hold. */
const plain = (text: string): string =>
  text.toWellFormed().replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

/** A geometry that was checked before. */
function shapeOf(geometry: JsonObject): XmlElement {
  const { type, coordinates } = geometry as { type: string; coordinates: readonly Json[] };
  const many = (shape: (one: readonly Json[]) => XmlElement): XmlElement =>
    element('MultiGeometry', ...(coordinates as readonly (readonly Json[])[]).map(shape));
  switch (type) {
    case 'Point':
      return point(coordinates);
    case 'LineString':
      return line(coordinates);
    case 'Polygon':
      return polygon(coordinates);
    case 'MultiPoint':
      return many(point);
    case 'MultiLineString':
      return many(line);
    case 'MultiPolygon':
      return many(polygon);
    default:
      return element(
        'MultiGeometry',
        ...((geometry.geometries ?? []) as readonly JsonObject[]).map(shapeOf),
      );
  }
}

const point = (position: readonly Json[]): XmlElement =>
  element('Point', coordinatesOf([position]));
const line = (positions: readonly Json[]): XmlElement =>
  element('LineString', element('tessellate', '1'), coordinatesOf(positions));
const polygon = (rings: readonly Json[]): XmlElement =>
  element(
    'Polygon',
    element('tessellate', '1'),
    ...rings.map((ring, i) =>
      element(
        i === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs',
        element('LinearRing', coordinatesOf(ring as readonly Json[])),
      ),
    ),
  );

const coordinatesOf = (positions: readonly Json[]): XmlElement =>
  element(
    'coordinates',
    positions.map((position) => (position as readonly number[]).slice(0, 2).join(',')).join(' '),
  );
