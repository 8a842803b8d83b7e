import { fail, hex, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { isCapture } from '../capture/capture.ts';
import { messagesInCapture } from '../capture/payloads.ts';
import { Cursor } from './cursor.ts';

/** Universal labels of the sets read here, as hex of their 16 bytes. */
export const UAS_DATALINK = '060e2b34020b01010e01030101000000';
export const VMTI = '060e2b34020b01010e01030306000000';
export const VTRACK = '060e2b34020301010e0103031e000000';

const LABEL_BYTES = 16;
/** No set read here is longer, bytes. */
export const MOST_PACKET_BYTES = 256 * 1024;
const DESIGNATOR = [0x06, 0x0e, 0x2b, 0x34];

/** One KLV packet: whose it is, and where in `bytes` its value lies. */
export interface KlvPacket {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Whether bytes begin with a SMPTE universal label. */
export const beginsPacket = (bytes: Uint8Array, at = 0): boolean =>
  DESIGNATOR.every((byte, i) => bytes[at + i] === byte);

/** The whole length of the packet that begins at `at`; `undefined` without its length, -1 where it has none. */
export function packetLength(bytes: Uint8Array, at = 0, end = bytes.length): number | undefined {
  const cursor = new Cursor(bytes, at + LABEL_BYTES, end);
  const first = bytes[at + LABEL_BYTES];
  if (at + LABEL_BYTES >= end || first === undefined) return undefined;
  const value = cursor.length();
  if (value < 0) return first > 0x80 && first <= 0x86 ? undefined : -1;
  return value > MOST_PACKET_BYTES ? -1 : cursor.at + value - at;
}

/** Reads the label and the length of one packet. Bytes after it are refused. */
export function readPacket(bytes: Uint8Array): Result<KlvPacket, DecodeError> {
  if (!beginsPacket(bytes))
    return refuse('not-klv', 0, 'no universal label here; send whole KLV packets');
  const length = packetLength(bytes);
  if (length === undefined || length > bytes.length)
    return refuse('truncated', bytes.length, 'the packet ends early; send it whole');
  if (length < 0) return refuse('bad-length', LABEL_BYTES, 'the length of the packet is not one');
  if (length < bytes.length)
    return refuse('trailing-bytes', length, 'bytes follow the packet; split the stream first');
  const cursor = new Cursor(bytes, LABEL_BYTES);
  cursor.length();
  return ok({ label: hex(bytes.subarray(0, LABEL_BYTES)), from: cursor.at, to: length });
}

/** Cuts a file of KLV packets, or a capture of datagrams that hold them, into packets. */
export const splitKlv = (file: Uint8Array): Generator<Result<RawMessage, DecodeError>> =>
  isCapture(file)
    ? messagesInCapture(file, ({ bytes }) => (beginsPacket(bytes) ? packetsOf(bytes) : []))
    : packetsOf(file);

/** Cuts a stream of KLV packets at their lengths; what stands between two of them is refused as one piece. */
function* packetsOf(file: Uint8Array): Generator<Result<RawMessage, DecodeError>> {
  for (let at = 0; at < file.length; ) {
    if (!beginsPacket(file, at)) {
      const next = nextLabel(file, at + 1);
      yield refuse('not-klv', at, `${next - at} bytes are no KLV packet; they are passed over`);
      at = next;
      continue;
    }
    const length = packetLength(file, at);
    if (length === undefined || length < 0 || at + length > file.length) {
      const next = nextLabel(file, at + 4);
      yield next === file.length && length !== -1
        ? refuse('truncated', at, 'the file ends within a packet; send it whole')
        : refuse('bad-length', at, 'the length of the packet reaches past the next one');
      at = next;
      continue;
    }
    yield ok({ bytes: file.subarray(at, at + length), offset: at });
    at += length;
  }
}

/** Where the next label begins, from `at` on; the end of the bytes without one. */
export function nextLabel(bytes: Uint8Array, at: number): number {
  for (let i = bytes.indexOf(0x06, at); i >= 0; i = bytes.indexOf(0x06, i + 1))
    if (beginsPacket(bytes, i)) return i;
  return bytes.length;
}

/** Where a label begins that the end of the bytes cuts short; the end without one. */
export function cutLabel(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - DESIGNATOR.length + 1); at < bytes.length; at++)
    if (bytes.subarray(at).every((byte, i) => byte === DESIGNATOR[i])) return at;
  return bytes.length;
}

/** The running sum of ST 0601: 16-bit words from the label's first byte to the checksum's length byte. */
export function checksumOf(bytes: Uint8Array, to: number): number {
  let sum = 0;
  for (let i = 0; i < to; i++)
    sum += (i & 1) === 0 ? (bytes[i] as number) << 8 : (bytes[i] as number);
  return sum & 0xffff;
}

/** What the checksum of a packet says; both absent where it has none. */
export interface Check {
  readonly checksum?: number;
  readonly checksumOk?: boolean;
}

const CHECKSUM_BYTES = 4;

/** Whether a packet ends in a checksum: tag 1 with two bytes. */
const endsInChecksum = (bytes: Uint8Array, to: number): boolean =>
  to >= CHECKSUM_BYTES && bytes[to - 4] === 1 && bytes[to - 3] === 2;

/** Where the items end that the checksum is not one of. */
export const itemsEnd = (bytes: Uint8Array, from: number, to: number): number =>
  endsInChecksum(bytes, to) && to - from >= CHECKSUM_BYTES ? to - CHECKSUM_BYTES : to;

export function checkOf(bytes: Uint8Array, to: number): Check {
  if (!endsInChecksum(bytes, to)) return {};
  const checksum = ((bytes[to - 2] as number) << 8) | (bytes[to - 1] as number);
  return { checksum, checksumOk: checksumOf(bytes, to - 2) === checksum };
}

const refuse = (kind: string, offset: number, text: string): Result<never, DecodeError> =>
  fail({ kind, offset, text });
