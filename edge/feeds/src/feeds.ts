import { fail, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { DecodeError, Feed, FeedMemory, RawMessage } from '@greenline/observation';
import { acoustic } from './acoustic/decode.ts';
import { adsb } from './adsb/decode.ts';
import { ais } from './ais/decode.ts';
import { asterix } from './asterix/decode.ts';
import { cap } from './cap/decode.ts';
import { cot } from './cot/decode.ts';
import { firms } from './firms/decode.ts';
import { geojson } from './geojson/decode.ts';
import { mavlink } from './mavlink/decode.ts';
import { misb0601 } from './misb0601/decode.ts';
import { misb0903 } from './misb0903/decode.ts';
import { mpegts } from './mpegts/decode.ts';
import { omm } from './omm/decode.ts';
import { outage } from './outage/decode.ts';
import { remoteid } from './remoteid/decode.ts';
import { report } from './report/decode.ts';
import { sapient } from './sapient/decode.ts';
import { sensorthings } from './sensorthings/decode.ts';
import { periodJson, sightingJson } from './sighting-json.ts';
import { stac } from './stac/decode.ts';
import { stix } from './stix/decode.ts';
import { tableFeed } from './table/decode.ts';
import { presets } from './table/presets.ts';
import { takPackage } from './tak-package/decode.ts';
import { takproto } from './takproto/decode.ts';
import { tle } from './tle/decode.ts';
import { video } from './video/decode.ts';

/** Every format that is read here, by its name in the interfaces. */
export const feeds: ReadonlyMap<string, Feed> = new Map(
  [
    cot,
    remoteid,
    geojson,
    report,
    sapient,
    takproto,
    takPackage,
    cap,
    tle,
    omm,
    stac,
    firms,
    stix,
    outage,
    sensorthings,
    acoustic,
    ...[...presets.values()].map(tableFeed),
    misb0601,
    misb0903,
    mpegts,
    mavlink,
    video,
    asterix,
    adsb,
    ais,
  ].map((feed) => [feed.format, feed]),
);

/** Tells one format by how a file begins. */
export type Recogniser = Pick<Feed, 'format' | 'recognises'>;

/** A file that no format, or more than one, claims. */
export interface Unidentified {
  readonly candidates: readonly string[];
}

const HEAD_BYTES = 64 * 1024;

/** The one format that a file is in; `others` recognise what is no feed (journal, facts …). */
export function identify(
  file: Uint8Array,
  others: readonly Recogniser[] = [],
): Result<string, Unidentified> {
  const head = file.subarray(0, HEAD_BYTES);
  const candidates = [...feeds.values(), ...others]
    .filter((one) => one.recognises(head))
    .map((one) => one.format);
  const [format] = candidates;
  return format !== undefined && candidates.length === 1 ? ok(format) : fail({ candidates });
}

/** What `greenline decode` prints, one line a message. `index` counts messages from 0. */
export type DecodedLine =
  | {
      readonly ok: true;
      readonly index: number;
      readonly message: JsonObject;
      readonly observations: readonly JsonObject[];
      readonly periods?: readonly JsonObject[];
    }
  | { readonly ok: false; readonly index: number; readonly error: DecodeError };

/**
 * Cuts a file into messages and reads each. Offsets in errors are the file's, where a message is a part of
 * it. `receivedAt` stands for messages whose envelope has no time.
 */
export function* decodeFile(
  feed: Feed,
  file: Uint8Array,
  receivedAt?: Instant,
): Generator<DecodedLine> {
  const memory: FeedMemory = new Map();
  let index = 0;
  for (const raw of feed.split(file)) {
    yield raw.ok
      ? lineOf(
          feed,
          { ...(receivedAt !== undefined && { receivedAt }), ...raw.value },
          index,
          memory,
        )
      : { ok: false, index, error: raw.error };
    index += 1;
  }
}

function lineOf(feed: Feed, raw: RawMessage, index: number, memory: FeedMemory): DecodedLine {
  const decoded = feed.decode(raw.bytes, raw.receivedAt, memory);
  if (!decoded.ok) {
    const { kind, field, offset = 0, text } = decoded.error;
    const error = {
      kind,
      ...(field !== undefined && { field }),
      offset: raw.offset + offset,
      text,
    };
    return { ok: false, index, error };
  }
  const { message, sightings, periods } = decoded.value;
  return {
    ok: true,
    index,
    message,
    observations: sightings.map(sightingJson),
    ...(periods !== undefined && { periods: periods.map(periodJson) }),
  };
}
