import { concat, fail, fromUtf8, ok, type Result, utf8 } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { CsvError, parse } from 'csv-parse/sync';

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** The longest line of names, and the longest record, bytes. */
const MOST_RECORD_BYTES = 256 * 1024;
const MOST_COLUMNS = 1000;

/** Cells of one record by the name of their column, as written; blank is absent. */
export type CsvCells = ReadonlyMap<string, string>;

/**
 * Cuts a table (RFC 4180, with a line of names first) into messages that stand alone: the names and
 * one record. Nothing of the table is held but where it stands, so its length does not matter.
 */
export function* csvMessages(file: Uint8Array): Generator<Result<RawMessage, DecodeError>> {
  const start = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? 3 : 0;
  let names: Uint8Array | undefined;
  for (const { from, to } of recordsOf(file, start)) {
    const record = file.subarray(from, to);
    if (record.length > MOST_RECORD_BYTES) {
      yield fail({
        kind: 'too-long',
        offset: from,
        text: `a record has at most ${MOST_RECORD_BYTES} bytes; is a quote left open?`,
      });
      if (names === undefined) return;
    } else if (names === undefined) names = concat(record, utf8('\n'));
    else yield ok({ bytes: concat(names, record), offset: from });
  }
}

/** Records by their line ends outside quotes; empty lines are passed over. */
function* recordsOf(file: Uint8Array, start: number): Generator<{ from: number; to: number }> {
  let from = start;
  let quoted = false;
  for (let at = start; at <= file.length; at++) {
    const byte = file[at];
    if (byte === QUOTE) quoted = !quoted;
    const ends = at === file.length || (!quoted && (byte === NEWLINE || byte === RETURN));
    if (!ends) continue;
    if (!isBlank(file, from, at)) yield { from, to: at };
    from = at + 1;
  }
}

function isBlank(file: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((file[at] as number) > 0x20) return false;
  return true;
}

/** Reads a message of a table: one line of names, one record, as many cells as names. */
export function readCsvMessage(bytes: Uint8Array, delimiter = ','): Result<CsvCells, DecodeError> {
  if (bytes.length > 2 * MOST_RECORD_BYTES)
    return fail({ kind: 'too-long', text: 'too long a record; send one record a message' });
  const text = fromUtf8(bytes);
  if (text === undefined || text.includes('\0'))
    return fail({
      kind: 'encoding',
      offset: 0,
      text: 'bytes that are not UTF-8; save the table as UTF-8',
    });
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, delimiter, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fail({
      kind: 'csv',
      text: `${error.message.slice(0, 160)}; write the table by RFC 4180`,
    });
  }
  const [names, record, ...more] = rows;
  if (names === undefined || record === undefined || more.length > 0)
    return fail({ kind: 'csv', text: 'a line of names and one record are needed' });
  if (names.length > MOST_COLUMNS)
    return fail({ kind: 'csv', text: `a table has at most ${MOST_COLUMNS} columns` });
  if (names.length !== record.length)
    return fail({
      kind: 'csv',
      text: `the record has ${record.length} cells and the table ${names.length} columns; quote cells that hold a comma`,
    });
  const cells = new Map<string, string>();
  const seen = new Set<string>();
  for (const [i, column] of names.entries()) {
    const name = column.trim();
    if (name !== '' && seen.has(name))
      return fail({ kind: 'csv', field: name, text: `the column ${name} stands twice; keep one` });
    seen.add(name);
    const cell = record[i]?.trim() ?? '';
    if (name !== '' && cell !== '') cells.set(name, cell);
  }
  return ok(cells);
}

/** The names in a table's first line, for telling a format by them. */
export function columnsIn(head: Uint8Array): readonly string[] {
  const text = Buffer.from(head.subarray(0, 16_384))
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const [line = ''] = text.split(/\r|\n/, 1);
  return line.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
}
