import { fail, type Instant, type Json, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { FieldRefusal, Fields } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { checkNew, entityOf, inner, innerList, isAnswer } from './entity.ts';
import { type Stream, sightingOf } from './observation.ts';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const MARKS = /"(?:@iot\.\w+|phenomenonTime|dataArray|unitOfMeasurement)"\s*:/;
const SINGLE = ['Thing', 'Datastream', 'Sensor', 'ObservedProperty', 'FeatureOfInterest'];
const LISTS: Readonly<Record<string, string>> = {
  Locations: 'Location',
  Datastreams: 'Datastream',
  Observations: 'Observation',
};
const MOST_DEPTH = 8;

/**
 * OGC SensorThings 1.1, Sensing (18-088): entities as a server answers them, expanded or not, pages of
 * them, the data array extension, entities posted with others inside, requests of a batch, and observations as MQTT carries them.
 *
 * Every observation with a result is a sighting; the thing's name is its sensor. Positions are GeoJSON points.
 */
export const sensorthings: Feed = {
  format: 'sensorthings',
  trustClass: 'link',
  recognises: (head) => {
    const first = firstByte(head);
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    return (first === OPEN_OBJECT || first === OPEN_ARRAY) && MARKS.test(text);
  },
  split: (file) => {
    const head = Buffer.from(file.subarray(0, 4096)).toString('latin1');
    return jsonMessages(file, /"requests"\s*:\s*\[/.test(head) ? 'requests' : 'value');
  },
  decode: decodeSensorThings,
};

export function decodeSensorThings(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  try {
    const sightings = readAny(json.value, receivedAt);
    return ok({ message: json.value as JsonObject, sightings });
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

function readAny(json: Json, receivedAt: Instant | undefined): readonly Sighting[] {
  const fields = new Fields(json, '');
  if (fields.has('dataArray')) return readDataArray(fields, receivedAt);
  if (fields.has('method') && fields.has('url')) return readRequest(fields, receivedAt);
  const entity = entityOf(fields);
  if (entity === undefined)
    return fields.refuse('message', 'a Thing, Location, Datastream, Observation or another entity');
  return readEntity(fields, entity, {}, !isAnswer(fields), receivedAt, 0);
}

/** Walks an entity and those inside it. */
function readEntity(
  fields: Fields,
  entity: string,
  within: Stream,
  isNew: boolean,
  receivedAt: Instant | undefined,
  depth: number,
): readonly Sighting[] {
  if (depth > MOST_DEPTH) return fields.refuse('message', 'less deeply nested', 'depth');
  if (isNew && !isReference(fields)) checkNew(fields, entity);
  if (entity === 'Observation') {
    for (const name of SINGLE) checkInner(fields, name, isNew, receivedAt, depth);
    const sighting = sightingOf(fields, within, receivedAt);
    return sighting === undefined ? [] : [sighting];
  }
  const here: Stream = {
    ...within,
    ...(entity === 'Datastream' && { datastream: fields }),
    ...(entity === 'Thing' && { thing: fields }),
  };
  for (const name of SINGLE) checkInner(fields, name, isNew, receivedAt, depth);
  return Object.entries(LISTS).flatMap(([name, kind]) =>
    innerList(fields, name).flatMap((one) =>
      readEntity(one, kind, here, isNew, receivedAt, depth + 1),
    ),
  );
}

function checkInner(
  fields: Fields,
  name: string,
  isNew: boolean,
  receivedAt: Instant | undefined,
  depth: number,
): void {
  const one = inner(fields, name);
  if (one !== undefined) readEntity(one, name, {}, isNew, receivedAt, depth + 1);
}

/** Named by its id and nothing else: it is there already. */
const isReference = (fields: Fields): boolean => fields.has('@iot.id');

/** Data array extension (clause 14): the names of the components, then rows of their values. */
function readDataArray(fields: Fields, receivedAt: Instant | undefined): readonly Sighting[] {
  const components =
    fields.list('components') ?? fields.refuse('components', 'a list of names', 'missing');
  if (!components.every((name) => typeof name === 'string'))
    fields.refuse('components', 'a list of names');
  const link = fields.optionalText('Datastream@iot.navigationLink');
  const id = /Datastreams\(([^)]*)\)/.exec(link ?? '')?.[1]?.replace(/^'|'$/g, '');
  const named = inner(fields, 'Datastream');
  const datastream =
    named ??
    (id === undefined ? undefined : new Fields({ '@iot.id': id }, fields.path('Datastream')));
  if (datastream === undefined) fields.refuse('Datastream', 'there, or a link to it', 'missing');
  return (fields.list('dataArray') ?? []).flatMap((row, i) => {
    if (!Array.isArray(row) || row.length !== components.length)
      return fields.refuse(`dataArray[${i}]`, `a row of ${components.length} values`);
    const names = components.map((name) => (name === 'id' ? '@iot.id' : String(name)));
    const one = Object.fromEntries(
      names.map((name, at) => [expanded(name), valueIn(name, row[at] as Json)]),
    );
    const observation = new Fields(one, fields.path(`dataArray[${i}]`));
    if (!isAnswer(observation)) checkNew(observation, 'Observation');
    const sighting = sightingOf(observation, { datastream }, receivedAt);
    return sighting === undefined ? [] : [sighting];
  });
}

/** `FeatureOfInterest/id` names an entity by its id. */
const expanded = (name: string): string => name.replace(/\/(?:@iot\.)?id$/, '');
const valueIn = (name: string, value: Json): Json =>
  name.endsWith('/id') ? { '@iot.id': value } : value;

/** One request of a batch: what it posts is read as if it had been posted alone. */
function readRequest(fields: Fields, receivedAt: Instant | undefined): readonly Sighting[] {
  const url = fields.text('url');
  const [, parent, set] = /(?:(\w+)\([^)]*\)\/)?(\w+)$/.exec(url) ?? [];
  const body = fields.object('body');
  const posts = fields.text('method').toLowerCase() === 'post' && body !== undefined;
  if (!posts || set === undefined || (LISTS[set] === undefined && set !== 'Things')) return [];
  const entity = LISTS[set] ?? 'Thing';
  const id = /\(([^)]*)\)/.exec(url)?.[1]?.replace(/^'|'$/g, '');
  const within: Stream =
    parent === 'Datastreams'
      ? { datastream: new Fields({ '@iot.id': id ?? '' }, 'Datastream') }
      : {};
  return readEntity(new Fields(body, fields.path('body')), entity, within, true, receivedAt, 0);
}
