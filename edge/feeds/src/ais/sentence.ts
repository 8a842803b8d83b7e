import { fail, type Instant, instant, ok, type Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';

/** One sentence of NMEA 0183 that carries AIS, with what its receiver put before and behind it. */
export interface AisSentence {
  /** `VDM`: heard; `VDO`: the receiver's own vessel. */
  readonly formatter: 'VDM' | 'VDO';
  readonly talker: string;
  readonly total: number;
  readonly number: number;
  /** Sequential message identifier, for sentences that belong together; empty where there is none. */
  readonly sequence: string;
  readonly channel: string;
  readonly payload: string;
  /** Bits of the last character that are none. */
  readonly fill: number;
  /** Receiver's clock: tag block `c`, or the number at the end of a line. */
  readonly heardAt?: Instant;
  /** Receiver's name: tag block `s`. */
  readonly station?: string;
  /** Sentence group, tag block `g`, as `1-2-1234`. */
  readonly group?: string;
}

const NO_SENTENCE = /^\s*(#.*|\$[A-Z].*|\\[^\\]*\\\s*(\$.*)?)?$/;
const OTHER_SENTENCE = /^![A-Z]{2}(?!VDM|VDO)[A-Z]{3},/;
const COMMA = 44;
const TAG_BLOCK = /^\\([^\\]*)\*([0-9A-Fa-f]{2})\\/;
/** Some networks write the time of reception as the last of fields behind the checksum. */
const TRAILING_TIME = /,(\d{9,10})\s*$/;
const MOST_MILLISECONDS = 8.64e15;

/** Reads one line; `undefined` for a line that is no AIS sentence but blank, a comment or other NMEA. */
export function sentenceOf(line: string): Result<AisSentence, DecodeError> | undefined {
  const start = line.indexOf('!');
  if (start < 0) return NO_SENTENCE.test(line) ? undefined : noSentence();
  const star = line.indexOf('*', start);
  const commas = commasIn(line, start, star);
  const formatter = line.slice(start + 3, start + 6);
  if (commas.length !== 6 || commas[0] !== start + 6 || !isAis(formatter))
    return OTHER_SENTENCE.test(line.slice(start)) ? undefined : noSentence(start);
  const [first, second, third, fourth, fifth, last] = commas as unknown as Commas;
  const total = digitIn(line, first + 1, second);
  const number = digitIn(line, second + 1, third);
  const fill = digitIn(line, last + 1, star);
  const wellFormed =
    (fourth === third + 1 || digitIn(line, third + 1, fourth) >= 0) &&
    fifth - fourth <= 2 &&
    fill < 6 &&
    isArmoured(line, fifth + 1, last);
  const checksum = 16 * hexDigit(line, star + 1) + hexDigit(line, star + 2);
  if (!wellFormed || !(total >= 0 && number >= 0 && fill >= 0 && checksum >= 0))
    return noSentence(start);
  if (xor(line, start + 1, star) !== checksum)
    return refuse('bad-checksum', 'checksum', star + 1, 'the checksum is wrong');
  if (number < 1 || number > total)
    return refuse('contradictory', 'number', start, `sentence ${number} of ${total}`);
  const tags = start === 0 ? NO_TAGS : tagsOf(line.slice(0, start));
  if (!tags.ok) return tags;
  const sentence: AisSentence = {
    formatter,
    talker: line.slice(start + 1, start + 3),
    total,
    number,
    sequence: line.slice(third + 1, fourth),
    channel: line.slice(fourth + 1, fifth),
    payload: line.slice(fifth + 1, last),
    fill,
  };
  const heardAt = tags.value.heardAt ?? trailingTime(line, star + 3);
  if (heardAt === undefined && tags === NO_TAGS) return ok(sentence);
  return ok({ ...sentence, ...tags.value, ...(heardAt !== undefined && { heardAt }) });
}

type Commas = readonly [number, number, number, number, number, number];

function commasIn(line: string, from: number, to: number): readonly number[] {
  const commas: number[] = [];
  for (let i = from; i < to; i++) if (line.charCodeAt(i) === COMMA) commas.push(i);
  return commas;
}

const isAis = (formatter: string): formatter is 'VDM' | 'VDO' =>
  formatter === 'VDM' || formatter === 'VDO';

/** The digit that is the whole field; NaN where it is none. */
function digitIn(line: string, from: number, to: number): number {
  const digit = line.charCodeAt(from) - 48;
  return to === from + 1 && digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

function hexDigit(line: string, at: number): number {
  const code = line.charCodeAt(at);
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code & ~0x20;
  return letter >= 65 && letter <= 70 ? letter - 55 : Number.NaN;
}

/** Six-bit characters: `0` to `W` and `` ` `` to `w`. */
function isArmoured(line: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = line.charCodeAt(i);
    if (code < 48 || code > 119 || (code > 87 && code < 96)) return false;
  }
  return true;
}

function trailingTime(line: string, from: number): Instant | undefined {
  if (line.length <= from + 9) return undefined;
  const found = TRAILING_TIME.exec(line.slice(from))?.[1];
  return found === undefined ? undefined : seconds(found);
}

type Tags = Pick<AisSentence, 'heardAt' | 'station' | 'group'>;
const NO_TAGS: Result<Tags, DecodeError> = ok({});

/** NMEA 0183 tag blocks before a sentence: `\s:station,c:seconds,g:1-2-77*hh\`. */
function tagsOf(before: string): Result<Tags, DecodeError> {
  let rest = before.trimStart();
  let tags: Tags = {};
  while (rest.startsWith('\\')) {
    const match = TAG_BLOCK.exec(rest);
    if (match === null) return refuse('malformed', 'tag', 0, 'a tag block without its end');
    const [whole, fields = '', checksum = ''] = match;
    if (xor(fields, 0, fields.length) !== Number.parseInt(checksum, 16))
      return refuse('bad-checksum', 'tag', 0, 'the checksum of the tag block is wrong');
    for (const field of fields.split(',')) {
      const value = field.slice(2);
      if (field.startsWith('c:')) {
        const heardAt = seconds(value);
        if (heardAt !== undefined) tags = { ...tags, heardAt };
      } else if (field.startsWith('s:')) tags = { ...tags, station: value };
      else if (field.startsWith('g:')) tags = { ...tags, group: value };
    }
    rest = rest.slice(whole.length);
  }
  return ok(tags);
}

/** Seconds since 1970, or milliseconds, which some write; `undefined` for no number. */
function seconds(text: string): Instant | undefined {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const ms = value > 1e11 ? value : value * 1000;
  return ms > 0 && ms < MOST_MILLISECONDS ? instant(Math.round(ms)) : undefined;
}

function xor(text: string, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum ^= text.charCodeAt(i);
  return sum;
}

const noSentence = (offset = 0): Result<never, DecodeError> =>
  refuse('malformed', 'sentence', offset, 'no sentence of AIS');

const refuse = (
  kind: string,
  field: string,
  offset: number,
  text: string,
): Result<never, DecodeError> =>
  fail({ kind, field, offset, text: `${text}; send whole sentences of NMEA 0183` });
