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
  let sum = 0;
  for (const sign of line.slice(0, 68)) {
    if (sign === '-') sum += 1;
    else if (sign >= '0' && sign <= '9') sum += Number(sign);
  }
  const said = line[68];
  if (said === String(sum % 10)) return undefined;
  return { kind: 'checksum', field, text: text(`checksum is ${sum % 10}, the line says ${said}`) };
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
