import { type Instant, parseInstant, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { columnsIn } from '../csv/records.ts';
import { decodeRow, isJson, type Row, rowMessages, saidIn } from '../csv/rows.ts';
import { FieldRefusal, positionOf } from '../json/fields.ts';
import { decimal } from '../number.ts';

const NEEDED = ['latitude', 'longitude', 'acq_date', 'acq_time', 'confidence'];

/** Satellites by the codes that FIRMS uses for them. */
const SATELLITES: Readonly<Record<string, string>> = {
  N: 'Suomi-NPP',
  NPP: 'Suomi-NPP',
  '1': 'NOAA-20',
  N20: 'NOAA-20',
  '2': 'NOAA-21',
  N21: 'NOAA-21',
  T: 'Terra',
  A: 'Aqua',
};
const CONFIDENCES: Readonly<Record<string, string>> = {
  l: 'low',
  low: 'low',
  n: 'nominal',
  nominal: 'nominal',
  h: 'high',
  high: 'high',
};
/** What the hot spot is thought to be, column `type` of the archive. */
const SOURCES = ['vegetation', 'volcano', 'static land source', 'offshore'];
/** Sigma of a place anywhere in a pixel, as a share of its width: 1/√12. */
const UNIFORM = 1 / Math.sqrt(12);
const MINUTE_S = 60;

/**
 * NASA FIRMS active fires, VIIRS and MODIS: CSV as the service gives it, or the same fields as JSON.
 *
 * A hot pixel is an event of class `thermal-anomaly`, at the pixel's centre; how far it may lie off follows from the
 * pixel's size (`scan` and `track`, km). `acq_time` is UTC, hours and minutes, its zeros often lost. It
 * says that something was hot, and never that somebody fired. FIRMS says low, nominal and high of VIIRS,
 * and percent of MODIS, whose words are those of its guide (below 30, below 80).
 */
export const firms: Feed = {
  format: 'firms',
  trustClass: 'link',
  recognises: (head) => {
    if (isJson(head)) {
      const text = Buffer.from(head).toString('latin1');
      return NEEDED.every((name) => text.includes(`"${name}"`));
    }
    const columns = columnsIn(head);
    return NEEDED.every((name) => columns.includes(name));
  },
  split: (file) => rowMessages(file),
  decode: (message) => decodeFirms(message),
};

export const decodeFirms = (bytes: Uint8Array): Result<Decoded, DecodeError> =>
  decodeRow(bytes, 'an object with the fields of a fire', sightingOf);

function sightingOf(row: Row): Sighting {
  const text = (name: string): string | undefined => saidIn(row, [name]);
  const number = (name: string, least: number, most: number): number | undefined => {
    const said = text(name);
    if (said === undefined || said === '-9999') return undefined;
    const value = decimal(said);
    if (value === undefined || value < least || value > most)
      throw new FieldRefusal('malformed', name, `a number from ${least} to ${most}`);
    return value;
  };
  const position = positionOf(
    decimal(text('longitude')),
    decimal(text('latitude')),
    undefined,
    'longitude',
  );
  const scanKm = number('scan', 0, 100);
  const trackKm = number('track', 0, 100);
  const pixelKm = Math.max(scanKm ?? 0, trackKm ?? 0);
  const confidence = confidenceOf(text('confidence'));
  const instrument = text('instrument');
  const satellite = text('satellite');
  const dayNight = text('daynight');
  if (dayNight !== undefined && !['D', 'N'].includes(dayNight))
    throw new FieldRefusal('malformed', 'daynight', 'D or N');
  const type = number('type', 0, SOURCES.length - 1);
  const named = satellite === undefined ? undefined : (SATELLITES[satellite] ?? satellite);
  const brightnessK = number('bright_ti4', 0, 2000) ?? number('brightness', 0, 2000);
  const powerMw = number('frp', 0, 1e6);
  return {
    kind: 'event',
    sensor: [instrument, named].filter((name) => name !== undefined).join(' ') || 'FIRMS',
    observedAt: timeOf(text('acq_date'), text('acq_time')),
    uncertaintyS: MINUTE_S,
    position,
    ...(pixelKm > 0 && { sigmaM: 1000 * pixelKm * UNIFORM }),
    class: { 'thermal-anomaly': 1 },
    attributes: {
      ...confidence,
      ...(brightnessK !== undefined && { brightnessK }),
      ...(powerMw !== undefined && { fireRadiativePowerMw: powerMw }),
      ...(dayNight !== undefined && { daynight: dayNight === 'D' ? 'day' : 'night' }),
      ...(scanKm !== undefined && { scanKm }),
      ...(trackKm !== undefined && { trackKm }),
      ...(type !== undefined && { heatSource: SOURCES[type] ?? '' }),
    },
  };
}

function confidenceOf(text: string | undefined): {
  confidence: string;
  confidencePercent?: number;
} {
  const word = CONFIDENCES[text?.toLowerCase() ?? ''];
  if (word !== undefined) return { confidence: word };
  const percent = decimal(text);
  if (percent === undefined || percent < 0 || percent > 100)
    throw new FieldRefusal(
      'malformed',
      'confidence',
      'low, nominal, high or a number from 0 to 100',
    );
  const confidence = percent < 30 ? 'low' : percent < 80 ? 'nominal' : 'high';
  return { confidence, confidencePercent: percent };
}

/** `2024-04-01` and `39`, which is 00:39. */
function timeOf(date: string | undefined, time: string | undefined): Instant {
  const day = date?.replaceAll('/', '-') ?? '';
  if (parseInstant(`${day}T00:00:00Z`) === undefined)
    throw new FieldRefusal('malformed', 'acq_date', 'a day as 2026-03-10');
  const clock = /^\d{1,2}:\d{2}$/.test(time ?? '') ? time?.replace(':', '') : time;
  const [, hours, minutes] = /^(\d\d)(\d\d)$/.exec((clock ?? '').padStart(4, '0')) ?? [];
  const at = clock ? parseInstant(`${day}T${hours}:${minutes}:00Z`) : undefined;
  if (at === undefined)
    throw new FieldRefusal('malformed', 'acq_time', 'hours and minutes of UTC, as 0039 or 39');
  return at;
}
