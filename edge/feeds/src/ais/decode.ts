import { fail, type Instant, type Json, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, FeedMemory } from '@greenline/observation';
import { isCapture } from '../capture/capture.ts';
import type { Field } from './fields.ts';
import { framesOf } from './framer.ts';
import { FIELDS, LEAST_BITS, PART_A, PART_B, PART_B_AUXILIARY } from './messages.ts';
import { sightingsOf } from './observe.ts';
import { Payload } from './payload.ts';
import { type AisSentence, sentenceOf } from './sentence.ts';
import { splitAis } from './split.ts';
import { isDistress } from './urgent.ts';

/** A message as it is read, field by field: built in place, since this is the hot path. */
type Said = Record<string, Json>;

/** First bit after type, repeat indicator and MMSI. */
const BODY = 38;
const MOST_TYPE = 27;

/**
 * AIS, ITU-R M.1371-5, as sentences VDM and VDO of NMEA 0183 and IEC 61162-1 with tag blocks. A message is
 * all its sentences, one a line. "Not available" is absent: longitude 181, latitude 91, speed 1023, course
 * 3600, heading 511, rate of turn -128.
 *
 * Anybody can send it: every sighting is marked as a broadcast. `memory` holds each vessel's static data,
 * so that its positions say what sort of vessel it is.
 */
export const ais: Feed = {
  format: 'ais',
  trustClass: 'broadcast',
  recognises,
  urgent: isDistress,
  split: splitAis,
  decode: decodeAis,
};

function recognises(head: Uint8Array): boolean {
  for (const one of isCapture(head) ? splitAis(head) : framesOf(head)) return one.ok;
  return false;
}

export function decodeAis(
  message: Uint8Array,
  receivedAt: Instant | undefined,
  memory?: FeedMemory,
): Result<Decoded, DecodeError> {
  const sentences = sentencesOf(message);
  if (!sentences.ok) return sentences;
  const [first] = sentences.value;
  if (first === undefined)
    return refuse('malformed', 'sentence', 'no sentence of AIS; send VDM or VDO');
  const payload = new Payload(sentences.value);
  const read = fieldsOf(payload);
  if (!read.ok) return read;
  const { heardAt, station, channel, formatter } = first;
  const said = read.value;
  if (channel !== '') said.channel = channel;
  if (station !== undefined) said.station = station;
  if (formatter === 'VDO') said.own = true;
  const at = heardAt ?? receivedAt;
  return ok({ message: said, sightings: sightingsOf(said, at, memory) });
}

/** The sentences of one message, in order and all of them. */
function sentencesOf(message: Uint8Array): Result<readonly AisSentence[], DecodeError> {
  const text = Buffer.from(message.buffer, message.byteOffset, message.length).toString('latin1');
  const sentences: AisSentence[] = [];
  for (const line of text.split('\n')) {
    const sentence = sentenceOf(line);
    if (sentence === undefined) continue;
    if (!sentence.ok) return sentence;
    sentences.push(sentence.value);
  }
  const total = sentences[0]?.total ?? 0;
  const inOrder = sentences.every((one, index) => one.number === index + 1 && one.total === total);
  return sentences.length === total && inOrder
    ? ok(sentences)
    : refuse(
        'incomplete',
        'sentence',
        `${sentences.length} of ${total} sentences; send all of one message`,
      );
}

function fieldsOf(payload: Payload): Result<Said, DecodeError> {
  if (payload.length < BODY)
    return refuse('truncated', 'mmsi', `${payload.length} bits; a message has at least ${BODY}`);
  const type = payload.unsigned(0, 6);
  const mmsi = payload.unsigned(8, 30);
  const said: Said = { type, repeat: payload.unsigned(6, 2), mmsi: String(mmsi).padStart(9, '0') };
  if (type < 1 || type > MOST_TYPE)
    return refuse('unknown-type', 'type', `type ${type}; types are 1 to ${MOST_TYPE}`);
  if (mmsi > 999_999_999)
    return refuse('out-of-range', 'mmsi', `${mmsi} has more than nine digits`);
  const least = LEAST_BITS[type] ?? BODY;
  if (payload.length < least)
    return refuse(
      'truncated',
      'payload',
      `type ${type} has at least ${least} bits, not ${payload.length}`,
    );
  if (type === 24) return partsOf(payload, said, mmsi);
  const fields = FIELDS[type];
  if (fields === undefined) {
    said.bits = payload.hex(BODY);
    return ok(said);
  }
  readInto(said, payload, fields, BODY);
  if (said.nameExtension !== undefined) {
    said.name = `${said.name ?? ''}${said.nameExtension}`;
    delete said.nameExtension;
  }
  return located(said);
}

function partsOf(payload: Payload, said: Said, mmsi: number): Result<Said, DecodeError> {
  const part = payload.unsigned(BODY, 2);
  if (part > 1) return refuse('unknown-part', 'part', `part ${part} of type 24; parts are 0 and 1`);
  const auxiliary = Math.floor(mmsi / 10_000_000) === 98;
  const fields = part === 0 ? PART_A : auxiliary ? PART_B_AUXILIARY : PART_B;
  said.part = part === 0 ? 'A' : 'B';
  readInto(said, payload, fields, BODY + 2);
  return ok(said);
}

/** Values by name; a field that the message ends before is absent. */
function readInto(said: Said, payload: Payload, fields: readonly Field[], from: number): void {
  let at = from;
  for (const [name, bits, read] of fields) {
    const inside = at + bits <= payload.length || (at < payload.length && bits > 40);
    if (name !== undefined && read !== undefined && inside) {
      const value = read(payload, at, bits);
      if (value !== undefined) said[name] = value;
    }
    at += bits;
  }
}

/** 181° and 91° mean "not available", for both of them; anything else beyond the globe is wrong. */
function located(said: Said): Result<Said, DecodeError> {
  const { lon, lat } = said;
  if (typeof lon !== 'number' || typeof lat !== 'number') return ok(said);
  if (lon === 181 || lat === 91) {
    delete said.lon;
    delete said.lat;
    return ok(said);
  }
  if (Math.abs(lon) > 180) return refuse('out-of-range', 'lon', `longitude ${lon}; correct it`);
  if (Math.abs(lat) > 90) return refuse('out-of-range', 'lat', `latitude ${lat}; correct it`);
  return ok(said);
}

const refuse = (kind: string, field: string, text: string): Result<never, DecodeError> =>
  fail({ kind, field, offset: 0, text });
