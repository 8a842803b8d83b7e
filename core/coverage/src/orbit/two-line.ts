import { instant, type Result } from '@greenline/base';
import { checkElements, type ElementError, type ElementSet } from './element-set.ts';
import { checksum, twoLineFields } from './two-line-fields.ts';

/** Reads a two-line element set, and holds what it says against what an orbit can have. */
export function decodeTwoLine(line1: string, line2: string): Result<ElementSet, ElementError> {
  const read = twoLineFields(line1, line2);
  if (!read.ok) return read;
  const { epochUs, fields } = read.value;
  const number = (keyword: string): number => Number(fields.get(keyword));
  return checkElements({
    noradCatId: fields.get('NORAD_CAT_ID') as string,
    epoch: instant(epochUs / 1000),
    meanMotion: number('MEAN_MOTION'),
    eccentricity: number('ECCENTRICITY'),
    inclination: number('INCLINATION'),
    raOfAscNode: number('RA_OF_ASC_NODE'),
    argOfPericenter: number('ARG_OF_PERICENTER'),
    meanAnomaly: number('MEAN_ANOMALY'),
    bstar: number('BSTAR'),
    meanMotionDot: number('MEAN_MOTION_DOT'),
    meanMotionDdot: number('MEAN_MOTION_DDOT'),
  });
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
