import { fail, ok, type Result } from '@greenline/base';
import type { ElementError } from './element-set.ts';

/** What two lines say, under OMM's keywords as OMM writes it; the epoch apart. */
export interface TwoLineFields {
  /** Microseconds since 1970, UTC: exact, since the last digit of a day is 864 µs. */
  readonly epochUs: number;
  /** Absent where the columns are blank. */
  readonly fields: ReadonlyMap<string, string>;
}

const WIDTH = 69;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
/** Two-digit years from here on are of the twentieth century. */
const FIRST_YEAR = 57;

/**
 * Cuts a two-line element set by its columns, checksums included.
 *
 * What stands behind column 69 after a blank is left alone. Format: CelesTrak, "NORAD Two-Line Element Set Format";
 * catalogue numbers may be alpha-5 (Space-Track).
 */
export function twoLineFields(line1: string, line2: string): Result<TwoLineFields, ElementError> {
  const lines = [line1, line2] as const;
  for (const [i, line] of lines.entries()) {
    const fault = lineFault(line, i + 1) ?? blankFault(line, i + 1);
    if (fault !== undefined) return fail(fault);
  }
  const fields = new Map<string, string>();
  for (const [keyword, number, from, to, pattern, want, written = trimmed] of COLUMNS) {
    const text = (lines[number - 1] as string).slice(from - 1, to);
    if (!pattern.test(text)) return fail(columnFault(number, from, to, want));
    const value = written(text);
    if (value !== '') fields.set(keyword, value);
  }
  const satellite = catalogueNumber(line1.slice(2, 7));
  if (satellite === undefined) return fail(columnFault(1, 3, 7, 'a catalogue number'));
  if (catalogueNumber(line2.slice(2, 7)) !== satellite)
    return fail(columnFault(2, 3, 7, 'the satellite of line 1'));
  fields.set('NORAD_CAT_ID', String(satellite));
  const epochUs = epochOf(line1.slice(18, 32));
  return epochUs === undefined
    ? fail(columnFault(1, 19, 32, 'a day of its year'))
    : ok({ epochUs, fields });
}

/** Sum of the digits of the first 68 columns, a minus counting as one, modulo ten. */
export function checksum(line: string): number {
  let sum = 0;
  for (const sign of line.slice(0, WIDTH - 1))
    sum += sign === '-' ? 1 : sign >= '0' && sign <= '9' ? Number(sign) : 0;
  return sum % 10;
}

/** Catalogue number of five columns: digits, or a letter (without I and O) for its first two digits. */
function catalogueNumber(columns: string): number | undefined {
  const text = columns.trim();
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const letter = LETTERS.indexOf(text[0] ?? '-');
  return /^[A-Z]\d{4}$/.test(text) && letter >= 0
    ? (letter + 10) * 10_000 + Number(text.slice(1))
    : undefined;
}

const trimmed = (text: string): string => text.trim();
const whole = (text: string): string => text.trim() || '0';
/** `- .00002182` is -.00002182. */
const closed = (text: string): string => text.replaceAll(' ', '');
/** `-11606-4` is -0.11606e-4. */
const exponential = (text: string): string =>
  text.replace(/^([ +-])([\d ]{5})([+-]\d)$/, (_, sign, digits, power) =>
    `${sign}.${digits.replaceAll(' ', '0')}e${power}`.trim(),
  );
/** Made-up sets carry names of their own; no orbit hangs on them. */
const designator = (text: string): string =>
  /^\d{5}[A-Z]{1,3} *$/.test(text) ? `${fullYear(text)}-${text.slice(2).trim()}` : text.trim();

type Column = readonly [
  keyword: string,
  line: 1 | 2,
  from: number,
  to: number,
  pattern: RegExp,
  want: string,
  written?: (text: string) => string,
];

