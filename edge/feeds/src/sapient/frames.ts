import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { firstByte, jsonMessages } from '../json/json-text.ts';

/** The longest message taken, bytes. */
export const MOST_SAPIENT_BYTES = 256 * 1024;
const LENGTH_BYTES = 4;
/** A protobuf SapientMessage begins with its timestamp: field 1, and a length below 32. */
const TIMESTAMP = 0x0a;
const LONGEST_TIMESTAMP = 32;

type Framed = Result<RawMessage, DecodeError>;

/**
 * Cuts a byte stream into SAPIENT messages, each behind its length in four bytes, least first.
 *
 * A length of nothing or beyond the limit cannot be skipped: it is refused once, and the stream is over.
 */
export class SapientFramer {
  /** The unfinished message, in the first `#length` bytes. */
  #held = Buffer.alloc(0);
  #length = 0;
  /** Offset in the stream of the first byte not yet put out. */
  #offset = 0;
  #broken = false;

  /** Whether the stream lost its lengths, and nothing more can be read of it. */
  get broken(): boolean {
    return this.#broken;
  }

  /** The messages that these bytes complete. They may share memory with `piece`. */
  push(piece: Uint8Array): Framed[] {
    if (this.#broken) return [];
    if (this.#length === 0) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      const framed: Framed[] = [];
      this.#append(bytes.subarray(this.#cut(bytes, framed)));
      return framed;
    }
    this.#append(piece);
    const framed: Framed[] = [];
    const at = this.#cut(this.#held.subarray(0, this.#length), framed);
    if (at === 0 || this.#broken) return framed;
    // What was put out keeps its own copy: the rest moves to the front.
    const own = framed.map((one) =>
      one.ok ? ok({ bytes: Buffer.from(one.value.bytes), offset: one.value.offset }) : one,
    );
    this.#held.copyWithin(0, at, this.#length);
    this.#length -= at;
    return own;
  }

  /** Puts out whole messages; where the first unfinished one begins. */
  #cut(bytes: Buffer, framed: Framed[]): number {
    let at = 0;
    while (bytes.length - at >= LENGTH_BYTES) {
      const length = bytes.readUInt32LE(at);
      if (length === 0 || length > MOST_SAPIENT_BYTES) {
        framed.push(badLength(length, this.#offset + at));
        this.#broken = true;
        this.#held = Buffer.alloc(0);
        this.#length = 0;
        return bytes.length;
      }
      const from = at + LENGTH_BYTES;
      if (bytes.length - from < length) break;
      framed.push(ok({ bytes: bytes.subarray(from, from + length), offset: this.#offset + from }));
      at = from + length;
    }
    this.#offset += at;
    return at;
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (this.#held.length < length) {
      const larger = Buffer.alloc(Math.max(1024, 2 * length));
      this.#held.copy(larger, 0, 0, this.#length);
      this.#held = larger;
    }
    this.#held.set(bytes, this.#length);
    this.#length = length;
  }

  /** What is left at the end of the stream. */
  end(): Framed[] {
    const left = this.#length;
    this.#length = 0;
    if (left === 0) return [];
    return [
      fail({
        kind: 'truncated',
        offset: this.#offset,
        text: `the last ${left} bytes are no whole message; send it to its end`,
      }),
    ];
  }
}

/** A whole file: length-framed protobuf, one bare protobuf message, or JSON (one, a list, or one a line). */
export function* sapientMessages(file: Uint8Array): Generator<Framed> {
  const first = firstByte(file);
  if (first === 0x7b || first === 0x5b) {
    // A frame of 123 or 91 bytes begins like JSON, but for the zeros of its length.
    if (!(file[1] === 0 || file[2] === 0)) {
      yield* jsonMessages(file);
      return;
    }
  }
  if (isBare(file)) {
    yield ok({ bytes: file, offset: 0 });
    return;
  }
  const framer = new SapientFramer();
  const PIECE = 64 * 1024;
  for (let at = 0; at < file.length && !framer.broken; at += PIECE)
    yield* framer.push(file.subarray(at, Math.min(file.length, at + PIECE)));
  yield* framer.end();
}

/** Whether a file is one message without a length before it. */
function isBare(file: Uint8Array): boolean {
  if (file[0] !== TIMESTAMP || (file[1] ?? 255) >= LONGEST_TIMESTAMP) return false;
  const length =
    ((file[3] ?? 0) * 0x100 + (file[2] ?? 0)) * 0x10000 + (file[1] ?? 0) * 0x100 + TIMESTAMP;
  return length > file.length - LENGTH_BYTES;
}

/** Puts a message's length before it. */
export function sapientFrame(message: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(message.length);
  return Buffer.concat([length, message]);
}

const badLength = (length: number, offset: number): Framed =>
  fail({
    kind: length === 0 ? 'malformed' : 'too-long',
    offset,
    text: `a message of ${length} bytes; send 1 to ${MOST_SAPIENT_BYTES}, its length before it in four bytes, least first`,
  });
