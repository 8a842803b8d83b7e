import {
  fail,
  formatInstant,
  type Instant,
  instant,
  type Json,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
} from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { columnsIn, csvMessages, readCsvMessage } from '../csv/records.ts';
import { FieldRefusal, positionOf } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { decimal } from '../number.ts';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
/** A source's name for each of our fields: ours, and those of IODA's outage events. */
const NAMES = {
  area: ['area', 'location'],
  areaName: ['areaName', 'area_name', 'location_name'],
  from: ['from', 'start'],
  to: ['to', 'until', 'end'],
  durationS: ['durationS', 'duration'],
  score: ['score'],
  source: ['source', 'datasource'],
  method: ['method'],
  lat: ['lat', 'latitude'],
  lon: ['lon', 'longitude'],
  radiusM: ['radiusM', 'radius_m'],
} as const;
type Name = keyof typeof NAMES;

/**
 * Connectivity outages by area, one a row or an object: `area`, `from`, `to`, `score`; or the events of
 * IODA (`location`, `start` in seconds of POSIX time, `duration`).
 *
 * An outage is an event of class `outage` that began at `from`. It has a position only where the row has
 * one: a name of an area is a name. `to` absent: it goes on. `score` is the source's own measure.
 */
export const outage: Feed = {
  format: 'outage',
  recognises: (head) => {
    const first = firstByte(head);
    const text = Buffer.from(head).toString('latin1');
    const columns = columnsIn(head);
    const has = (name: Name) =>
      NAMES[name].some((one) =>
        first === OPEN_OBJECT || first === OPEN_ARRAY
          ? text.includes(`"${one}"`)
          : columns.includes(one),
      );
    return (['area', 'from', 'score'] as const).every(has);
  },
  split: (file) => {
    const first = firstByte(file);
    return first === OPEN_OBJECT || first === OPEN_ARRAY
      ? jsonMessages(file, 'data')
      : csvMessages(file);
  },
  decode: (message) => decodeOutage(message),
};

export function decodeOutage(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const first = firstByte(bytes);
  const row =
    first === OPEN_OBJECT || first === OPEN_ARRAY ? rowOfJson(bytes) : readCsvMessage(bytes);
  if (!row.ok) return row;
  try {
    const message = Object.fromEntries(row.value);
    return ok({ message, sightings: [sightingOf(row.value)] });
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

type Row = ReadonlyMap<string, string | number>;

function rowOfJson(bytes: Uint8Array): Result<Row, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  if (json.value === null || typeof json.value !== 'object' || Array.isArray(json.value))
    return fail({ kind: 'malformed', text: 'an object with area, from, to and score is needed' });
  const row = new Map<string, string | number>();
  for (const [name, one] of Object.entries(json.value as JsonObject) as [string, Json][])
    if ((typeof one === 'string' && one.trim() !== '') || typeof one === 'number')
      row.set(name, one);
  return ok(row);
}

function sightingOf(row: Row): Sighting {
  const said = (name: Name): string | undefined => {
    const key = NAMES[name].find((one) => row.has(one));
    return key === undefined ? undefined : String(row.get(key));
  };
  const number = (name: Name, least: number, most: number): number | undefined => {
    const text = said(name);
    const value = decimal(text);
    if (text !== undefined && (value === undefined || value < least || value > most))
      throw new FieldRefusal('malformed', name, `a number from ${least} to ${most}`);
    return value;
  };
  const area = said('area');
  if (area === undefined)
    throw new FieldRefusal('missing', 'area', 'there: the name of what has no connection');
  const from = timeOf(said('from'), 'from') ?? missing('from');
  const durationS = number('durationS', 0, 1e9);
  const to =
    timeOf(said('to'), 'to') ??
    (durationS === undefined ? undefined : instant(from + 1000 * durationS));
  if (to !== undefined && to < from)
    throw new FieldRefusal('malformed', 'to', 'a time that is not before from');
  const score = number('score', 0, Number.MAX_VALUE);
  if (score === undefined)
    throw new FieldRefusal('missing', 'score', 'there: a number that is not negative');
  const radiusM = number('radiusM', 0, 2e7);
  const placed = said('lat') !== undefined || said('lon') !== undefined;
  const source = said('source');
  const [areaName, method] = [said('areaName'), said('method')];
  return {
    kind: 'event',
    sensor: source ?? 'outage',
    observedAt: from,
    ...(placed && {
      position: positionOf(number('lon', -1e3, 1e3), number('lat', -1e3, 1e3), undefined, 'lon'),
    }),
    ...(placed && radiusM !== undefined && radiusM > 0 && { sigmaM: radiusM / 2 }),
    class: { outage: 1 },
    attributes: {
      area,
      ...(areaName !== undefined && { areaName }),
      from: formatInstant(from),
      ...(to !== undefined && { to: formatInstant(to) }),
      score,
      ...(method !== undefined && { method }),
    },
  };
}

const missing = (name: string): never => {
  throw new FieldRefusal('missing', name, 'there: a time with a zone, or seconds of POSIX time');
};

/** RFC 3339 with a zone, or seconds of POSIX time. */
function timeOf(text: string | undefined, name: string): Instant | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{9,11}(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  const at = seconds === undefined ? parseInstant(text) : instant(Math.floor(seconds * 1000));
  if (at === undefined)
    throw new FieldRefusal('malformed', name, 'a time with a zone, or seconds of POSIX time');
  return at;
}
