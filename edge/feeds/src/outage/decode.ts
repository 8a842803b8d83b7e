import { formatInstant, type Instant, instant, parseInstant, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { columnsIn } from '../csv/records.ts';
import { decodeRow, isJson, type Row, rowMessages, saidIn } from '../csv/rows.ts';
import { FieldRefusal, positionOf } from '../json/fields.ts';
import { decimal } from '../number.ts';

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
  trustClass: 'link',
  recognises: (head) => {
    const text = Buffer.from(head).toString('latin1');
    const columns = columnsIn(head);
    const has = (name: Name) =>
      NAMES[name].some((one) => (isJson(head) ? text.includes(`"${one}"`) : columns.includes(one)));
    return (['area', 'from', 'score'] as const).every(has);
  },
  split: (file) => rowMessages(file, 'data'),
  decode: (message) => decodeOutage(message),
};

export const decodeOutage = (bytes: Uint8Array): Result<Decoded, DecodeError> =>
  decodeRow(bytes, 'an object with area, from, to and score', sightingOf);

function sightingOf(row: Row): Sighting {
  const said = (name: Name): string | undefined => saidIn(row, NAMES[name]);
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
