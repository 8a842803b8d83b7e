import {
  fail,
  heightAboveEllipsoid,
  type Instant,
  instant,
  ok,
  type Result,
} from '@greenline/base';
import {
  type Decoded,
  type DecodeError,
  type Feed,
  isKind,
  type ObservationKind,
  type Sighting,
} from '@greenline/observation';
import { type CsvCells, columnsIn, csvMessages, readCsvMessage } from '../csv/records.ts';
import { KINDS_OF_RESULT } from '../geojson/decode.ts';
import { FieldRefusal, positionOf } from '../json/fields.ts';
import { course, decimal } from '../number.ts';
import { type Mapping, type Source, UNITS } from './mapping.ts';
import { readTime } from './wall-time.ts';

const DAY_MS = 86_400_000;
const RFC_ONLY = ['rfc3339'];

/**
 * Any table (CSV, RFC 4180, names first) by a mapping that a person wrote: which column is which field, in
 * which unit, by which clock, what its codes mean and how it says "unknown". One sighting a row.
 */
export const tableFeed = (mapping: Mapping): Feed => ({
  format: mapping.format,
  trustClass: mapping.broadcast ? 'broadcast' : 'link',
  recognises: (head) => {
    const columns = columnsIn(head);
    return mapping.knownBy.length > 0 && mapping.knownBy.every((name) => columns.includes(name));
  },
  split: csvMessages,
  decode: (message) => decodeRow(message, mapping),
});

function decodeRow(bytes: Uint8Array, mapping: Mapping): Result<Decoded, DecodeError> {
  const cells = readCsvMessage(bytes, mapping.delimiter);
  if (!cells.ok) return cells;
  try {
    return ok({
      message: Object.fromEntries(cells.value),
      sightings: [sightingOf(cells.value, mapping)],
    });
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

/** One field of one row: the cell, or its meaning by the code list; `undefined` where nothing is said. */
function said(cells: CsvCells, source: Source | undefined): string | undefined {
  if (source === undefined) return undefined;
  const { column, value, codes, unknown } = source;
  const text = column === undefined ? String(value) : cells.get(column);
  if (text === undefined || unknown?.includes(text)) return undefined;
  if (codes === undefined) return text;
  const meaning = codes.get(text) ?? codes.get('*');
  if (meaning === undefined)
    throw new FieldRefusal('unknown-code', column ?? '', `one of ${[...codes.keys()].join(', ')}`);
  return meaning === '' ? undefined : String(meaning);
}

function sightingOf(cells: CsvCells, { fields, attributes }: Mapping): Sighting {
  const text = (name: string): string | undefined => said(cells, fields.get(name));
  const where = (name: string): string => fields.get(name)?.column ?? name;
  const number = (name: string, least: number, most: number): number | undefined => {
    const words = text(name);
    if (words === undefined) return undefined;
    const plain = decimal(words);
    const value =
      plain === undefined ? undefined : plain * (UNITS[fields.get(name)?.unit ?? ''] ?? 1);
    if (value === undefined || value < least || value > most)
      throw new FieldRefusal('malformed', where(name), `a number from ${least} to ${most}`);
    return value;
  };
  const kind = (text('kind') ?? 'object') as ObservationKind;
  if (!KINDS_OF_RESULT.includes(kind))
    throw new FieldRefusal('malformed', where('kind'), KINDS_OF_RESULT.join(', '));
  const sensor = text('sensor');
  if (sensor === undefined) throw new FieldRefusal('missing', where('sensor'), 'there: who saw it');
  const what = text('class');
  const [lon, lat] = [number('lon', -1e3, 1e3), number('lat', -1e3, 1e3)];
  const height = number('height', -12_000, 1e8);
  const placed = lon !== undefined || lat !== undefined;
  const sigmaM = number('sigmaM', 0, 2e7);
  const speedMps = number('speed', 0, 100_000);
  const degrees = number('course', -360, 360);
  const count = number('count', 0, 1e9);
  const [nation, identity, party, words] = ['nation', 'identity', 'party', 'text'].map(text);
  const told = [...attributes].flatMap(([name, source]) => {
    const value = said(cells, source);
    return value === undefined ? [] : [[name, decimal(value) ?? value] as const];
  });
  return {
    kind,
    sensor,
    ...(nation !== undefined && { nation }),
    ...timesOf(cells, fields, number('uncertaintyS', 0, 1e9)),
    ...(placed && {
      position: {
        ...positionOf(lon, lat, undefined, where('lon')),
        ...(height !== undefined && { height: heightAboveEllipsoid(height) }),
      },
    }),
    ...(placed && sigmaM !== undefined && sigmaM > 0 && { sigmaM }),
    ...(speedMps !== undefined && { speedMps }),
    ...(degrees !== undefined && { courseDeg: course(degrees) }),
    class: what !== undefined && isKind(what) ? { [what]: 1 } : {},
    ...(count !== undefined && count > 1 && { count }),
    ...(identity !== undefined && { identity }),
    ...(party !== undefined && { party }),
    ...(told.length > 0 && { attributes: Object.fromEntries(told) }),
    ...(words !== undefined && { text: words }),
    ...(text('selfReport') === 'true' && { selfReport: true }),
    ...(text('exercise') === 'true' && { exercise: true }),
  };
}

/** A moment; or, with `until`, the middle of a span and half its length. A form without hours means the whole day. */
function timesOf(
  cells: CsvCells,
  fields: Mapping['fields'],
  uncertaintyS: number | undefined,
): Pick<Sighting, 'observedAt' | 'uncertaintyS'> {
  const from = timeOf(cells, fields.get('observedAt'), 'observedAt');
  if (from === undefined)
    throw new FieldRefusal(
      'missing',
      fields.get('observedAt')?.column ?? 'observedAt',
      'there: a time',
    );
  const until = timeOf(cells, fields.get('until'), 'until');
  if (until === undefined) {
    const middle = from.wholeDay ? instant(from.at + DAY_MS / 2) : from.at;
    const spread = from.wholeDay ? Math.max(DAY_MS / 2000, uncertaintyS ?? 0) : uncertaintyS;
    return {
      observedAt: middle,
      ...(spread !== undefined && spread > 0 && { uncertaintyS: spread }),
    };
  }
  const end = until.wholeDay ? until.at + DAY_MS : until.at;
  if (end < from.at)
    throw new FieldRefusal(
      'malformed',
      fields.get('until')?.column ?? 'until',
      'a time that is not before the start',
    );
  const spread = Math.max((end - from.at) / 2000, uncertaintyS ?? 0);
  return { observedAt: instant((from.at + end) / 2), ...(spread > 0 && { uncertaintyS: spread }) };
}

function timeOf(
  cells: CsvCells,
  source: Source | undefined,
  name: string,
): { at: Instant; wholeDay: boolean } | undefined {
  const text = said(cells, source);
  if (text === undefined) return undefined;
  for (const form of source?.forms ?? RFC_ONLY) {
    const at = readTime(text, form, source?.zone ?? 'UTC');
    // Sources of days write midnight where they have no hour.
    const wholeDay =
      form !== 'rfc3339' &&
      !form.startsWith('epoch') &&
      (!/h/.test(form) || /12:00:00 AM$|[ T]00:00(?::00(?:\.0+)?)?$/.test(text));
    if (at !== undefined) return { at, wholeDay };
  }
  throw new FieldRefusal(
    'malformed',
    source?.column ?? name,
    `a time by the form ${(source?.forms ?? RFC_ONLY).join(' or ')}`,
  );
}
