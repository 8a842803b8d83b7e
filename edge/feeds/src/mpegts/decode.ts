import { fail, hex, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, RawMessage } from '@greenline/observation';
import { isCapture } from '../capture/capture.ts';
import type { Datagram } from '../capture/datagrams.ts';
import { messagesInCapture } from '../capture/payloads.ts';
import { UAS_DATALINK, VMTI, VTRACK } from '../klv/packet.ts';
import { decodeMisb0601 } from '../misb0601/decode.ts';
import { decodeMisb0903 } from '../misb0903/decode.ts';
import { Demuxer, noTsCounts, type TsCounters } from './demuxer.ts';
import { gridOf, SYNC } from './packet.ts';
import { secondsBetween } from './pes.ts';
import { withoutRtp } from './rtp.ts';
import type { KlvUnit } from './unit.ts';
import { streamOf } from './write.ts';

/** The messages of a stream, and what the demultiplexer met so far. */
export interface MpegTsMessages extends Iterable<Result<RawMessage, DecodeError>> {
  readonly counters: Readonly<TsCounters>;
}

export interface MpegTsFeed extends Feed {
  split(file: Uint8Array): MpegTsMessages;
}

/**
 * Drones' video with metadata: MPEG transport streams (ISO/IEC 13818-1) that carry KLV as MISB ST 1402
 * says, asynchronous or synchronous; packets of 188, 192 and 204 bytes.
 *
 * One message is one KLV packet: a transport stream of its own, with the tables and the times of the
 * pictures around it, so that it can be read alone. The message says what its own format says (ST 0601,
 * ST 0903) and `label`, `pid`, `pts` (90 kHz), and of the video `firstPts`, `pts` and by how many
 * seconds the metadata is ahead of its picture. Sightings are those of the packet.
 */
export const mpegts: MpegTsFeed = {
  format: 'mpegts',
  trustClass: 'link',
  recognises: (head) => {
    const grid = gridOf(head);
    return grid !== undefined && grid.start <= 4 && head.length >= grid.start + 2 * grid.size + 1;
  },
  split: splitMpegTs,
  decode: decodeMpegTs,
};

const PIECE_BYTES = 64 * 1024;

function splitMpegTs(file: Uint8Array): MpegTsMessages {
  if (isCapture(file)) return splitCapture(file);
  const demuxer = new Demuxer();
  return {
    counters: demuxer.counters,
    *[Symbol.iterator]() {
      for (let at = 0; at < file.length; at += PIECE_BYTES)
        yield* messagesOf(demuxer.push(file.subarray(at, at + PIECE_BYTES)));
      yield* messagesOf(demuxer.end());
    },
  };
}

/** Each port that a capture's datagrams went to has a stream of its own. */
function splitCapture(file: Uint8Array): MpegTsMessages {
  const counters = noTsCounts();
  const demuxers = new Map<number, Demuxer>();
  const cut = ({ bytes, port }: Datagram) => {
    const payload = withoutRtp(bytes);
    if (payload[0] !== SYNC) return [];
    const demuxer = demuxers.get(port) ?? new Demuxer(counters);
    demuxers.set(port, demuxer);
    return [...messagesOf(demuxer.push(payload))].map(atDatagram);
  };
  return { counters, [Symbol.iterator]: () => messagesInCapture(file, cut) };
}

/** A stream's offset says nothing about the capture: the datagram that completes the message is named. */
const atDatagram = (message: Result<RawMessage, DecodeError>): Result<RawMessage, DecodeError> =>
  message.ok ? ok({ ...message.value, offset: 0 }) : fail({ ...message.error, offset: 0 });

/** The units that a demultiplexer gives, as messages. */
export function* messagesOf(
  units: readonly Result<KlvUnit, DecodeError>[],
): Generator<Result<RawMessage, DecodeError>> {
  for (const unit of units)
    yield unit.ok ? ok({ bytes: streamOf(unit.value), offset: unit.value.offset }) : unit;
}

export function decodeMpegTs(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  const demuxer = new Demuxer();
  let found: KlvUnit | undefined;
  for (const unit of [...demuxer.push(bytes), ...demuxer.end()]) {
    if (!unit.ok) return unit;
    if (found !== undefined)
      return refuse('not-one-message', 'the stream holds more than one KLV packet; split it first');
    found = unit.value;
  }
  if (found === undefined) return refuse('no-klv', 'the stream carries no KLV; leave it out');
  const { label, decoded } = decodeUnit(found.bytes, receivedAt);
  if (!decoded.ok) {
    // An offset in the packet says nothing about the stream that the message is.
    const { offset: _, ...error } = decoded.error;
    return fail(error);
  }
  const { message, sightings } = decoded.value;
  return ok({ message: { ...timing(found), label, ...message }, sightings });
}

function decodeUnit(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): { readonly label: string; readonly decoded: Result<Decoded, DecodeError> } {
  const label = hex(bytes.subarray(0, 16));
  if (label === UAS_DATALINK) return { label, decoded: decodeMisb0601(bytes, receivedAt) };
  if (label === VMTI || label === VTRACK)
    return { label, decoded: decodeMisb0903(bytes, receivedAt) };
  return {
    label,
    decoded: ok({ message: { length: bytes.length, hex: hex(bytes) }, sightings: [] }),
  };
}

function timing({ pid, streamType, pts, video }: KlvUnit): JsonObject {
  return {
    pid,
    streamType,
    ...(pts !== undefined && { pts }),
    ...(video !== undefined && {
      video: {
        pid: video.pid,
        streamType: video.streamType,
        firstPts: video.firstPts,
        pts: video.pts,
        ...(pts !== undefined && { metadataAheadS: secondsBetween(video.pts, pts) }),
      },
    }),
  };
}

const refuse = (kind: string, text: string): Result<never, DecodeError> => fail({ kind, text });
