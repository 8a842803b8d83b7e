import { type Instant, parseInstant, type Result } from '@greenline/base';
import {
  type ClassProbabilities,
  type Decoded,
  type DecodeError,
  type Feed,
  isA,
  isKind,
  type Sighting,
} from '@greenline/observation';
import { columnsIn } from '../csv/records.ts';
import { decodeRow, isJson, type Row, rowMessages, saidIn } from '../csv/rows.ts';
import { FieldRefusal, positionOf } from '../json/fields.ts';
import { course, decimal } from '../number.ts';

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
  trustClass: 'link',
  recognises: (head) => {
    if (isJson(head)) {
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
  split: (file) => rowMessages(file),
  decode: (message) => decodeArrival(message),
};

export const decodeArrival = (bytes: Uint8Array): Result<Decoded, DecodeError> =>
  decodeRow(bytes, 'an object with sensor, time, lat and lon', sightingOf);

function sightingOf(row: Row): Sighting {
  const said = (name: Name): string | undefined => saidIn(row, NAMES[name]);
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
