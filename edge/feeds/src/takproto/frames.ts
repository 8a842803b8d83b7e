import { concat, fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { varint } from '../protobuf/write.ts';

/** The longest message taken, bytes. */
export const MOST_TAK_BYTES = 256 * 1024;
/** Begins every header of the protocol. */
export const MAGIC = 0xbf;
const VERSION = 1;
const MOST_VARINT_BYTES = 5;

type Framed = Result<RawMessage, DecodeError>;

/** A message on a streaming connection: `bf`, its length as a varint, the message. */
export const streamFrame = (payload: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(MAGIC), varint(payload.length), payload);

/** A message as a datagram: `bf 01 bf`, the message. */
export const meshFrame = (payload: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(MAGIC, VERSION, MAGIC), payload);

/** A message without the header of a stream or datagram, if it has one. */
export function unframed(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== MAGIC) return bytes;
  if (bytes[1] === VERSION && bytes[2] === MAGIC) return bytes.subarray(3);
  const header = headerAt(bytes, 0);
  return header === undefined || header.from + header.length !== bytes.length
    ? bytes
    : bytes.subarray(header.from);
}

/** Where the message behind a stream's header begins, and how long it is; `undefined` where that is not yet told. */
export function headerAt(
  bytes: Uint8Array,
  at: number,
): { readonly from: number; readonly length: number } | undefined {
  let length = 0;
  for (let i = 0; i < MOST_VARINT_BYTES; i++) {
    const byte = bytes[at + 1 + i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { from: at + 2 + i, length };
  }
  return { from: at + 1 + MOST_VARINT_BYTES, length: Number.POSITIVE_INFINITY };
}

/** A whole file: frames of a stream, of datagrams back to back, or one bare message. */
export function* takMessages(file: Uint8Array): Generator<Framed> {
  if (file.length === 0) return;
  if (file[0] !== MAGIC) {
    yield ok({ bytes: file, offset: 0 });
    return;
  }
  for (let at = 0; at < file.length; ) {
    if (file[at] !== MAGIC) {
      yield refuse('malformed', at, 'no header where a message should begin');
      return;
    }
    const mesh = file[at + 1] === VERSION && file[at + 2] === MAGIC;
    const header = mesh
      ? { from: at + 3, length: meshEnd(file, at + 3) - (at + 3) }
      : headerAt(file, at);
    if (header !== undefined && header.length > MOST_TAK_BYTES) {
      yield refuse('too-long', at, `a message of more than ${MOST_TAK_BYTES} bytes`);
      return;
    }
    if (header === undefined || header.from + header.length > file.length) {
      yield refuse('truncated', at, 'the file ends within a message');
      return;
    }
    const end = header.from + header.length;
    yield ok({ bytes: file.subarray(header.from, end), offset: header.from });
    at = end;
  }
}

/** A datagram has no length: it ends where no field of a message begins, but a header. */
function meshEnd(file: Uint8Array, from: number): number {
  let at = from;
  while (at < file.length && file[at] !== MAGIC) {
    const wire = (file[at] as number) & 7;
    const header = headerAt(file, at);
    if (header === undefined) return file.length;
    if (wire === 2) at = header.from + header.length;
    else if (wire === 0) at = endOfVarint(file, at + 1);
    else return file.length;
  }
  return Math.min(at, file.length);
}

function endOfVarint(file: Uint8Array, from: number): number {
  let at = from;
  while (at < file.length && (file[at] as number) >= 0x80) at += 1;
  return at + 1;
}

const refuse = (kind: string, offset: number, text: string): Framed =>
  fail({
    kind,
    offset,
    text: `${text}; send TAK Protocol version 1, each message behind its header`,
  });
