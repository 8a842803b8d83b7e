import { fail, instant, type Result } from '@greenline/base';
import { checkElements, type ElementError, type ElementSet } from './element-set.ts';

/**
 * Reads a two-line element set by its columns, checksums included.
 *
 * What stands behind column 69 is passed over. Years 57 to 99 are of the 20th century. Format: CelesTrak,
 * "NORAD Two-Line Element Set Format"; catalogue numbers may be Alpha-5.
 */
export function decodeTwoLine(line1: string, line2: string): Result<ElementSet, ElementError> {
  for (const [number, line] of [line1, line2].entries()) {
    const fault = lineFault(line, String(number + 1));
    if (fault !== undefined) return fail(fault);
  }
  const noradCatId = line1.slice(2, 7).trim();
  if (noradCatId === '' || line2.slice(2, 7).trim() !== noradCatId) {
    const text = 'the two lines are of different satellites: pair line 1 with its own line 2';
    return fail({ kind: 'malformed', field: 'noradCatId', text });
  }
  const numbers = numbersOf(line1, line2);
  for (const [field, value] of Object.entries(numbers)) {
    if (Number.isFinite(value)) continue;
    const text = 'is no number in its columns: fetch the lines again';
    return fail({ kind: 'malformed', field, text });
  }
  const { year, day, ...elements } = numbers;
  if (!(day >= 1 && day < 367)) {
    const text = `day ${day} is in no year: fetch the lines again`;
    return fail({ kind: 'out-of-range', field: 'epoch', text });
  }
  const epoch = Date.UTC(year < 57 ? 2000 + year : 1900 + year, 0, 1) + (day - 1) * 86_400_000;
  return checkElements({ noradCatId, epoch: instant(epoch), ...elements });
}

function numbersOf(line1: string, line2: string) {
  return {
    year: plain(line1.slice(18, 20)),
    day: plain(line1.slice(20, 32)),
    meanMotionDot: plain(line1.slice(33, 43)),
    meanMotionDdot: withExponent(line1.slice(44, 52)),
    bstar: withExponent(line1.slice(53, 61)),
    inclination: plain(line2.slice(8, 16)),
    raOfAscNode: plain(line2.slice(17, 25)),
    eccentricity: plain(`.${line2.slice(26, 33).replaceAll(' ', '0')}`),
    argOfPericenter: plain(line2.slice(34, 42)),
    meanAnomaly: plain(line2.slice(43, 51)),
    meanMotion: plain(line2.slice(52, 63)),
  };
}

function lineFault(line: string, number: string): ElementError | undefined {
  const field = `line ${number}`;
  const text = (what: string) => `${what}: fetch the lines again, all 69 columns of each`;
  if (!line.startsWith(`${number} `)) {
    return { kind: 'malformed', field, text: text(`does not begin with "${number} "`) };
  }
  if (line.length < 69) {
    return { kind: 'malformed', field, text: text(`has ${line.length} columns of 69`) };
  }
  const sum = checksum(line);
  const said = line[68];
  if (said === String(sum)) return undefined;
  return { kind: 'checksum', field, text: text(`checksum is ${sum}, the line says ${said}`) };
}

/** Of the first 68 columns: digits, and one for each minus, modulo ten. */
function checksum(line: string): number {
  let sum = 0;
  for (const sign of line.slice(0, 68)) {
    if (sign === '-') sum += 1;
    else if (sign >= '0' && sign <= '9') sum += Number(sign);
  }
  return sum % 10;
}

/** Blank is not zero. */
function plain(columns: string): number {
  const text = columns.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

/** `-11606-4`: a decimal point before the digits, and the exponent behind them. */
function withExponent(columns: string): number {
  const match = /^([+-]?)(\d{1,5})([+-]\d)$/.exec(columns.trim().replaceAll(' ', ''));
  if (match === null) return /^[+-]?0*$/.test(columns.trim()) ? 0 : Number.NaN;
  return Number(`${match[1]}.${match[2]}e${match[3]}`);
}

/** Elements as two lines, where these hold them to the last digit; else `undefined`. */
export function encodeTwoLine(elements: ElementSet): readonly [string, string] | undefined {
  const year = new Date(elements.epoch).getUTCFullYear();
  const day = (elements.epoch - Date.UTC(year, 0, 1)) / 86_400_000 + 1;
  const id = elements.noradCatId.padStart(5, '0');
  const angle = (degrees: number) => degrees.toFixed(4).padStart(8);
  const first = [
    `1 ${id}U         `,
    `${String(year).slice(2)}${day.toFixed(8).padStart(12, '0')}`,
    elements.meanMotionDot.toFixed(8).replace('0.', '.').padStart(10),
    exponential(elements.meanMotionDdot),
    exponential(elements.bstar),
    '0    0',
  ].join(' ');
  const second = [
    `2 ${id}`,
    angle(elements.inclination),
    angle(elements.raOfAscNode),
    elements.eccentricity.toFixed(7).slice(2),
    angle(elements.argOfPericenter),
    angle(elements.meanAnomaly),
    `${elements.meanMotion.toFixed(8).padStart(11)}    0`,
  ].join(' ');
  const lines = [`${first}${checksum(first)}`, `${second}${checksum(second)}`] as const;
  const read = decodeTwoLine(...lines);
  const lost =
    !read.ok || NUMBERS.some((field) => read.value[field] !== elements[field]) || id.length > 5;
  return lost ? undefined : lines;
}

const NUMBERS = [
  'epoch',
  'meanMotion',
  'eccentricity',
  'inclination',
  'raOfAscNode',
  'argOfPericenter',
  'meanAnomaly',
  'bstar',
] as const;

function exponential(value: number): string {
  const sign = value < 0 ? '-' : ' ';
  if (value === 0) return ' 00000+0';
  const power = Math.floor(Math.log10(Math.abs(value))) + 1;
  const digits = Math.round((Math.abs(value) / 10 ** power) * 1e5);
  return `${sign}${String(digits).padStart(5, '0')}${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}
