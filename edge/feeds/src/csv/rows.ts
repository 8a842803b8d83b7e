import { fail, type Json, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, RawMessage, Sighting } from '@greenline/observation';
import { FieldRefusal } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { csvMessages, readCsvMessage } from './records.ts';

/** What stands under each name of one row: of a CSV table, or a JSON object with the same names. */
export type Row = ReadonlyMap<string, Json>;

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

export function isJson(bytes: Uint8Array): boolean {
  const first = firstByte(bytes);
  return first === OPEN_OBJECT || first === OPEN_ARRAY;
}

/** Cuts a file into rows; `list` names the member that holds them where they stand in an object. */
export const rowMessages = (
  file: Uint8Array,
  list?: string,
): Iterable<Result<RawMessage, DecodeError>> =>
  isJson(file) ? jsonMessages(file, list) : csvMessages(file);

/** One row, one sighting; the row itself is the message. `want` says what an object must be. */
export function decodeRow(
  bytes: Uint8Array,
  want: string,
  sightingOf: (row: Row) => Sighting,
): Result<Decoded, DecodeError> {
  const row = isJson(bytes) ? rowOfJson(bytes, want) : readCsvMessage(bytes);
  if (!row.ok) return row;
  try {
    return ok({ message: Object.fromEntries(row.value), sightings: [sightingOf(row.value)] });
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

function rowOfJson(bytes: Uint8Array, want: string): Result<Row, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  const { value } = json;
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return fail({ kind: 'malformed', text: `${want} is needed` });
  return ok(new Map(Object.entries(value as JsonObject) as [string, Json][]));
}

/** The words or the number under the first of these names that has any. */
export function saidIn(row: Row, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = row.get(name);
    if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number')
      return String(value).trim();
  }
  return undefined;
}
