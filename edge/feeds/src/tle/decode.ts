import { fail, type Instant, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, RawMessage } from '@greenline/observation';
import type { CatalogueEntry } from '../omm/catalogue.ts';
import { elementsOf, entryOf, epochText, OmmRefusal } from '../omm/entry.ts';

const LINE_1 = /^1 [ 0-9A-HJ-NP-Z][ 0-9]{4}[UCS ] /;
const LINE_2 = /^2 [ 0-9A-HJ-NP-Z][ 0-9]{4} /;
const COLUMNS = 69;
const MOST_LINE = 256;
/** Two-digit years from here on are of the twentieth century. */
const FIRST_YEAR = 57;

/**
 * Two-line element sets, with or without a line of name: catalogue entries, no observations.
 *
 * Columns as NORAD fixed them; both checksums must be right; five-digit numbers may begin with a letter
 * (alpha-5). Lines that begin with `#` are comments; what follows column 69 after a blank is left alone.
 */
export const tle: Feed = {
  format: 'tle',
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
  try {
    checkLine(first, 1);
    checkLine(second, 2);
    const fields = fieldsOf(first.text, second.text);
    const title = name?.text.replace(/^0 /, '').trim();
    if (title) fields.set('OBJECT_NAME', title);
    return ok(elementsOf(fields));
  } catch (error) {
    if (!(error instanceof OmmRefusal)) throw error;
    const line = error.error.field?.startsWith('line 2') ? second : first;
    return fail({ ...error.error, offset: line.from });
  }
}

/** Sum of the digits, a minus counting as one, modulo ten. */
export const checksum = (line: string): number => {
  let sum = 0;
  for (const sign of line.slice(0, COLUMNS - 1))
    sum += sign === '-' ? 1 : sign >= '0' && sign <= '9' ? Number(sign) : 0;
  return sum % 10;
};

function checkLine({ text }: Line, number: 1 | 2): void {
  const field = `line ${number}`;
  if (!text.startsWith(`${number} `))
    throw new OmmRefusal('malformed', field, `${field} must begin with ${number} and a blank`);
  if (/[^\x20-\x7e\t]/.test(text.slice(0, COLUMNS)))
    throw new OmmRefusal('encoding', field, `${field} must be ASCII`);
  const rest = text.slice(COLUMNS);
  if (text.length < COLUMNS || (rest !== '' && !/^\s/.test(rest)))
    throw new OmmRefusal('malformed', field, `${field} must have ${COLUMNS} columns`);
  if (text[COLUMNS - 1] !== String(checksum(text)))
    throw new OmmRefusal(
      'checksum',
      field,
      `${field} ends with ${text[COLUMNS - 1]}, its checksum is ${checksum(text)}; fetch it again`,
    );
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Catalogue number of five columns: digits, or a letter (without I and O) for its first two digits. */
export function catalogueNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,5}$/.test(trimmed)) return Number(trimmed);
  const letter = LETTERS.indexOf(trimmed[0] ?? '-');
  return /^[A-Z]\d{4}$/.test(trimmed) && letter >= 0
    ? (letter + 10) * 10_000 + Number(trimmed.slice(1))
    : undefined;
}

