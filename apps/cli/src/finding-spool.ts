import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finding, type FindingKey, inOrder } from '@greenline/agreement';
import { recordText } from '@greenline/pipeline';

/** Where one finding's text lies in the spool, and by what it is put in order. */
type Entry = FindingKey & {
  readonly offset: number;
  readonly length: number;
};

const PORTION = 1 << 23;
/** Texts held before they go to the disk. */
const HELD = 1 << 24;
/** Texts that lie no farther apart than this are read together. */
const GAP = 1 << 12;

/** Findings as they are made, put in order at the end: only their keys are held, their texts wait on disk. */
export class FindingSpool {
  readonly #entries: Entry[] = [];
  /** By id: how many findings had been put when another took its place. */
  readonly #replaced = new Map<string, number>();
  #folder: string | undefined;
  #handle = -1;
  #parts: string[] = [];
  #held = 0;
  #size = 0;
  /** What was read last. */
  #block: Buffer = Buffer.alloc(0);

  put({ supersedes, ...finding }: Finding): void {
    const text = `${recordText(finding)}\n`;
    const length = Buffer.byteLength(text);
    if (supersedes !== undefined) this.#replaced.set(supersedes, this.#entries.length);
    const { from, clause, subject, reading, nature, id } = finding;
    const key = { from, clause, subject, nature, id, ...(reading !== undefined && { reading }) };
    this.#entries.push({ ...key, offset: this.#size, length });
    this.#size += length;
    this.#held += length;
    this.#parts.push(text);
    if (this.#held >= HELD) this.#flush();
  }

  /** All texts, in order, in pieces. */
  *pieces(): Generator<Buffer> {
    const held = this.#folder === undefined ? Buffer.from(this.#parts.join('')) : undefined;
    if (held === undefined) this.#flush();
    let entries: Entry[] = [];
    let size = 0;
    for (const entry of this.#inOrder()) {
      entries.push(entry);
      size += entry.length;
      if (size < PORTION) continue;
      yield this.#piece(entries, size, held);
      entries = [];
      size = 0;
    }
    if (size > 0) yield this.#piece(entries, size, held);
  }

  drop(): void {
    if (this.#folder === undefined) return;
    closeSync(this.#handle);
    rmSync(this.#folder, { recursive: true });
    this.#folder = undefined;
  }

  /** Of two with one id the later stands, and none that was replaced since. */
  #inOrder(): readonly Entry[] {
    const standing = this.#entries.filter(({ id }, i) => i >= (this.#replaced.get(id) ?? 0));
    standing.sort((a, b) => inOrder(a, b) || a.offset - b.offset);
    return standing.filter(({ id }, i) => id !== standing[i + 1]?.id);
  }

  /** The texts of some entries one after another; those that lie near one another are read at once. */
  #piece(entries: readonly Entry[], size: number, held: Buffer | undefined): Buffer {
    const piece = Buffer.allocUnsafe(size);
    let at = 0;
    const texts = entries.map(({ offset, length }) => {
      at += length;
      return { offset, length, to: at - length };
    });
    texts.sort((a, b) => a.offset - b.offset);
    for (let first = 0; first < texts.length; ) {
      const begin = (texts[first] as (typeof texts)[number]).offset;
      let [next, end] = [first, begin];
      for (; next < texts.length; next++) {
        const { offset, length } = texts[next] as (typeof texts)[number];
        if (offset > end + GAP) break;
        end = offset + length;
      }
      const block = held?.subarray(begin, end) ?? this.#read(begin, end - begin);
      for (const { offset, length, to } of texts.slice(first, next))
        block.copy(piece, to, offset - begin, offset - begin + length);
      first = next;
    }
    return piece;
  }

  #read(position: number, length: number): Buffer {
    if (this.#block.length < length) this.#block = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; ) {
      const read = readSync(this.#handle, this.#block, at, length - at, position + at);
      if (read === 0) throw new Error('the findings laid aside are cut short: free the disk');
      at += read;
    }
    return this.#block;
  }

  #flush(): void {
    if (this.#folder === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), 'greenline-findings-'));
      this.#handle = openSync(join(this.#folder, 'texts'), 'wx+', 0o600);
    }
    const bytes = Buffer.from(this.#parts.join(''));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
    this.#parts = [];
    this.#held = 0;
  }
}
