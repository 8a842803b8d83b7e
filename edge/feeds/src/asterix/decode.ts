import { fail, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { reportOf021 } from './adsb-target.ts';
import { lengthOfBlock } from './blocks.ts';
import { type Editions, type Known, knownEditions } from './editions.ts';
import { targetOf001, targetOf048 } from './monoradar.ts';
import { plausible } from './plausible.ts';
import { type AsterixRecord, readRecord } from './record.ts';
import { sensorOf } from './sensor.ts';
import { serviceOf } from './service.ts';
import { recognisesAsterix, splitAsterix } from './split.ts';
import { trackOf062 } from './system-track.ts';

/** What a record of each category is an observation of. Status messages are none. */
const SIGHTINGS: Readonly<
  Record<number, (record: AsterixRecord, receivedAt: Instant) => Sighting | undefined>
> = {
  1: targetOf001,
  2: serviceOf,
  21: reportOf021,
  34: serviceOf,
  48: targetOf048,
  62: trackOf062,
};

/**
 * EUROCONTROL ASTERIX: categories 001, 002, 021, 034, 048, 062 and 065, from data blocks, recorders'
 * frames, pcap and pcapng. A message is one record, as a data block of its own.
 *
 * A record names no day: without a time of reception it is a message and no sighting. `editions` settles
 * in which edition a category is read; otherwise the latest that fits the record.
 */
export function asterixIn(editions: Editions = {}): Feed {
  const known = knownEditions(editions);
  return {
    format: 'asterix',
    trustClass: 'link',
    recognises: (head) => recognisesAsterix(head, known),
    split: (file) => splitAsterix(file, known),
    decode: (message, receivedAt) => decodeRecord(message, receivedAt, known),
    settled: ({ editions: link }) => asterixIn(link),
  };
}

export const asterix: Feed = asterixIn();

function decodeRecord(
  block: Uint8Array,
  receivedAt: Instant | undefined,
  known: Known,
): Result<Decoded, DecodeError> {
  const [category = -1] = block;
  if (lengthOfBlock(block, 0) !== block.length || block.length < 4)
    return refuse('truncated', 'LEN', 'LEN is not the length of the block; send whole blocks', 1);
  const editions = known.get(category);
  if (editions === undefined)
    return refuse(
      'unsupported-category',
      'CAT',
      `category ${category} is not read; categories are ${[...known.keys()].join(', ')}`,
      0,
    );
  let doubt: { error: DecodeError } | undefined;
  for (const edition of editions) {
    const record = readRecord(edition, block, 3, block.length);
    const error = record.ok ? wrongWith(record.value) : record.error;
    if (record.ok && error === undefined) return ok(new DecodedRecord(record.value, receivedAt));
    doubt ??= error === undefined ? undefined : { error };
  }
  return fail(doubt?.error ?? { kind: 'malformed', text: 'no edition reads it; settle one' });
}

function wrongWith(record: AsterixRecord): DecodeError | undefined {
  if (record.end === record.bytes.length) return plausible(record);
  return {
    kind: 'not-one-message',
    offset: record.end,
    text: 'more follows the record; send each as a data block of its own, or settle the edition',
  };
}

/** The values of all items are read when somebody looks: a live feed needs the sighting alone. */
class DecodedRecord implements Decoded {
  readonly sightings: readonly Sighting[];
  /** The radar or tracker itself, whatever the record says. */
  readonly heard: readonly string[];
  readonly #record: AsterixRecord;

  constructor(record: AsterixRecord, receivedAt: Instant | undefined) {
    this.#record = record;
    const sighting =
      receivedAt === undefined
        ? undefined
        : SIGHTINGS[record.category.category]?.(record, receivedAt);
    this.sightings = sighting === undefined ? [] : [sighting];
    this.heard = sighting === undefined ? [sensorOf(record, record.at('010'))] : [];
  }

  get message(): JsonObject {
    return this.#record.message();
  }
}

const refuse = (
  kind: string,
  field: string,
  text: string,
  offset: number,
): Result<never, DecodeError> => fail({ kind, field, offset, text });
