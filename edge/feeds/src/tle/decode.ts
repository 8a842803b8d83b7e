import { fail, type Instant, ok, type Result } from '@greenline/base';
import { twoLineFields } from '@greenline/coverage';
import type { Decoded, DecodeError, Feed, RawMessage } from '@greenline/observation';
import type { CatalogueEntry } from '../omm/catalogue.ts';
import { elementsOf, entryOf, epochText, OmmRefusal } from '../omm/entry.ts';

const LINE_1 = /^1 [ 0-9A-HJ-NP-Z][ 0-9]{4}[UCS ] /;
const LINE_2 = /^2 [ 0-9A-HJ-NP-Z][ 0-9]{4} /;
const MOST_LINE = 256;

/**
 * Two-line element sets, with or without a line of name: catalogue entries, no observations.
 *
 * Columns as NORAD fixed them; both checksums must be right; five-digit numbers may begin with a letter
 * (alpha-5). Lines that begin with `#` are comments; what follows column 69 after a blank is left alone.
 */
export const tle: Feed = {
  format: 'tle',
  trustClass: 'link',
  recognises: (head) => {
    const lines = Buffer.from(head).toString('latin1').split(/\r?\n/, 2000);
    const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
    const at = LINE_1.test(lines[first] ?? '') ? first : first + 1;
    return first >= 0 && LINE_1.test(lines[at] ?? '') && LINE_2.test(lines[at + 1] ?? '');
  },
  split: setsIn,
  decode: decodeTle,
};

interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function* setsIn(file: Uint8Array): Generator<Result<RawMessage, DecodeError>> {
  let name: Line | undefined;
  let first: Line | undefined;
  const stray = (line: Line) =>
    fail({
      kind: 'malformed',
      offset: line.from,
      text: 'a line that belongs to no element set; give lines 1 and 2 together',
    });
  for (const line of linesOf(file)) {
    if (first !== undefined) {
      const from = name?.from ?? first.from;
      // Line 2 or not: the decoder says what is wrong with the set.
      const whole = LINE_2.test(line.text) || line.text.startsWith('2 ');
      yield ok({ bytes: file.subarray(from, whole ? line.to : first.to), offset: from });
      name = undefined;
      first = undefined;
      if (whole) continue;
    }
    if (isFirst(line.text)) first = line;
    else {
      if (name !== undefined) yield stray(name);
      name = line;
    }
  }
  if (first !== undefined) {
    const from = name?.from ?? first.from;
    yield ok({ bytes: file.subarray(from, first.to), offset: from });
  } else if (name !== undefined) yield stray(name);
}

const isFirst = (text: string): boolean =>
  LINE_1.test(text) || (/^1 /.test(text) && text.length >= 60);

function* linesOf(file: Uint8Array): Generator<Line> {
  for (let from = 0; from < file.length; ) {
    const found = file.indexOf(0x0a, from);
    const end = found < 0 ? file.length : found;
    const to = file[end - 1] === 0x0d && end > from ? end - 1 : end;
    const text = Buffer.from(file.subarray(from, Math.min(to, from + MOST_LINE))).toString(
      'latin1',
    );
    if (text.trim() !== '' && !text.startsWith('#')) yield { text, from, to };
    from = end + 1;
  }
}

export function decodeTle(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  const elements = readTle(bytes);
  return elements.ok
    ? ok({ message: entryOf(elements.value, receivedAt), sightings: [] })
    : elements;
}

/** Reads one set: line 1 and line 2, after a name or not. */
export function readTle(bytes: Uint8Array): Result<CatalogueEntry, DecodeError> {
  if (bytes.length > 4 * MOST_LINE)
    return fail({
      kind: 'too-long',
      text: 'two lines and a name are one set; send one set a message',
    });
  const lines = [...linesOf(bytes)];
  const [second, first, name, ...more] = lines.reverse();
  if (first === undefined || second === undefined || more.length > 0 || !/^1 /.test(first.text))
    return fail({
      kind: 'malformed',
      field: 'line 1',
      offset: 0,
      text: 'line 1 must be followed by line 2',
    });
  const read = twoLineFields(first.text, second.text);
  if (!read.ok) return placed(read.error, first, second);
  const fields = new Map([...read.value.fields, ['EPOCH', epochText(read.value.epochUs)]]);
  const title = name?.text.replace(/^0 /, '').trim();
  if (title) fields.set('OBJECT_NAME', title);
  try {
    return ok(elementsOf(fields));
  } catch (error) {
    if (!(error instanceof OmmRefusal)) throw error;
    return placed(error.error, first, second);
  }
}

/** What is wrong, at the line that it is in. */
const placed = (error: DecodeError, first: Line, second: Line): Result<never, DecodeError> =>
  fail({ ...error, offset: (error.field?.startsWith('line 2') ? second : first).from });
