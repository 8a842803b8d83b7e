import type { JournalInput } from '@greenline/pipeline';
import { entrySize, LONGEST_ENTRY, writeEntry } from './entry.ts';
import { FRAME_SIZE } from './segment.ts';

/** Appends encoded one after the other, behind the room for their frame. */
export class Batch {
  firstSeq = 1;
  nextSeq = 1;
  lastReceivedAt = Number.NEGATIVE_INFINITY;
  /** `receivedAt` of the last entry before this batch. */
  receivedBefore = Number.NEGATIVE_INFINITY;
  readonly #limit: number;
  #buffer: Buffer;
  #length = FRAME_SIZE;

  constructor(limit: number) {
    this.#limit = limit;
    this.#buffer = Buffer.allocUnsafe(Math.min(limit, 64 * 1024));
  }

  /** Empties it for entries from `firstSeq` on. */
  begin(firstSeq: number, receivedBefore: number): this {
    this.firstSeq = firstSeq;
    this.nextSeq = firstSeq;
    this.receivedBefore = receivedBefore;
    this.lastReceivedAt = receivedBefore;
    this.#length = FRAME_SIZE;
    if (this.#buffer.length > this.#limit) this.#buffer = Buffer.allocUnsafe(this.#limit);
    return this;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Seq of the first input; `undefined` where there is no room until the batch is written. */
  add(inputs: readonly JournalInput[]): number | undefined {
    let size = 0;
    for (const input of inputs) {
      const one = entrySize(input);
      if (one > LONGEST_ENTRY) throw new RangeError(`an input of ${one} bytes is too long`);
      size += one;
    }
    if (size > LARGEST_APPEND) throw new RangeError(`an append of ${size} bytes: split it`);
    if (this.nextSeq > this.firstSeq && this.#length + size > this.#limit) return undefined;

    this.#reserve(this.#length + size);
    const first = this.nextSeq;
    for (const input of inputs) {
      if (input.receivedAt > this.lastReceivedAt) this.lastReceivedAt = input.receivedAt;
      this.#length = writeEntry(this.#buffer, this.#length, input, this.lastReceivedAt);
      this.nextSeq++;
    }
    return first;
  }

  #reserve(size: number): void {
    if (size <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(
      Math.max(size, Math.min(this.#limit, this.#buffer.length * 2)),
    );
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

const LARGEST_APPEND = 1024 * 1024 * 1024;
