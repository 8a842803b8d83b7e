import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';

/** The longest event taken, bytes. What is longer is refused whole, and not held. */
export const MOST_EVENT_BYTES = 256 * 1024;

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;

type Framed = Result<RawMessage, DecodeError>;
type Mode = 'text' | 'tag' | 'event-tag' | 'end-tag' | 'comment' | 'cdata' | 'instruction';

const ascii = (text: string): readonly number[] => [...text].map((c) => c.charCodeAt(0));
const EVENT = ascii('<event');
const END_EVENT = ascii('</event');
const COMMENT = ascii('<!--');
const CDATA = ascii('<![CDATA[');

/**
 * Cuts a byte stream into CoT events, however the bytes are chopped into pieces.
 *
 * Events come back to back, with or without XML declarations and comments between them, which are
 * dropped. Anything else between them comes out as one message that the decoder will refuse, so that it
 * is counted and kept. An event that another one interrupts comes out as far as it got. Memory is
 * bounded by the longest event and one piece.
 */
export class EventFramer {
  readonly #most: number;
  /** Bytes from the start of the unfinished item, in the first `#length` bytes. */
  #held = new Uint8Array(0);
  #length = 0;
  /** Offset in the stream of the first held byte. */
  #offset = 0;
  /** Where scanning goes on and where the item starts, within the bytes at hand. */
  #at = 0;
  #start = 0;
  #mode: Mode = 'text';
  #quote = 0;
  #inEvent = false;
  /** The item already proved too long and was reported. */
  #overlong = false;
  /** Where the comment, section or instruction began, and whether it merely separates events. */
  #sectionFrom = 0;
  #separates = false;

  constructor(most: number = MOST_EVENT_BYTES) {
    this.#most = most;
  }

  /** Bytes held until their event is complete. */
  get heldBytes(): number {
    return this.#length;
  }

  /** Whether an event, or markup before one, is unfinished. */
  get midway(): boolean {
    return this.#inEvent || this.#mode !== 'text';
  }

  /** The messages that these bytes complete. They may share memory with `piece`. */
  push(piece: Uint8Array): Framed[] {
    const framed: Framed[] = [];
    if (this.#length === 0) {
      this.#scan(piece, piece.length, framed);
      this.#hold(piece);
    } else {
      this.#append(piece);
      this.#scan(this.#held, this.#length, framed);
      this.#compact(framed);
    }
    return framed;
  }

  /** What is left at the end of the stream. */
  end(): Framed[] {
    const framed: Framed[] = [];
    this.#emit(this.#held, this.#length, framed);
    this.#held = new Uint8Array(0);
    this.#length = 0;
    this.#at = 0;
    this.#start = 0;
    this.#mode = 'text';
    this.#inEvent = false;
    this.#overlong = false;
    this.#separates = false;
    return framed;
  }

