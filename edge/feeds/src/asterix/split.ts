import { type Instant, instant, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { isCapture, readCapture } from '../capture/capture.ts';
import { datagramsOf, IP_LINKS } from '../capture/datagrams.ts';
import { instantOfNs } from '../capture/frame.ts';
import { lengthOfBlock, recordsIn } from './blocks.ts';
import type { Known } from './editions.ts';
import { nearest } from './time-of-day.ts';

type Cut = Result<RawMessage, DecodeError>;

const DAY_MS = 86_400_000;
/** Header of a recorder's frame: its length with the header (2 octets), milliseconds of the day (4). */
const FRAME_HEADER = 6;

/** Whether these bytes are whole data blocks, one after another, of categories that are read here. */
export function areBlocks(bytes: Uint8Array, known: Known, whole = true): boolean {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOfBlock(bytes, at);
    if (!known.has(bytes[at] as number) || length <= 3) return false;
    if (at + length > bytes.length) return !whole && at > 0;
    at += length;
  }
  return at > 0;
}

/** Whether the bytes are frames of a recorder, each holding data blocks. */
function areFrames(bytes: Uint8Array, known: Known): boolean {
  let at = 0;
  while (at + FRAME_HEADER < bytes.length) {
    const length = frameLength(bytes, at);
    const millis = frameMillis(bytes, at);
    if (length <= FRAME_HEADER || at + length > bytes.length || millis >= DAY_MS) return false;
    if (!areBlocks(bytes.subarray(at + FRAME_HEADER, at + length), known)) return false;
    at += length;
  }
  return at > 0 && at === bytes.length;
}

const frameLength = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
const frameMillis = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset + at + 2, 4).getUint32(0);

/** Whether a file begins as this format does. */
export function recognisesAsterix(head: Uint8Array, known: Known): boolean {
  if (!isCapture(head)) return areBlocks(head, known, false) || areFrames(head, known);
  for (const one of readCapture(head)) {
    if (!one.ok || !IP_LINKS.includes(one.value.linkType)) return false;
    break;
  }
  for (const one of datagramsOf(head))
    if (one.ok && (areBlocks(one.value.bytes, known) || areFrames(one.value.bytes, known)))
      return true;
  return false;
}

/** Cuts a file, raw, framed by a recorder, or a capture of datagrams, into records. */
export function* splitAsterix(file: Uint8Array, known: Known): Generator<Cut> {
  if (!isCapture(file)) {
    yield* payload(file, 0, undefined, known);
    return;
  }
  for (const one of datagramsOf(file)) {
    if (!one.ok) yield one;
    else {
      const { atNs } = one.value.frame;
      const at = atNs === undefined ? undefined : instantOfNs(atNs);
      yield* payload(one.value.bytes, one.value.offset, at, known);
    }
  }
}

function* payload(
  bytes: Uint8Array,
  offset: number,
  receivedAt: Instant | undefined,
  known: Known,
): Generator<Cut> {
  if (areBlocks(bytes, known) || !areFrames(bytes, known)) {
    yield* timed(recordsIn(bytes, offset, known), receivedAt);
    return;
  }
  for (let at = 0; at < bytes.length; at += frameLength(bytes, at)) {
    const inside = bytes.subarray(at + FRAME_HEADER, at + frameLength(bytes, at));
    // The recorder's clock says when each block came; the capture's only when the bundle was sent.
    const came =
      receivedAt === undefined
        ? undefined
        : instant(nearest(frameMillis(bytes, at), DAY_MS, receivedAt));
    yield* timed(recordsIn(inside, offset + at + FRAME_HEADER, known), came);
  }
}

function* timed(cuts: Iterable<Cut>, receivedAt: Instant | undefined): Generator<Cut> {
  for (const cut of cuts) {
    if (!cut.ok || receivedAt === undefined) yield cut;
    else yield { ok: true, value: { ...cut.value, receivedAt } };
  }
}
