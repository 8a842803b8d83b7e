import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { EventFramer } from '../cot/framer.ts';
import type { Framer } from '../stream/connection.ts';
import { headerAt, MAGIC, MOST_TAK_BYTES } from './frames.ts';

type Framed = Result<RawMessage, DecodeError>;

/**
 * Cuts what a TAK client sends: CoT XML first; TAK Protocol from the first piece that begins with its
 * header where no event is unfinished. No XML begins with that byte, and nobody goes back to XML.
 */
export class TakFramer implements Framer {
  #xml: EventFramer | undefined = new EventFramer();
  #held = Buffer.alloc(0);
  #length = 0;
  /** Offset in the stream of the first byte not yet put out. */
  #offset = 0;
  #broken = false;

  get broken(): boolean {
    return this.#broken;
  }

  push(piece: Uint8Array): Framed[] {
    if (this.#broken) return [];
    const xml = this.#xml;
    if (xml !== undefined && (piece[0] !== MAGIC || xml.midway)) {
      this.#offset += piece.length;
      return xml.push(piece);
    }
    const left = xml?.end() ?? [];
    this.#xml = undefined;
    this.#append(piece);
    return [...left, ...this.#cut()];
  }

  end(): Framed[] {
    if (this.#xml !== undefined) return this.#xml.end();
    const left = this.#length;
    this.#length = 0;
    if (left === 0) return [];
    const text = `the last ${left} bytes are no whole message; send it to its end`;
    return [fail({ kind: 'truncated', offset: this.#offset, text })];
  }

  #cut(): Framed[] {
    const framed: Framed[] = [];
    const bytes = this.#held.subarray(0, this.#length);
    let at = 0;
    while (at < bytes.length && !this.#broken) {
      const header = bytes[at] === MAGIC ? headerAt(bytes, at) : NO_HEADER;
      if (header === undefined) break;
      if (header === NO_HEADER || header.length > MOST_TAK_BYTES) {
        framed.push(lost(this.#offset + at, header.length));
        this.#broken = true;
        break;
      }
      const end = header.from + header.length;
      if (end > bytes.length) break;
      // A copy: the rest moves to the front.
      const message = Buffer.from(bytes.subarray(header.from, end));
      framed.push(ok({ bytes: message, offset: this.#offset + header.from }));
      at = end;
    }
    this.#held.copyWithin(0, at, this.#length);
    this.#length = this.#broken ? 0 : this.#length - at;
    this.#offset += at;
    return framed;
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
}

const NO_HEADER = { from: 0, length: Number.POSITIVE_INFINITY };

const lost = (offset: number, length: number): Framed =>
  fail({
    kind: length === Number.POSITIVE_INFINITY ? 'malformed' : 'too-long',
    offset,
    text: `no header of TAK Protocol, or one of more than ${MOST_TAK_BYTES} bytes; connect again`,
  });
