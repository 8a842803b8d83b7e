import { fail, type Instant, type Json, type JsonObject, ok, type Result } from '@greenline/base';
import type {
  Covariance,
  Decoded,
  DecodeError,
  Feed,
  Handling,
  ObservationKind,
  Sighting,
} from '@greenline/observation';
import { isKind } from '@greenline/observation';
import type { Polygon } from 'geojson';
import { FieldRefusal, Fields, positionOf } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';

type Period = NonNullable<Decoded['periods']>[number];

export const KINDS_OF_RESULT: readonly ObservationKind[] = [
  'object',
  'event',
  'restriction',
  'hazard',
  'note',
];
const DIRECTIONS = ['outgoing', 'incoming', 'undetermined'] as const;
const STATES = ['looked', 'jammed', 'denied'] as const;
const MOST_SIGMA_M = 999_999;

/**
 * GeoJSON (RFC 7946): a FeatureCollection, Features one a line, or a sequence (RFC 8142). Positions are
 * [longitude, latitude, height above the ellipsoid]. A Point, or no geometry, is one sighting whose
 * properties bear the names of an observation's fields; a Polygon of kind `period` says what was looked at.
 */
export const geojson: Feed = {
  format: 'geojson',
  trustClass: 'link',
  recognises: (head) => {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    const isFeature = /"type"\s*:\s*"Feature(?:Collection)?"/.test(text);
    return firstByte(head) === 0x7b && isFeature && !/"stac_version"\s*:/.test(text);
  },
  split: (file) => jsonMessages(file, 'features'),
  decode: decodeFeature,
};

