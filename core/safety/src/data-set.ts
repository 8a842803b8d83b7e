import type { JsonObject } from '@greenline/base';

/** What concerns the monitors themselves, each a list that can be taken out whole. */
export const DATA_SETS = ['restrictions', 'interference', 'obligations'] as const;
export type DataSetName = (typeof DATA_SETS)[number];

/** One data set: from which records it is taken, and its columns. */
export interface DataSet {
  /** Kind of the exact records, for mission staff. */
  readonly kind: 'restriction' | 'interference' | 'finding';
  /** Kind of what others are told. */
  readonly released: 'released-event' | 'released-finding';
  /** Which of those records belong to it. */
  readonly holds: (record: JsonObject) => boolean;
  readonly columns: readonly string[];
}

const MANNERS: readonly unknown[] = [
  'jamming',
  'spoofing',
  'cyber-act',
  'intrusion',
  'denial-of-service',
  'data-destruction',
];

/** Table. Places stand in `lon` and `lat` for staff alone; others have `region`. */
export const DATA_SET: Readonly<Record<DataSetName, DataSet>> = {
  restrictions: {
    kind: 'restriction',
    released: 'released-event',
    holds: ({ kind, class: is }) => kind === 'restriction' || is === 'restriction',
    columns: [
      ...['id', 'at', 'party', 'access', 'delayMin', 'asked', 'what', 'text', 'lon', 'lat'],
      ...['region', 'patrol', 'nation', 'report'],
    ],
  },
  interference: {
    kind: 'interference',
    released: 'released-event',
    holds: ({ kind, class: is, asset }) =>
      kind === 'interference' || MANNERS.includes(is) || asset !== undefined,
    columns: [...['id', 'at', 'manner', 'asset', 'party', 'lon', 'lat', 'region', 'sensors']],
  },
  obligations: {
    kind: 'finding',
    released: 'released-finding',
    holds: ({ party }) => party === 'mission',
    columns: [
      ...['id', 'clause', 'nature', 'verdict', 'from', 'to', 'measured', 'limit', 'unit'],
      ...['subject', 'reason'],
    ],
  },
};

/**
 * Records as CSV (RFC 4180), a line each under the columns' names. What a spreadsheet would run as a
 * formula is led by an apostrophe.
 */
export function csvOf(records: readonly JsonObject[], columns: readonly string[]): string {
  const lines = records.map((record) => columns.map((name) => field(cellOf(record, name))).join());
  return [columns.join(), ...lines, ''].join('\r\n');
}

function cellOf(record: JsonObject, name: string): string {
  const { position } = record;
  const placed = name === 'lon' || name === 'lat';
  const value = placed ? (position as JsonObject | undefined)?.[name] : record[name];
  // What others are told names the manner as the kind of the event.
  const said = value ?? (name === 'manner' ? record.class : undefined);
  if (said === undefined) return '';
  if (Array.isArray(said)) return said.join(' ');
  return typeof said === 'string' ? said : JSON.stringify(said);
}

function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
