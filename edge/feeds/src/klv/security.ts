import type { Handling } from '@greenline/observation';
import {
  code,
  type Items,
  type ItemTable,
  kind,
  opaque,
  pack,
  tableOf,
  text,
  uint,
  wideText,
} from './item.ts';

const CLASSIFICATION = [
  'UNKNOWN',
  'UNCLASSIFIED',
  'RESTRICTED',
  'CONFIDENTIAL',
  'SECRET',
  'TOP SECRET',
];

/** Country coding methods; ST 0102.12, tables 3 and 4. */
const CODING: (string | undefined)[] = [
  undefined,
  'ISO-3166 two letter',
  'ISO-3166 three letter',
  'FIPS 10-4 two letter',
  'FIPS 10-4 four letter',
  'ISO-3166 numeric',
  'STANAG 1059 two letter',
  'STANAG 1059 three letter',
  undefined,
  undefined,
  'FIPS 10-4 mixed',
  'ISO-3166 mixed',
  'STANAG 1059 mixed',
  'GENC two letter',
  'GENC three letter',
  'GENC numeric',
  'GENC mixed',
];
CODING[0x40] = 'GENC administrative subdivision';
export const COUNTRY_CODING: readonly (string | undefined)[] = CODING;

const bytesAsList = pack((bytes) => Array.from(bytes));

/** Security metadata local set, MISB ST 0102.12. */
export const SECURITY: ItemTable = tableOf({
  1: kind('securityClassification', code(...CLASSIFICATION)),
  2: kind('countryCodingMethod', code(...CODING)),
  3: kind('classifyingCountry', text),
  4: kind('sciShiInformation', text),
  5: kind('caveats', text),
  6: kind('releasingInstructions', text),
  7: kind('classifiedBy', text),
  8: kind('derivedFrom', text),
  9: kind('classificationReason', text),
  10: kind('declassificationDate', text),
  11: kind('classificationAndMarkingSystem', text),
  12: kind('objectCountryCodingMethod', code(...CODING)),
  13: kind('objectCountryCodes', wideText),
  14: kind('classificationComments', text),
  15: kind('umidVideo', opaque),
  16: kind('umidAudio', opaque),
  17: kind('umidData', opaque),
  18: kind('umidSystem', opaque),
  19: kind('streamId', uint(1)),
  20: kind('transportStreamId', uint(2)),
  21: kind('itemDesignatorId', bytesAsList),
  22: kind('version', uint(1, 2)),
  23: kind('countryCodingMethodVersionDate', text),
  24: kind('objectCountryCodingMethodVersionDate', text),
});

/**
 * What a security set asks of everybody who handles what it marks; `undefined` where it marks nothing.
 *
 * `access` is the classification in words, `caveat` the caveats with the SCI/SHI marks, `releasableTo`
 * the countries of the releasing instructions, as they are coded there.
 */
export function handlingOf(security: Items | undefined): Handling | undefined {
  if (security === undefined) return undefined;
  const access = security[1]?.meaning;
  const caveat = [security[5]?.value, security[4]?.value]
    .filter((one) => typeof one === 'string' && one.trim() !== '')
    .join(' ');
  const release = security[6]?.value;
  const to = typeof release === 'string' ? countriesOf(release) : [];
  if (access === undefined && caveat === '' && to.length === 0) return undefined;
  return {
    ...(access !== undefined && { access }),
    ...(caveat !== '' && { caveat }),
    ...(to.length > 0 && { releasableTo: to }),
  };
}

/** `REL TO USA, GBR` and `//USA GBR` name the same two. */
const countriesOf = (instructions: string): readonly string[] =>
  instructions
    .replace(/\brel(?:easable)?\s+to\b/i, ' ')
    .split(/[\s,;/]+/)
    .filter((name) => name !== '');
