import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { type AisSentence, sentenceOf } from './sentence.ts';

type Framed = Result<RawMessage, DecodeError>;

const NEWLINE = 0x0a;
/** NMEA allows 82 characters; tag blocks and networks add to that. */
const MOST_LINE = 1024;
/** Messages of which a part is missing, at a time. The oldest is given up. */
const MOST_OPEN = 256;
/** A part that comes so many lines late belongs to another message. */
const MOST_LINES_APART = 1000;

interface Open {
  readonly lines: string[];
  readonly parts: Set<number>;
  readonly total: number;
  readonly offset: number;
  readonly line: number;
  readonly heardAt: RawMessage['receivedAt'];
}

/**
 * Cuts a byte stream into AIS messages, however it is chopped. The sentences of one message come out
 * together, one a line, in their order, when the last has come; a message that stays incomplete is
 * refused. Blank lines, comments and other sentences of NMEA are passed over.
 */
export class AisFramer {
  #held = '';
  /** Offset in the stream of the first held character. */
  #offset = 0;
  #line = 0;
  #overlong = false;
  readonly #open = new Map<string, Open>();

  push(piece: Uint8Array): Framed[] {
    const framed: Framed[] = [];
    let from = 0;
    for (let to = piece.indexOf(NEWLINE); to >= 0; to = piece.indexOf(NEWLINE, from)) {
      this.#finish(latin(piece, from, to), 1, framed);
      from = to + 1;
    }
    const rest = piece.length - from;
    if (this.#held.length + rest > MOST_LINE) {
      if (!this.#overlong) framed.push(refuse('too-long', this.#offset, 'a line without its end'));
      this.#overlong = true;
      this.#offset += this.#held.length + rest;
      this.#held = '';
    } else this.#held += latin(piece, from, piece.length);
    return framed;
  }

  end(): Framed[] {
    const framed: Framed[] = [];
    this.#finish('', 0, framed);
    for (const open of this.#open.values()) framed.push(incomplete(open));
    this.#open.clear();
    return framed;
  }

  #finish(rest: string, terminator: number, framed: Framed[]): void {
    const line = this.#held + rest;
    const offset = this.#offset;
    this.#held = '';
    this.#offset += line.length + terminator;
    this.#line += 1;
    const overlong = this.#overlong;
    this.#overlong = false;
    if (!overlong) this.#take(line, offset, framed);
  }

  #take(line: string, offset: number, framed: Framed[]): void {
    const sentence = sentenceOf(line);
    if (sentence === undefined) return;
    if (!sentence.ok) {
      const { offset: within = 0, ...error } = sentence.error;
      framed.push(fail({ ...error, offset: offset + within }));
      return;
    }
    const { total, number, heardAt } = sentence.value;
    if (total === 1) {
      framed.push(whole([line], offset, heardAt));
      return;
    }
    const key = keyOf(sentence.value);
    let open = this.#open.get(key);
    const other =
      open !== undefined &&
      (open.total !== total || open.parts.has(number) || this.#line - open.line > MOST_LINES_APART);
    if (open !== undefined && other) {
      framed.push(incomplete(open));
      this.#open.delete(key);
      open = undefined;
    }
    if (open === undefined) {
      open = { lines: [], parts: new Set(), total, offset, line: this.#line, heardAt };
      this.#open.set(key, open);
      this.#dropOldest(framed);
    }
    open.lines[number - 1] = line;
    open.parts.add(number);
    if (open.parts.size < total) return;
    this.#open.delete(key);
    framed.push(whole(open.lines, open.offset, open.heardAt));
  }

  #dropOldest(framed: Framed[]): void {
    if (this.#open.size <= MOST_OPEN) return;
    const [oldest] = this.#open;
    if (oldest === undefined) return;
    this.#open.delete(oldest[0]);
    framed.push(incomplete(oldest[1]));
  }
}

/** Cuts a whole file, or a datagram. */
export function* framesOf(file: Uint8Array): Generator<Framed> {
  const framer = new AisFramer();
  const PIECE = 1024 * 1024;
  for (let at = 0; at < file.length; at += PIECE) yield* framer.push(file.subarray(at, at + PIECE));
  yield* framer.end();
}

const keyOf = ({ talker, formatter, sequence, channel, station = '' }: AisSentence): string =>
  `${talker}${formatter} ${sequence} ${channel} ${station}`;

function whole(
  lines: readonly string[],
  offset: number,
  heardAt: RawMessage['receivedAt'],
): Framed {
  const bytes = Buffer.from(lines.map((line) => line.trimEnd()).join('\n'), 'latin1');
  return ok({ bytes, offset, ...(heardAt !== undefined && { receivedAt: heardAt }) });
}

const incomplete = ({ parts, total, offset }: Open): Framed =>
  refuse('incomplete', offset, `${parts.size} of ${total} sentences of a message`);

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');

const refuse = (kind: string, offset: number, text: string): Framed =>
  fail({ kind, offset, text: `${text}; send whole sentences of NMEA 0183` });