function fieldsOf(first: string, second: string): Map<string, string> {
  const cut = (line: string, from: number, to: number, pattern: RegExp, field: string): string => {
    const text = line.slice(from - 1, to);
    if (!pattern.test(text))
      throw new OmmRefusal(
        'malformed',
        `line ${line[0]}, columns ${from}-${to}`,
        `columns ${from} to ${to} of line ${line[0]} must hold ${field}`,
      );
    return text.trim();
  };
  for (const [line, columns] of [
    [first, [2, 9, 18, 33, 44, 53, 62, 64]],
    [second, [2, 8, 17, 26, 34, 43, 52]],
  ] as const)
    for (const column of columns) cut(line, column, column, /^ $/, 'a blank');
  const number = catalogueNumber(first.slice(2, 7));
  if (number === undefined)
    throw new OmmRefusal(
      'malformed',
      'line 1, columns 3-7',
      'columns 3 to 7 of line 1 must hold a catalogue number',
    );
  if (catalogueNumber(second.slice(2, 7)) !== number)
    throw new OmmRefusal(
      'malformed',
      'line 2, columns 3-7',
      'lines 1 and 2 must be of one satellite',
    );
  const designator = cut(
    first,
    10,
    17,
    /^(?:\d{5}[A-Z]{1,3} *| +)$/,
    'an international designator as 98067A',
  );
  const classification = cut(first, 8, 8, /^[UCS ]$/, 'U, C or S');
  const epoch = cut(first, 19, 32, /^\d{2}[ \d]{3}\.\d{8}$/, 'the epoch as 24130.36689744');
  const fields = new Map([
    ['NORAD_CAT_ID', String(number)],
    ['EPOCH', epochOf(epoch)],
    [
      'MEAN_MOTION_DOT',
      cut(first, 34, 43, /^[ +-]?[ 0]?\.\d{8}$/, 'a derivative as -.00000084').replace(
        /^([+-]?)\s*/,
        '$1',
      ),
    ],
    [
      'MEAN_MOTION_DDOT',
      exponential(cut(first, 45, 52, /^[ +-][\d ]{5}[+-]\d$/, 'a number as 00000-0')),
    ],
    ['BSTAR', exponential(cut(first, 54, 61, /^[ +-][\d ]{5}[+-]\d$/, 'a number as 27777-3'))],
    ['EPHEMERIS_TYPE', cut(first, 63, 63, /^[\d ]$/, 'a digit') || '0'],
    ['ELEMENT_SET_NO', cut(first, 65, 68, /^ *\d*$/, 'a whole number') || '0'],
    ['INCLINATION', cut(second, 9, 16, /^[ \d]{3}\.\d{4}$/, 'degrees')],
    ['RA_OF_ASC_NODE', cut(second, 18, 25, /^[ \d]{3}\.\d{4}$/, 'degrees')],
    ['ECCENTRICITY', `.${cut(second, 27, 33, /^[\d ]{7}$/, 'seven digits').replaceAll(' ', '0')}`],
    ['ARG_OF_PERICENTER', cut(second, 35, 42, /^[ \d]{3}\.\d{4}$/, 'degrees')],
    ['MEAN_ANOMALY', cut(second, 44, 51, /^[ \d]{3}\.\d{4}$/, 'degrees')],
    ['MEAN_MOTION', cut(second, 53, 63, /^[ \d]{2}\.\d{8}$/, 'revolutions a day')],
    ['REV_AT_EPOCH', cut(second, 64, 68, /^ *\d*$/, 'a whole number') || '0'],
  ]);
  if (designator !== '') {
    const year = Number(designator.slice(0, 2));
    fields.set('OBJECT_ID', `${year + (year < FIRST_YEAR ? 2000 : 1900)}-${designator.slice(2)}`);
  }
  if (classification !== '') fields.set('CLASSIFICATION_TYPE', classification);
  return fields;
}

/** Year, day and fraction of the day: the eighth digit is 864 µs, so nothing is rounded. */
function epochOf(text: string): string {
  const year = Number(text.slice(0, 2));
  const day = Number(text.slice(2, 5));
  const whole = year + (year < FIRST_YEAR ? 2000 : 1900);
  const start = Date.UTC(whole, 0, day);
  if (day < 1 || new Date(start).getUTCFullYear() !== whole)
    throw new OmmRefusal(
      'malformed',
      'line 1, columns 19-32',
      'the epoch must be a day of its year',
    );
  return epochText(start * 1000 + Number(text.slice(6)) * 864);
}

/** `-11606-4` is -0.11606e-4. */
function exponential(text: string): string {
  const [, sign, digits, exponent] = /^([+-]?) *([\d ]+)([+-]\d)$/.exec(text) ?? [];
  return `${sign}.${digits?.replaceAll(' ', '0')}e${exponent}`;
}
