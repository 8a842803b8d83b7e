import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';

type Framed = Result<RawMessage, DecodeError>;

const ESCAPE = 0x1a;
const SEMICOLON = 0x3b;
/** Octets of a Beast frame after its type: counter (6), signal (1) and the message, by type. */
const BEAST_OCTETS: ReadonlyMap<number, number> = new Map([
  [0x31, 7 + 2],
  [0x32, 7 + 7],
  [0x33, 7 + 14],
  [0x34, 7 + 14],
  [0x35, 7 + 14],
]);
/** Marks that begin an AVR line: bare, with a counter, with a counter and a signal level. */
export const AVR_MARKS: readonly number[] = [0x2a, 0x40, 0x3c];
const BLANKS: readonly number[] = [0x0a, 0x0d, 0x20, 0x09];
/** Longer than any line, escapes and blanks included. */
const MOST_OCTETS = 64;

/**
 * Cuts a byte stream into Beast frames and AVR lines, however it is chopped. What stands between two of
 * them comes out as one refusal; the reading goes on at the next mark.
 */
export class AdsbFramer {
  #held = new Uint8Array(0);
  /** Offset in the stream of the first held byte. */
  #offset = 0;
  /** The piece before ended in noise that was told of. */
  #noisy = false;

  push(piece: Uint8Array): Framed[] {
    const bytes = this.#held.length === 0 ? piece : joined(this.#held, piece);
    const framed: Framed[] = [];
    const rest = this.#cut(bytes, framed, false);
    this.#held = bytes.slice(rest);
    this.#offset += rest;
    return framed;
  }

  end(): Framed[] {
    const framed: Framed[] = [];
    this.#cut(this.#held, framed, true);
    this.#offset += this.#held.length;
    this.#held = new Uint8Array(0);
    return framed;
  }

  /** Returns where the unfinished rest begins. */
  #cut(bytes: Uint8Array, framed: Framed[], last: boolean): number {
    let at = 0;
    while (at < bytes.length) {
      const next = nextMark(bytes, at);
      const noise = skipBlanks(bytes, at, next);
      if (noise < next && !this.#noisy) framed.push(this.#noise(noise));
      this.#noisy = next === bytes.length && (this.#noisy || noise < next);
      at = next;
      if (at === bytes.length) break;
      const end = bytes[at] === ESCAPE ? endOfBeast(bytes, at) : endOfLine(bytes, at);
      if (end === undefined && !last && bytes.length - at < MOST_OCTETS) return at;
      if (end === undefined || end < 0) {
        framed.push(this.#noise(at));
        at += end === undefined ? 1 : -end;
      } else {
        framed.push(ok({ bytes: bytes.subarray(at, end), offset: this.#offset + at }));
        at = end;
      }
    }
    return at;
  }

  #noise(at: number): Framed {
    return fail({
      kind: 'framing',
      offset: this.#offset + at,
      text: 'neither a Beast frame nor an AVR line; send whole frames',
    });
  }
}

/** Cuts a whole file. */
export function* framesOf(file: Uint8Array): Generator<Framed> {
  const framer = new AdsbFramer();
  const PIECE = 1024 * 1024;
  for (let at = 0; at < file.length; at += PIECE) yield* framer.push(file.subarray(at, at + PIECE));
  yield* framer.end();
}

function nextMark(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === ESCAPE || AVR_MARKS.includes(byte)) return at;
  }
  return bytes.length;
}

/** One past a Beast frame; minus the octets to pass over where it is none; `undefined`: more is needed. */
function endOfBeast(bytes: Uint8Array, at: number): number | undefined {
  if (at + 1 >= bytes.length) return undefined;
  const octets = BEAST_OCTETS.get(bytes[at + 1] as number);
  if (octets === undefined) return -2;
  let next = at + 2;
  for (let i = 0; i < octets; i++) {
    if (next >= bytes.length) return undefined;
    if (bytes[next] === ESCAPE) {
      if (next + 1 >= bytes.length) return undefined;
      // A lone escape begins another frame: this one was broken off.
      if (bytes[next + 1] !== ESCAPE) return at - next;
      next += 1;
    }
    next += 1;
  }
  return next;
}

function endOfLine(bytes: Uint8Array, at: number): number | undefined {
  for (let i = at + 1; i < bytes.length && i < at + MOST_OCTETS; i++) {
    const byte = bytes[i] as number;
    if (byte === SEMICOLON) return i + 1;
    if (!isHex(byte)) return at - i;
  }
  return bytes.length - at < MOST_OCTETS ? undefined : -1;
}

const isHex = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x46) ||
  (byte >= 0x61 && byte <= 0x66);

function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && BLANKS.includes(bytes[at] as number)) at += 1;
  return at;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/** What a receiver says of one reception, and the reply itself. */
export interface Reception {
  /** Two octets (Mode A/C), seven or fourteen (Mode S); empty for a receiver's own status. */
  readonly reply: Uint8Array;
  /** Receiver's counter of 12 MHz; absent where it keeps none. */
  readonly ticks?: number;
  /** Level of the signal, 0 to 255 of full scale. */
  readonly signal?: number;
}

/** Reads one frame or line; `undefined` for bytes that are neither. */
export function receptionOf(bytes: Uint8Array): Reception | undefined {
  return bytes[0] === ESCAPE ? beastReception(bytes) : avrReception(bytes);
}

function beastReception(bytes: Uint8Array): Reception | undefined {
  const type = bytes[1] ?? 0;
  const octets = BEAST_OCTETS.get(type);
  if (octets === undefined) return undefined;
  const plain = new Uint8Array(octets);
  let at = 2;
  for (let i = 0; i < octets; i++) {
    if (at >= bytes.length) return undefined;
    plain[i] = bytes[at] as number;
    at += bytes[at] === ESCAPE ? 2 : 1;
  }
  if (at !== bytes.length) return undefined;
  let ticks = 0;
  for (let i = 0; i < 6; i++) ticks = ticks * 256 + (plain[i] as number);
  return {
    reply: type > 0x33 ? new Uint8Array(0) : plain.subarray(7),
    ticks,
    signal: plain[6] as number,
  };
}

function avrReception(bytes: Uint8Array): Reception | undefined {
  const mark = bytes[0] ?? 0;
  if (!AVR_MARKS.includes(mark) || bytes[bytes.length - 1] !== SEMICOLON) return undefined;
  const before = mark === 0x2a ? 0 : mark === 0x40 ? 6 : 7;
  const digits = bytes.length - 2;
  if (digits % 2 !== 0) return undefined;
  const reply = new Uint8Array(digits / 2);
  for (let i = 0; i < reply.length; i++) {
    const value = 16 * digit(bytes[1 + 2 * i] as number) + digit(bytes[2 + 2 * i] as number);
    if (!(value >= 0)) return undefined;
    reply[i] = value;
  }
  if (reply.length < before + 2) return undefined;
  let ticks = 0;
  for (let i = 0; i < Math.min(6, before); i++) ticks = ticks * 256 + (reply[i] as number);
  return {
    reply: reply.subarray(before),
    ...(before > 0 && { ticks }),
    ...(before === 7 && { signal: reply[6] as number }),
  };
}

function digit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}
