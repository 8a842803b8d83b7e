import { concat, fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { plainBytes } from '../stream/plain-bytes.ts';
import { checkFrame, frameLength, MAGIC_1, MAGIC_2, readFrame } from './frame.ts';

type Framed = Result<RawMessage, DecodeError>;

/**
 * Cuts a byte stream into MAVLink frames, however the bytes are chopped into pieces.
 *
 * A frame of a known message is one when its check code is right. One whose code is wrong is damaged if
 * another frame, or the end, follows it; else the marker was a byte of something else. Bytes
 * between frames come out as one refusal. Holds at most one frame.
 */
export class FrameReader {
  #held: Uint8Array = new Uint8Array();
  #offset = 0;
  /** Bytes passed over and not reported yet. */
  #noise = 0;
  #noiseAt = 0;

  push(piece: Uint8Array): Framed[] {
    return this.#read(piece, false);
  }

  /** What is left at the end of the stream. */
  end(): Framed[] {
    return this.#read(new Uint8Array(), true);
  }

  #read(piece: Uint8Array, last: boolean): Framed[] {
    const bytes = this.#held.length === 0 ? plainBytes(piece) : concat(this.#held, piece);
    const framed: Framed[] = [];
    let at = 0;
    while (at < bytes.length) {
      const length = frameLength(bytes, at);
      const whole = length !== undefined && at + length <= bytes.length;
      if (length !== 0 && !whole && !last) break;
      const state = length === 0 || !whole ? 'noise' : stateOf(bytes, at, length, last);
      if (state === 'wait') break;
      if (state === 'noise' || length === undefined) {
        if (this.#noise === 0) this.#noiseAt = this.#offset + at;
        const next = nextMagic(bytes, at + 1);
        this.#noise += next - at;
        at = next;
        continue;
      }
      this.#report(framed);
      const offset = this.#offset + at;
      framed.push(
        state === 'good'
          ? ok({ bytes: bytes.slice(at, at + length), offset })
          : fail({ kind: 'bad-crc', offset, text: BAD_CRC }),
      );
      at += length;
    }
    if (last) this.#report(framed);
    this.#held = bytes.slice(at);
    this.#offset += at;
    return framed;
  }

  #report(framed: Framed[]): void {
    if (this.#noise === 0) return;
    const text = `${this.#noise} bytes are no MAVLink frame; they are passed over`;
    framed.push(fail({ kind: 'not-mavlink', offset: this.#noiseAt, text }));
    this.#noise = 0;
  }
}

export const BAD_CRC = 'the check code of the frame is wrong; nothing in it is believed';

type State = 'good' | 'bad' | 'noise' | 'wait';

function stateOf(bytes: Uint8Array, at: number, length: number, last: boolean): State {
  const frame = readFrame(bytes, at);
  const check = frame === undefined ? 'bad' : checkFrame(bytes, frame);
  if (check === 'good') return 'good';
  const next = bytes[at + length];
  if (next === undefined && !last) return 'wait';
  if (next !== undefined && next !== MAGIC_1 && next !== MAGIC_2) return 'noise';
  return check === 'unknown' ? 'good' : 'bad';
}

function nextMagic(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++)
    if (bytes[at] === MAGIC_1 || bytes[at] === MAGIC_2) return at;
  return bytes.length;
}
