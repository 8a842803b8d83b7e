import { compareBytes, type Hasher, ok, type Result } from '@greenline/base';
import { type Checkpoint, formatCheckpoint } from './checkpoint.ts';
import type { Frontier } from './frontier.ts';
import type { Log, LogOptions } from './log.ts';
import { fork, gap, type LogError, tooLarge } from './log-error.ts';
import { signNote } from './note.ts';
import { consistencyPath, inclusionPath, type LeafRange } from './proof.ts';
import { formatState } from './state.ts';
import { damaged, rangeHash, readTile } from './tile-reader.ts';
import { afterWriting, filesOf, type TileFile, type TileRow } from './tile-row.ts';
import { MAX_LEAF, parseTilePath, TILE_HEIGHT, TILE_WIDTH, tilePath, tileWidth } from './tiles.ts';
import { formatTlogProof } from './tlog-proof.ts';
import { leafHash } from './tree.ts';
import { checkTree } from './tree-check.ts';

/** Where a log stands when it is taken up. */
export interface LogPosition {
  readonly frontier: Frontier;
  /** The entries, then each level of tiles. */
  readonly rows: TileRow[];
  /** Leaves in the store, signed for or not. */
  readonly durable: number;
  /** The last checkpoint, if there is one yet. */
  readonly signed: SignedAs | undefined;
}

export interface SignedAs {
  readonly checkpoint: Checkpoint;
  readonly bytes: Uint8Array;
}

/** Files written at a time: enough for the disk to gather its syncs, few enough for its handles. */
const AT_ONCE = 32;

/** The one writer of a log. Calls wait for one another. */
export class LogWriter implements Log {
  readonly #options: LogOptions;
  readonly #hasher: Hasher;
  #at: LogPosition;
  #last: Promise<unknown> = Promise.resolve();
  #bundle: { readonly index: number; readonly leaves: readonly Uint8Array[] } | undefined;

  constructor(options: LogOptions, at: LogPosition) {
    this.#options = options;
    this.#hasher = options.hasher;
    this.#at = at;
  }

  get origin(): string {
    return this.#options.signer.name;
  }

  get size(): number {
    return this.#at.frontier.size;
  }

  get published(): number {
    return this.#at.signed?.checkpoint.size ?? 0;
  }

  append(index: number, leaves: readonly Uint8Array[]): Promise<Result<number, LogError>> {
    return this.#inTurn(() => this.#append(index, leaves));
  }

  publish(): Promise<Result<Uint8Array, LogError>> {
    return this.#inTurn(() => this.#publish());
  }

