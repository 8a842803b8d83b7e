import { concat, fail, fromUtf8, ok, type Result, utf8 } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';

/** `GLE1`: a signed envelope, first version. */
const MAGIC = Uint8Array.of(0x47, 0x4c, 0x45, 0x31);
const COUNTER_BYTES = 8;

/**
 * A datagram in a signed envelope, as sent:
 *
 *     47 4c 45 31 | length of the device's id (1) | id (UTF-8) | counter (8, greatest first) | tag | payload
 *
 * The tag is 64 bytes (Ed25519) or 32 (HMAC-SHA-256), by the key that the node has for the device. It is over the
 * scope (`mission/feed`, UTF-8), a zero byte, all that stands before the tag, and the payload.
 */
export interface SignedDatagram {
  readonly device: string;
  readonly counter: number;
  /** All that stands before the tag. */
  readonly header: Uint8Array;
  /** Tag and payload. */
  readonly rest: Uint8Array;
}

/** Reads the header; nothing in it is believed before the tag is checked. */
export function readDatagram(datagram: Uint8Array): Result<SignedDatagram, DecodeError> {
  if (MAGIC.some((byte, at) => datagram[at] !== byte))
    return refused(
      'unsigned',
      'the datagram has no envelope: this link takes what a device signed',
    );
  const from = MAGIC.length + 1;
  const to = from + (datagram[MAGIC.length] ?? 0);
  const end = to + COUNTER_BYTES;
  const device = fromUtf8(datagram.subarray(from, to));
  if (end > datagram.length || device === undefined || device === '')
    return refused('bad-envelope', 'the envelope ends before its counter, or names no device');
  const { buffer, byteOffset } = datagram;
  const counter = new DataView(buffer, byteOffset + to, COUNTER_BYTES).getBigUint64(0);
  return ok({
    device,
    counter: Number(counter),
    header: datagram.subarray(0, end),
    rest: datagram.subarray(end),
  });
}

/** What a tag is over. */
export const datagramSigned = (
  scope: string,
  header: Uint8Array,
  payload: Uint8Array,
): Uint8Array => concat(utf8(scope), Uint8Array.of(0), header, payload);

/** Writes an envelope; `sign` makes the device's tag. */
export function writeDatagram(
  { scope, device, counter }: { scope: string; device: string; counter: number },
  payload: Uint8Array,
  sign: (message: Uint8Array) => Uint8Array,
): Uint8Array {
  const id = utf8(device);
  const count = new Uint8Array(COUNTER_BYTES);
  new DataView(count.buffer).setBigUint64(0, BigInt(counter));
  const header = concat(MAGIC, Uint8Array.of(id.length), id, count);
  return concat(header, sign(datagramSigned(scope, header, payload)), payload);
}

const refused = (kind: string, text: string): Result<never, DecodeError> => fail({ kind, text });