const ANGLE = /^[ \d]{3}\.\d{4}$/;
const POWER = /^[ +-][\d ]{5}[+-]\d$/;
const DESIGNATOR = 'an international designator as 98067A';
const COLUMNS: readonly Column[] = [
  ['CLASSIFICATION_TYPE', 1, 8, 8, /^[UCS ]$/, 'U, C or S'],
  ['OBJECT_ID', 1, 10, 17, /^[ -~]{8}$/, DESIGNATOR, designator],
  ['MEAN_MOTION_DOT', 1, 34, 43, /^[ +-]?[ 0]?\.\d{8}$/, 'a derivative as -.00000084', closed],
  ['MEAN_MOTION_DDOT', 1, 45, 52, POWER, 'a number as 00000-0', exponential],
  ['BSTAR', 1, 54, 61, POWER, 'a number as 27777-3', exponential],
  ['EPHEMERIS_TYPE', 1, 63, 63, /^[\d ]$/, 'a digit', whole],
  ['ELEMENT_SET_NO', 1, 65, 68, /^ *\d*$/, 'a whole number', whole],
  ['INCLINATION', 2, 9, 16, ANGLE, 'degrees'],
  ['RA_OF_ASC_NODE', 2, 18, 25, ANGLE, 'degrees'],
  ['ECCENTRICITY', 2, 27, 33, /^[\d ]{7}$/, 'seven digits', (t) => `.${t.replaceAll(' ', '0')}`],
  ['ARG_OF_PERICENTER', 2, 35, 42, ANGLE, 'degrees'],
  ['MEAN_ANOMALY', 2, 44, 51, ANGLE, 'degrees'],
  ['MEAN_MOTION', 2, 53, 63, /^[ \d]{2}\.\d{8}$/, 'revolutions a day'],
  ['REV_AT_EPOCH', 2, 64, 68, /^ *\d*$/, 'a whole number', whole],
];
/** Columns that are blank, by line. */
const BLANKS = [
  [2, 9, 18, 33, 44, 53, 62, 64],
  [2, 8, 17, 26, 34, 43, 52],
] as const;

function lineFault(line: string, number: number): ElementError | undefined {
  const field = `line ${number}`;
  const malformed = (what: string): ElementError => ({
    kind: 'malformed',
    field,
    text: `${field} ${what}: fetch the lines again, all ${WIDTH} columns of each`,
  });
  if (!line.startsWith(`${number} `)) return malformed(`must begin with ${number} and a blank`);
  if (/[^\x20-\x7e\t]/.test(line.slice(0, WIDTH))) return malformed('must be ASCII');
  if (line.length < WIDTH || /^\S/.test(line.slice(WIDTH)))
    return malformed(`must have ${WIDTH} columns`);
  const sum = checksum(line);
  const said = line[WIDTH - 1];
  if (said === String(sum)) return undefined;
  const text = `${field} ends with ${said}, its checksum is ${sum}: fetch the lines again`;
  return { kind: 'checksum', field, text };
}

function blankFault(line: string, number: number): ElementError | undefined {
  const column = BLANKS[number - 1]?.find((at) => line[at - 1] !== ' ');
  return column === undefined ? undefined : columnFault(number, column, column, 'a blank');
}

const columnFault = (line: number, from: number, to: number, want: string): ElementError => ({
  kind: 'malformed',
  field: `line ${line}, columns ${from}-${to}`,
  text: `columns ${from} to ${to} of line ${line} must hold ${want}`,
});

const fullYear = (text: string): number => {
  const year = Number(text.slice(0, 2));
  return year + (year < FIRST_YEAR ? 2000 : 1900);
};

/** Year, day and fraction of the day, as `24130.36689744`. */
function epochOf(text: string): number | undefined {
  if (!/^\d{2}[ \d]{3}\.\d{8}$/.test(text)) return undefined;
  const [year, day] = [fullYear(text), Number(text.slice(2, 5))];
  const start = Date.UTC(year, 0, day);
  if (day < 1 || new Date(start).getUTCFullYear() !== year) return undefined;
  return start * 1000 + Number(text.slice(6)) * 864;
}