  entry(index: number): Promise<Result<Uint8Array, LogError>> {
    return this.#inTurn(async () =>
      index < this.published ? this.#leaf(index) : gap(index, this.published),
    );
  }

  prove(index: number): Promise<Result<string, LogError>> {
    return this.#inTurn(async () => {
      const signed = this.#at.signed;
      if (signed === undefined || index >= this.published) return gap(index, this.published);
      const proof = await this.#hashes(inclusionPath(index, this.published));
      if (!proof.ok) return proof;
      return ok(formatTlogProof({ index, proof: proof.value, checkpoint: signed.bytes }));
    });
  }

  proveConsistency(size: number): Promise<Result<readonly Uint8Array[], LogError>> {
    return this.#inTurn(async () => {
      if (size > this.published) return gap(size, this.published);
      return size === 0 ? ok([]) : this.#hashes(consistencyPath(size, this.published));
    });
  }

  async #append(index: number, leaves: readonly Uint8Array[]): Promise<Result<number, LogError>> {
    if (index > this.size) return gap(index, this.size);
    const known = Math.min(leaves.length, this.size - index);
    for (let i = 0; i < known; i++) {
      const present = await this.#leaf(index + i);
      if (!present.ok) return present;
      if (compareBytes(present.value, leaves[i] as Uint8Array) !== 0) return fork(index + i);
    }
    const fresh = leaves.slice(known);
    const long = fresh.findIndex((leaf) => leaf.length > MAX_LEAF);
    if (long >= 0) return tooLarge(index + known + long, (fresh[long] as Uint8Array).length);
    for (const leaf of fresh) this.#push(leaf);
    return ok(fresh.length);
  }

  #push(leaf: Uint8Array): void {
    const { frontier } = this.#at;
    this.#row(0).push(leaf.slice());
    const hash = leafHash(this.#hasher, leaf);
    this.#row(1).push(hash);
    frontier.append(hash, (node, above) => {
      if (node.level % TILE_HEIGHT === 0) this.#row(1 + node.level / TILE_HEIGHT).push(above);
    });
  }

  /** Rows stand in order: the entries, then the levels, of which a new one opens with tile 0. */
  #row(place: number): Uint8Array[] {
    const { rows } = this.#at;
    rows[place] ??= { level: place === 0 ? 'entries' : place - 1, first: 0, parts: [], written: 0 };
    return rows[place].parts;
  }

  async #publish(): Promise<Result<Uint8Array, LogError>> {
    const { store, signer } = this.#options;
    const { frontier, durable, rows, signed } = this.#at;
    const { size } = frontier;
    if (signed?.checkpoint.size === size) return ok(signed.bytes);
    const root = frontier.root();
    const checkpoint = { origin: this.origin, size, root };

    const files = rows.map(filesOf);
    for (const level of files) await this.#write(level);
    const from = Math.min(durable, this.published);
    const check = await checkTree({ store, hasher: this.#hasher, size, root, from });
    if (!check.ok) return damaged(check.error.path, check.error.reason);
    await store.write('state', formatState(checkpoint));
    const bytes = await signNote(formatCheckpoint(checkpoint), [signer]);
    await store.write('checkpoint', bytes);
    this.#at = {
      frontier,
      rows: rows.map(afterWriting),
      durable: size,
      signed: { checkpoint, bytes },
    };
    this.#bundle = undefined;
    await this.#tidy(files.flat());
    return ok(bytes);
  }

  async #write(files: readonly TileFile[]): Promise<void> {
    for (let i = 0; i < files.length; i += AT_ONCE)
      await Promise.all(
        files
          .slice(i, i + AT_ONCE)
          .map(({ name, bytes }) => this.#options.store.write(tilePath(name), bytes)),
      );
  }

  /** Takes away partial tiles that became full, and ones a broken-off write left ahead of the log. */
  async #tidy(files: readonly TileFile[]): Promise<void> {
    const { store } = this.#options;
    for (const { name } of files) {
      const full = name.width === TILE_WIDTH;
      for (const path of await store.list(`${tilePath({ ...name, width: TILE_WIDTH })}.p`)) {
        const width = parseTilePath(path)?.width;
        if (width !== undefined && (full || width > name.width)) await store.remove(path);
      }
    }
  }

  /** A leaf of the log: from memory where it is recent, else from the store. */
  async #leaf(index: number): Promise<Result<Uint8Array, LogError>> {
    const recent = this.#at.rows[0];
    const bundle = Math.floor(index / TILE_WIDTH);
    if (recent !== undefined && bundle >= recent.first)
      return ok(recent.parts[index - recent.first * TILE_WIDTH] as Uint8Array);
    if (this.#bundle?.index !== bundle) {
      const width = tileWidth('entries', bundle, this.#at.durable);
      const read = await readTile(this.#options.store, { level: 'entries', index: bundle, width });
      if (!read.ok) return read;
      this.#bundle = { index: bundle, leaves: read.value };
    }
    return ok(this.#bundle.leaves[index % TILE_WIDTH] as Uint8Array);
  }

  async #hashes(ranges: readonly LeafRange[]): Promise<Result<Uint8Array[], LogError>> {
    const hashes: Uint8Array[] = [];
    for (const range of ranges) {
      const hash = await rangeHash(this.#options.store, this.#hasher, range, this.published);
      if (!hash.ok) return hash;
      hashes.push(hash.value);
    }
    return ok(hashes);
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
