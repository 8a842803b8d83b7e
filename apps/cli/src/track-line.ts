import type { OutputFile } from './output-file.ts';

const PORTION = 1 << 16;
/** No line is longer. */
const LINE = 512;
const ZERO = 48;
const MINUS = 45;
const POINT = 46;
/** Hundredths below this are whole 32-bit numbers, which divide many times faster. */
const WIDEST = 2 ** 31;

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

/** Which numbers of an estimate stand in a line, one after the other. */
const WRITTEN = [0, 1, 2, 3, 4, 5, 5, 6];

/** Writes tracks as JSON lines, numbers to hundredths; byte by byte, for there are many. */
export class TrackLine {
  readonly #file: Pick<OutputFile, 'bytes'>;
  readonly #bytes = new Uint8Array(PORTION);
  #at = 0;

  constructor(file: Pick<OutputFile, 'bytes'>) {
    this.#file = file;
  }

  /** `estimate`: x, y, vx, vy, and the covariance of the place: xx, xy, yy. */
  write(second: number, id: number, estimate: Float64Array): void {
    if (this.#at > PORTION - LINE) this.end();
    const bytes = this.#bytes;
    let at = whole(bytes, part(bytes, this.#at, 0), second);
    at = whole(bytes, part(bytes, at, 1), id);
    for (let n = 0; n < WRITTEN.length; n++)
      at = hundredths(bytes, part(bytes, at, 2 + n), estimate, WRITTEN[n] as number);
    this.#at = part(bytes, at, 2 + WRITTEN.length);
  }

  /** Hands on what is held. */
  end(): void {
    this.#file.bytes(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }
}

/** Each writes from `at` on, and returns where it ended. */
function part(bytes: Uint8Array, at: number, n: number): number {
  const text = PARTS[n] as Uint8Array;
  for (let i = 0; i < text.length; i++) bytes[at + i] = text[i] as number;
  return at + text.length;
}

/** The k-th of some numbers: passed singly, each would be put on the heap. */
function hundredths(bytes: Uint8Array, at: number, of: Float64Array, k: number): number {
  const value = of[k] as number;
  const all = Math.round(Math.abs(value) * 100);
  if (!(all < WIDEST)) return plain(bytes, at, (value < 0 ? -all : all) / 100);
  let end = at;
  if (value < 0 && all > 0) bytes[end++] = MINUS;
  const metres = ((all | 0) / 100) | 0;
  const rest = (all | 0) - 100 * metres;
  end = whole(bytes, end, metres);
  if (rest === 0) return end;
  const tenths = (rest / 10) | 0;
  bytes[end++] = POINT;
  bytes[end++] = ZERO + tenths;
  if (rest > 10 * tenths) bytes[end++] = ZERO + rest - 10 * tenths;
  return end;
}

/** A whole number from 0 to 2³¹. */
function whole(bytes: Uint8Array, at: number, value: number): number {
  let left = value | 0;
  let end = at + 1;
  for (let limit = 10; left >= limit; limit *= 10) end += 1;
  for (let i = end - 1; i >= at; i--) {
    const next = (left / 10) | 0;
    bytes[i] = ZERO + left - 10 * next;
    left = next;
  }
  return end;
}

function plain(bytes: Uint8Array, at: number, value: number): number {
  const text = String(value);
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}