  #scan(bytes: Uint8Array, end: number, framed: Framed[]): void {
    while (this.#at < end) {
      if (this.#mode === 'text') {
        if (!this.#readText(bytes, end, framed)) break;
      } else if (this.#mode === 'comment') {
        if (!this.#skipPast(bytes, end, framed, 0x2d, 0x2d)) break;
      } else if (this.#mode === 'cdata') {
        if (!this.#skipPast(bytes, end, framed, 0x5d, 0x5d)) break;
      } else if (this.#mode === 'instruction') {
        if (!this.#skipPast(bytes, end, framed, QUESTION)) break;
      } else this.#readTag(bytes, end, framed);
    }
    if (this.#separates) this.#start = Math.max(this.#start, this.#at - 2);
    else if (this.#at - this.#start > this.#most) this.#reportOverlong(framed);
    // Of an overlong item only enough is kept to see how it ends.
    if (this.#overlong) this.#start = Math.max(this.#start, this.#at - 16);
  }

  /** From text to the next markup; false where more bytes are needed to tell what it is. */
  #readText(bytes: Uint8Array, end: number, framed: Framed[]): boolean {
    const found = bytes.indexOf(LT, this.#at);
    if (found < 0 || found >= end) {
      this.#at = end;
      return false;
    }
    this.#at = found;
    const second = bytes[found + 1];
    if (found + 1 >= end) return false;
    if (second === QUESTION) return this.#enter('instruction', found, found + 2, bytes);
    if (second === BANG) {
      const comment = matches(bytes, found, end, COMMENT);
      if (comment) return this.#enter('comment', found, found + COMMENT.length, bytes);
      const cdata = matches(bytes, found, end, CDATA);
      if (cdata) return this.#enter('cdata', found, found + CDATA.length, bytes);
      if (comment === undefined || cdata === undefined) return false;
    }
    if (second === SLASH) {
      const closes = matchesName(bytes, found, end, END_EVENT);
      if (closes === undefined) return false;
      return this.#enter(closes && this.#inEvent ? 'end-tag' : 'tag', found, found + 2, bytes);
    }
    const opens = matchesName(bytes, found, end, EVENT);
    if (opens === undefined) return false;
    if (opens) {
      this.#emit(bytes, found, framed);
      this.#start = found;
      this.#inEvent = true;
      this.#overlong = false;
    }
    return this.#enter(opens ? 'event-tag' : 'tag', found, found + 1, bytes);
  }

  #enter(mode: Mode, from: number, next: number, bytes: Uint8Array): true {
    this.#separates =
      (mode === 'comment' || mode === 'instruction') &&
      !this.#inEvent &&
      !this.#overlong &&
      isBlank(bytes, this.#start, from);
    if (this.#separates) this.#start = from;
    this.#sectionFrom = from;
    this.#mode = mode;
    this.#quote = 0;
    this.#at = next;
    return true;
  }

  /**
   * To the end of a comment, a CDATA section or an instruction. One that is longer than an event may be
   * never ends: what follows is read as text again, so that a lost end does not swallow the stream.
   */
  #skipPast(
    bytes: Uint8Array,
    end: number,
    framed: Framed[],
    first: number,
    second?: number,
  ): boolean {
    const width = second === undefined ? 1 : 2;
    const limit = Math.min(end, this.#sectionFrom + this.#most);
    for (let i = bytes.indexOf(GT, this.#at); i >= 0 && i < limit; i = bytes.indexOf(GT, i + 1)) {
      if (bytes[i - width] !== first) continue;
      if (second !== undefined && bytes[i - 1] !== second) continue;
      return this.#leaveSection(i + 1, i + 1);
    }
    if (limit < end) {
      if (this.#separates) framed.push(this.#tooLong(this.#sectionFrom));
      return this.#leaveSection(limit, limit);
    }
    this.#at = end;
    return false;
  }

  #leaveSection(at: number, start: number): true {
    if (this.#separates) this.#start = start;
    this.#separates = false;
    this.#at = at;
    this.#mode = 'text';
    return true;
  }

  /** Inside a tag: to its `>` outside quotes. A `<` cannot stand there, so it begins anew. */
  #readTag(bytes: Uint8Array, end: number, framed: Framed[]): void {
    let quote = this.#quote;
    let i = this.#at;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === LT) break;
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === 0x22 || byte === 0x27) quote = byte;
      else if (byte === GT) break;
    }
    this.#quote = quote;
    this.#at = i;
    if (i === end) return;
    const mode = this.#mode;
    this.#mode = 'text';
    if (bytes[i] === LT) return;
    this.#at = i + 1;
    if (mode === 'end-tag' || (mode === 'event-tag' && bytes[i - 1] === SLASH)) {
      this.#emit(bytes, i + 1, framed);
      this.#start = i + 1;
      this.#inEvent = false;
      this.#overlong = false;
    }
  }

  /** Puts out the item that ends before `end`, unless it is blank or was already refused. */
  #emit(bytes: Uint8Array, end: number, framed: Framed[]): void {
    if (this.#overlong || end <= this.#start) return;
    if (end - this.#start > this.#most) {
      this.#reportOverlong(framed);
      return;
    }
    if (!this.#inEvent && isBlank(bytes, this.#start, end)) return;
    framed.push(
      ok({ bytes: bytes.subarray(this.#start, end), offset: this.#offset + this.#start }),
    );
  }

  #reportOverlong(framed: Framed[]): void {
    if (this.#overlong) return;
    this.#overlong = true;
    framed.push(this.#tooLong(this.#start));
  }

  #tooLong(from: number): Framed {
    return fail({
      kind: 'too-long',
      offset: this.#offset + from,
      text: `more than ${this.#most} bytes without the end of an event; send smaller events`,
    });
  }

  #hold(piece: Uint8Array): void {
    const rest = piece.length - this.#start;
    if (rest > 0) {
      if (this.#held.length < rest) this.#held = new Uint8Array(Math.max(1024, 2 * rest));
      this.#held.set(piece.subarray(this.#start));
    }
    this.#moveTo(rest);
  }

  #append(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (this.#held.length < length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#held.subarray(0, this.#length));
      this.#held = larger;
    }
    this.#held.set(piece, this.#length);
    this.#length = length;
  }

  /** Moves the unfinished item to the front. What was put out keeps its own copy. */
  #compact(framed: Framed[]): void {
    if (this.#start === 0) return;
    for (const [i, one] of framed.entries())
      if (one.ok) framed[i] = ok({ bytes: one.value.bytes.slice(), offset: one.value.offset });
    this.#held.copyWithin(0, this.#start, this.#length);
    this.#moveTo(this.#length - this.#start);
  }

  #moveTo(length: number): void {
    this.#offset += this.#start;
    this.#at -= this.#start;
    this.#sectionFrom -= this.#start;
    this.#start = 0;
    this.#length = length;
    if (length === 0 && this.#held.length > 4096) this.#held = new Uint8Array(0);
  }
}

/** Whether a framed message is an event, whole or broken off, and not what stood between events. */
export const beginsEvent = (bytes: Uint8Array): boolean =>
  matchesName(bytes, 0, bytes.length, EVENT) === true;

/** Cuts a whole file into events. */
export function* framesOf(file: Uint8Array): Iterable<Framed> {
  const framer = new EventFramer();
  const PIECE = 1024 * 1024;
  for (let at = 0; at < file.length; at += PIECE)
    yield* framer.push(file.subarray(at, Math.min(file.length, at + PIECE)));
  yield* framer.end();
}

/** Whether `word` stands at `at`; `undefined` where the bytes end before it is decided. */
function matches(
  bytes: Uint8Array,
  at: number,
  end: number,
  word: readonly number[],
): boolean | undefined {
  for (let i = 0; i < word.length; i++) {
    if (at + i >= end) return undefined;
    if (bytes[at + i] !== word[i]) return false;
  }
  return true;
}

/** As `matches`, and the name ends there: `<event` is no `<events`. */
function matchesName(
  bytes: Uint8Array,
  at: number,
  end: number,
  word: readonly number[],
): boolean | undefined {
  const same = matches(bytes, at, end, word);
  if (same !== true) return same;
  if (at + word.length >= end) return undefined;
  const next = bytes[at + word.length] as number;
  return isSpace(next) || next === GT || next === SLASH;
}

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Only white space, NUL (which some senders end events with) and byte order marks. */
function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (isSpace(byte) || byte === 0) continue;
    if (byte === 0xef && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf && i + 2 < to) i += 2;
    else return false;
  }
  return true;
}