export function decodeFeature(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  try {
    return ok(readFeature(json.value, receivedAt));
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

function readFeature(json: Json, receivedAt: Instant | undefined): Decoded {
  const feature = new Fields(json, '');
  feature.oneOf('type', ['Feature']) ?? feature.refuse('type', 'Feature');
  const properties = new Fields(feature.object('properties'), 'properties');
  const geometry = feature.object('geometry');
  const message = json as JsonObject;
  if (properties.raw('kind') === 'period') {
    return { message, sightings: [], periods: [readPeriod(properties, geometry)] };
  }
  return { message, sightings: [readSighting(properties, geometry, receivedAt)] };
}

function readSighting(
  properties: Fields,
  geometry: JsonObject | undefined,
  receivedAt: Instant | undefined,
): Sighting {
  const classes = properties.raw('class');
  const word = typeof classes === 'string' ? classes : undefined;
  const said = word !== undefined && !isKind(word);
  const nation = properties.optionalText('nation');
  const uncertaintyS = properties.spread('uncertaintyS', Number.POSITIVE_INFINITY);
  const covariance = covarianceOf(properties);
  const sigmaM = covariance === undefined ? properties.spread('sigmaM', MOST_SIGMA_M) : undefined;
  const speedMps = properties.number('speedMps', 0, 100_000);
  const courseDeg = properties.number('courseDeg', 0, 360);
  const count = properties.count('count');
  const identity = properties.optionalText('identity');
  const party = properties.optionalText('party');
  const direction = properties.oneOf('direction', DIRECTIONS);
  const attributes = properties.object('attributes');
  const text = properties.optionalText('text');
  const handling = handlingOf(properties);
  return {
    kind: properties.oneOf('kind', KINDS_OF_RESULT) ?? 'object',
    sensor: properties.text('sensor'),
    ...(nation !== undefined && { nation }),
    observedAt:
      properties.optionalTime('observedAt') ?? receivedAt ?? properties.time('observedAt'),
    ...(uncertaintyS !== undefined && { uncertaintyS }),
    ...(geometry === undefined ? directionOf(properties) : { position: pointOf(geometry) }),
    ...(sigmaM !== undefined && { sigmaM }),
    ...(covariance !== undefined && { covariance }),
    ...(speedMps !== undefined && { speedMps }),
    ...(courseDeg !== undefined && { courseDeg: courseDeg % 360 }),
    class: word === undefined ? properties.classes('class') : said ? {} : { [word]: 1 },
    ...(count !== undefined && { count }),
    ...(identity !== undefined && { identity }),
    ...(party !== undefined && { party }),
    ...(direction !== undefined && { direction }),
    ...((attributes !== undefined || said) && {
      attributes: { ...(attributes as Record<string, Json>), ...(said && { what: word }) },
    }),
    ...(text !== undefined && { text }),
    ...(handling !== undefined && { handling }),
    ...(properties.flag('exercise') && { exercise: true }),
  };
}

function readPeriod(properties: Fields, geometry: JsonObject | undefined): Period {
  const from = properties.time(`from`);
  const to = properties.time('to');
  if (to < from) properties.refuse('to', 'a time that is not before the start');
  const detectionProbability = properties.number('detectionProbability', 0, 1);
  return {
    sensor: properties.text('sensor'),
    nation: properties.text('nation'),
    from,
    to,
    area: polygonOf(geometry),
    detectionProbability:
      detectionProbability ?? properties.refuse('detectionProbability', 'a number from 0 to 1'),
    state: properties.oneOf('state', STATES) ?? 'looked',
  };
}

/** Of what has no place: the direction in which its sensor, where that stands, saw or heard it. */
function directionOf(properties: Fields): Pick<Sighting, 'polar'> {
  const bearingDeg = properties.number('bearingDeg', 0, 360);
  const elevationDeg = properties.number('elevationDeg', -90, 90);
  const slantRangeM = properties.number('slantRangeM', 0, 1_000_000);
  if (bearingDeg === undefined) return {};
  return {
    polar: {
      bearingDeg: bearingDeg % 360,
      ...(elevationDeg !== undefined && { elevationDeg }),
      ...(slantRangeM !== undefined && { slantRangeM }),
    },
  };
}

function pointOf(geometry: JsonObject): NonNullable<Sighting['position']> {
  if (geometry.type !== 'Point')
    throw new FieldRefusal('malformed', 'geometry.type', 'Point, or Polygon for kind period');
  return coordinatesOf(geometry.coordinates, 'geometry.coordinates');
}

function polygonOf(geometry: JsonObject | undefined): Polygon {
  const rings = geometry?.coordinates;
  if (geometry?.type !== 'Polygon' || !Array.isArray(rings) || rings.length === 0)
    throw new FieldRefusal('malformed', 'geometry.type', 'Polygon, with a ring');
  for (const [r, ring] of (rings as readonly Json[]).entries()) {
    const path = `geometry.coordinates[${r}]`;
    if (!Array.isArray(ring) || ring.length < 4)
      throw new FieldRefusal('malformed', path, 'a ring of at least four positions');
    for (const [v, vertex] of ring.entries()) coordinatesOf(vertex as Json, `${path}[${v}]`);
    const [first, last] = [ring[0], ring[ring.length - 1]] as [number[], number[]];
    if (first[0] !== last[0] || first[1] !== last[1])
      throw new FieldRefusal('malformed', path, 'closed: its last position its first');
  }
  return { type: 'Polygon', coordinates: rings as unknown as number[][][] };
}

function coordinatesOf(value: Json | undefined, path: string): NonNullable<Sighting['position']> {
  if (!Array.isArray(value) || value.length < 2 || value.length > 4)
    throw new FieldRefusal('malformed', path, '[longitude, latitude] or with a height');
  const [lon, lat, height] = value as readonly Json[];
  return positionOf(lon, lat, height ?? undefined, path);
}

function covarianceOf(properties: Fields): Covariance | undefined {
  const list = properties.list('covariance');
  if (list === undefined) return undefined;
  const [ee, en, nn] = list;
  const numbers = typeof ee === 'number' && typeof en === 'number' && typeof nn === 'number';
  if (!numbers || list.length !== 3 || ee <= 0 || nn <= 0 || ee * nn < en * en)
    return properties.refuse('covariance', '[ee, en, nn] in m², positive definite');
  return [ee, en, nn];
}

function handlingOf(properties: Fields): Handling | undefined {
  const value = properties.raw('handling');
  if (value === undefined) return undefined;
  const handling = new Fields(value, properties.path('handling'));
  const access = handling.optionalText('access');
  const caveat = handling.optionalText('caveat');
  const to = handling.list('releasableTo')?.filter((name) => typeof name === 'string');
  return {
    ...(access !== undefined && { access }),
    ...(caveat !== undefined && { caveat }),
    ...(to !== undefined && { releasableTo: to }),
  };
}
