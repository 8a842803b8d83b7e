import {
  fail,
  type Instant,
  type Json,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
} from '@greenline/base';
import {
  type ClassProbabilities,
  type Decoded,
  type DecodeError,
  type Feed,
  isA,
  isKind,
  type Sighting,
} from '@greenline/observation';
import { columnsIn, csvMessages, readCsvMessage } from '../csv/records.ts';
import { FieldRefusal, positionOf } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { course, decimal } from '../number.ts';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
export const MODALITIES = ['acoustic', 'seismic', 'flash', 'sound'] as const;

/** A column's or member's name for each of our fields: ours first, then those of InfraPy's detections. */
const NAMES = {
  sensor: ['sensor', 'Station', 'Name'],
  time: ['time', 'Peak F-Stat Time (UTC)'],
  lat: ['lat', 'latitude', 'Latitude'],
  lon: ['lon', 'longitude', 'Longitude'],
  bearingDeg: ['bearingDeg', 'bearing_deg', 'Back Azimuth'],
  bearingSigmaDeg: ['bearingSigmaDeg', 'bearing_sigma_deg'],
  distanceM: ['distanceM', 'distance_m'],
  sigmaM: ['sigmaM', 'sigma_m'],
  uncertaintyS: ['uncertaintyS', 'uncertainty_s'],
  modality: ['modality'],
  what: ['what', 'class'],
  fStatistic: ['fStatistic', 'F Statistic'],
  traceVelocityMps: ['traceVelocityMps', 'Trace Velocity (m/s)'],
  arrayDimension: ['arrayDimension', 'Array Dimension'],
  startS: ['startS', 'Start'],
  endS: ['endS', 'End'],
  amplitude: ['amplitude'],
  network: ['network', 'Network'],
} as const;
type Name = keyof typeof NAMES;
/** Numbers that go along as attributes. */
const MEASURES = [
  'bearingSigmaDeg',
  'fStatistic',
  'traceVelocityMps',
  'arrayDimension',
  'startS',
  'endS',
  'amplitude',
] as const;
/** What InfraPy writes where it knows nothing. */
const UNKNOWN = -999;

/**
 * Arrivals at acoustic, seismic and optical stations, as CSV or JSON (`sensor`, `time`, `lat`, `lon`, `bearingDeg?`,
 * `modality?`, …), and the detections of InfraPy (`Back Azimuth`, `Peak F-Stat Time (UTC)`).
 *
 * An arrival is an event without a place: when it reached the station, where the station stands
 * (`sightline.position`), and from where it came, degrees clockwise from true north, where that is known.
 */
export const acoustic: Feed = {
  format: 'acoustic',
  recognises: (head) => {
    const first = firstByte(head);
    if (first === OPEN_OBJECT || first === OPEN_ARRAY) {
      const text = Buffer.from(head).toString('latin1');
      return (
        text.includes('"Peak F-Stat Time (UTC)"') ||
        (text.includes('"modality"') && text.includes('"time"'))
      );
    }
    const columns = columnsIn(head);
    return (
      columns.includes('modality') &&
      (['sensor', 'time', 'lat', 'lon'] as const).every((name) =>
        NAMES[name].some((one) => columns.includes(one)),
      )
    );
  },
  split: (file) => {
    const first = firstByte(file);
    return first === OPEN_OBJECT || first === OPEN_ARRAY ? jsonMessages(file) : csvMessages(file);
  },
  decode: (message) => decodeArrival(message),
};

export function decodeArrival(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const first = firstByte(bytes);
  const row =
    first === OPEN_OBJECT || first === OPEN_ARRAY ? rowOfJson(bytes) : readCsvMessage(bytes);
  if (!row.ok) return row;
  try {
    return ok({ message: Object.fromEntries(row.value), sightings: [sightingOf(row.value)] });
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

type Row = ReadonlyMap<string, Json>;

function rowOfJson(bytes: Uint8Array): Result<Row, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  if (json.value === null || typeof json.value !== 'object' || Array.isArray(json.value))
    return fail({ kind: 'malformed', text: 'an object with sensor, time, lat and lon is needed' });
  return ok(new Map(Object.entries(json.value as JsonObject) as [string, Json][]));
}

function sightingOf(row: Row): Sighting {
  const said = (name: Name): string | undefined => {
    for (const one of NAMES[name]) {
      const value = row.get(one);
      if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number')
        return String(value).trim();
    }
    return undefined;
  };
  const number = (name: Name, least = -1e12, most = 1e12): number | undefined => {
    const text = said(name);
    const value = decimal(text);
    if (value === UNKNOWN) return undefined;
    if (text !== undefined && (value === undefined || value < least || value > most))
      throw new FieldRefusal('malformed', name, `a number from ${least} to ${most}`);
    return value;
  };
  const position = positionOf(decimal(said('lon')), decimal(said('lat')), undefined, 'lon');
  const bearing = number('bearingDeg', -360, 360);
  const distanceM = number('distanceM', 0, 1e7);
  const sigmaM = number('sigmaM', 0, 1e6);
  const uncertaintyS = number('uncertaintyS', 0, 1e6);
  const modality = said('modality')?.toLowerCase() ?? 'acoustic';
  if (!MODALITIES.some((one) => one === modality))
    throw new FieldRefusal('malformed', 'modality', MODALITIES.join(', '));
  const what = said('what');
  const network = said('network');
  return {
    kind: 'event',
    sensor: said('sensor') ?? `${position.lat},${position.lon}`,
    observedAt: timeOf(said('time')),
    ...(uncertaintyS !== undefined && uncertaintyS > 0 && { uncertaintyS }),
    sightline: {
      position,
      ...(sigmaM !== undefined && sigmaM > 0 && { sigmaM }),
      ...(bearing !== undefined && { bearingDeg: course(bearing) }),
      ...(distanceM !== undefined && distanceM > 0 && { distanceM }),
    },
    class: classOf(what),
    attributes: {
      modality,
      ...(what !== undefined && { what }),
      ...(network !== undefined && { network }),
      ...Object.fromEntries(
        MEASURES.flatMap((name) => {
          const value = number(name);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    },
  };
}

function classOf(what: string | undefined): ClassProbabilities {
  const kind = what?.toLowerCase().replace(/[\s_]+/g, '-') ?? '';
  return isKind(kind) && isA(kind, 'happening') ? { [kind]: 1 } : {};
}

/** RFC 3339; InfraPy's times are UTC by the name of their column, and name no zone. */
function timeOf(text: string | undefined): Instant {
  const zoned =
    text === undefined || /(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const at = parseInstant(zoned ?? '');
  if (at === undefined)
    throw new FieldRefusal(
      'malformed',
      'time',
      'the time of arrival, UTC, as 2026-03-10T10:00:00.250Z',
    );
  return at;
}
