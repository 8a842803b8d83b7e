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

const PORTION = 1 << 20;
/** Texts held before they go to the disk. */
const HELD = 1 << 24;
/** Read at a time when texts are fetched in order: they lie almost in order already. */
const BLOCK = 1 << 15;
/** So much of it before the text that is asked for. */
const BEFORE = 1 << 12;

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
  /** What was read last, and where it begins. */
  #block: Buffer = Buffer.alloc(0);
  #blockAt = 0;

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
    if (this.#folder === undefined) this.#block = Buffer.from(this.#parts.join(''));
    else this.#flush();
    let texts: Buffer[] = [];
    let size = 0;
    for (const entry of this.#inOrder()) {
      texts.push(Buffer.from(this.#text(entry)));
      size += entry.length;
      if (size < PORTION) continue;
      yield Buffer.concat(texts, size);
      texts = [];
      size = 0;
    }
    if (size > 0) yield Buffer.concat(texts, size);
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

  #text({ offset, length }: Entry): Buffer {
    const end = this.#blockAt + this.#block.length;
    if (offset < this.#blockAt || offset + length > end) {
      this.#blockAt = Math.max(0, offset - BEFORE);
      const block = Buffer.alloc(Math.max(BLOCK, offset + length - this.#blockAt));
      this.#block = block.subarray(0, readSync(this.#handle, block, { position: this.#blockAt }));
    }
    const start = offset - this.#blockAt;
    return this.#block.subarray(start, start + length);
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
