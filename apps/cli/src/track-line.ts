import type { ObjectTrack } from '@greenline/tracking/following';
import type { OutputFile } from './output-file.ts';

const PORTION = 1 << 16;
/** No line is longer. */
const LINE = 512;
const ZERO = 48;
const MINUS = 45;
const POINT = 46;

const PARTS = [
  '{"t":',
  ',"id":"o',
  '","x":',
  ',"y":',
  ',"vx":',
  ',"vy":',
  ',"P":[[',
  ',',
  '],[',
  ',',
  ']],"confirmed":true}\n',
].map((text) => Buffer.from(text));

/** Writes tracks as JSON lines, numbers to hundredths; byte by byte, for there are many. */
export class TrackLine {
  readonly #file: OutputFile;
  readonly #bytes = new Uint8Array(PORTION);
  #at = 0;

  constructor(file: OutputFile) {
    this.#file = file;
  }

  write(second: number, { id, x, y, vx, vy, xx, xy, yy }: ObjectTrack): void {
    if (this.#at > PORTION - LINE) this.end();
    this.#part(0);
    this.#whole(second);
    this.#part(1);
    this.#whole(id);
    this.#part(2);
    this.#hundredths(x);
    this.#part(3);
    this.#hundredths(y);
    this.#part(4);
    this.#hundredths(vx);
    this.#part(5);
    this.#hundredths(vy);
    this.#part(6);
    this.#hundredths(xx);
    this.#part(7);
    this.#hundredths(xy);
    this.#part(8);
    this.#hundredths(xy);
    this.#part(9);
    this.#hundredths(yy);
    this.#part(10);
  }

  /** Hands on what is held. */
  end(): void {
    this.#file.bytes(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }

  #part(n: number): void {
    const part = PARTS[n] as Uint8Array;
    for (let i = 0; i < part.length; i++) this.#bytes[this.#at++] = part[i] as number;
  }

  #hundredths(value: number): void {
    const all = Math.round(Math.abs(value) * 100);
    if (value < 0 && all > 0) this.#bytes[this.#at++] = MINUS;
    const whole = Math.floor(all / 100);
    const rest = all - 100 * whole;
    this.#whole(whole);
    if (rest === 0) return;
    this.#bytes[this.#at++] = POINT;
    this.#bytes[this.#at++] = ZERO + Math.floor(rest / 10);
    if (rest % 10 > 0) this.#bytes[this.#at++] = ZERO + (rest % 10);
  }

  #whole(value: number): void {
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits += 1;
    let left = value;
    for (let i = this.#at + digits - 1; i >= this.#at; i--) {
      const next = Math.floor(left / 10);
      this.#bytes[i] = ZERO + left - 10 * next;
      left = next;
    }
    this.#at += digits;
  }
}
