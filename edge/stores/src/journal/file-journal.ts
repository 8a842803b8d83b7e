import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Journal, JournalEntry, JournalInput } from '@greenline/pipeline';
import type { Disk } from '../disk/disk.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { diskError, StoreError } from '../store-error.ts';
import { Batch } from './batch.ts';
import { readSegments } from './read-journal.ts';
import { recover, type TornTail } from './recover.ts';
import { SALT_SIZE } from './segment.ts';
import { OpenSegment, type SealedSegment } from './segment-file.ts';

export interface JournalOptions {
  readonly disk?: Disk;
  /** A segment that has reached this size is sealed, and the next one begun. */
  readonly segmentBytes?: number;
  /** What one fsync covers at most, but for a single larger append; also the bound of the queue. */
  readonly batchBytes?: number;
}

/** The journal in a folder of segment files; see `segment.ts` for the format. */
export interface FileJournal extends Journal {
  /** What the last run left unfinished, cut off when this one opened. */
  readonly torn: TornTail | undefined;
  /** Why it takes no more appends; `undefined` while it does. A journal that failed is opened anew. */
  readonly failure: StoreError | undefined;
}

/**
 * Opens or begins the journal in a folder, which no other process may write: the data folder's lock
 * sees to that. Throws a `StoreError` on damage, naming file and byte.
 */
export async function openJournal(
  folder: string,
  options: JournalOptions = {},
): Promise<FileJournal> {
  const disk = options.disk ?? nodeDisk;
  try {
    await disk.makeFolder(folder);
    await disk.syncFolder(dirname(folder));
    const { sealed, lastSeq, lastReceivedAt, torn, open } = await recover(disk, folder);
    const firstSeq = lastSeq + 1;
    const segment = open ?? (await begin(disk, folder, firstSeq, lastReceivedAt));
    const found = { sealed: [...sealed], segment, lastSeq, lastReceivedAt, torn };
    return new GroupCommitJournal(disk, folder, options, found);
  } catch (cause) {
    throw diskError(folder, cause);
  }
}

const begin = (disk: Disk, folder: string, firstSeq: number, receivedBefore: number) =>
  OpenSegment.create(disk, folder, { firstSeq, salt: randomBytes(SALT_SIZE), receivedBefore });

const SEGMENT_BYTES = 64 * 1024 * 1024;
const BATCH_BYTES = 4 * 1024 * 1024;

interface PendingAppend {
  readonly inputs: readonly JournalInput[];
  readonly resolve: (firstSeq: number) => void;
  readonly reject: (cause: unknown) => void;
}

interface Found {
  readonly sealed: SealedSegment[];
  readonly segment: OpenSegment;
  readonly lastSeq: number;
  readonly lastReceivedAt: number;
  readonly torn: TornTail | undefined;
}

/**
 * Appends are encoded into one batch while the batch before it is being fsynced: two buffers, each
 * bounded, take turns. An append that finds no room waits, unencoded, and its caller with it.
 */
class GroupCommitJournal implements FileJournal {
  readonly torn: TornTail | undefined;
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #batchBytes: number;
  readonly #sealed: SealedSegment[];
  #segment: OpenSegment;
  #lastSeq: number;
  #filling: Batch;
  #spare: Batch;
  #acknowledge: { readonly seq: number; readonly append: PendingAppend }[] = [];
  #waiting: PendingAppend[] = [];
  #writing: Promise<void> | undefined;
  #failure: StoreError | undefined;

  constructor(disk: Disk, folder: string, options: JournalOptions, found: Found) {
    this.#disk = disk;
    this.#folder = folder;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#batchBytes = options.batchBytes ?? BATCH_BYTES;
    this.#sealed = found.sealed;
    this.#segment = found.segment;
    this.#lastSeq = found.lastSeq;
    this.torn = found.torn;
    this.#filling = new Batch(this.#batchBytes);
    this.#spare = new Batch(this.#batchBytes);
    this.#filling.begin(found.lastSeq + 1, found.lastReceivedAt);
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get failure(): StoreError | undefined {
    return this.#failure;
  }

  append(inputs: readonly JournalInput[]): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      if (inputs.length === 0) return reject(new RangeError('an append of no inputs'));
      this.#waiting.push({ inputs, resolve, reject });
      this.#admit();
      this.#writing ??= this.#write();
    });
  }

  read(fromSeq: number): AsyncIterable<readonly JournalEntry[]> {
    const { path, header, landmarks, committed } = this.#segment;
    const open = { path, header, landmarks: [...landmarks], end: committed };
    return readSegments(this.#disk, [...this.#sealed], open, fromSeq, this.#lastSeq);
  }

  async close(): Promise<void> {
    const closed = new StoreError('closed', `${this.#folder}: the journal is closed`);
    while (this.#writing !== undefined) await this.#writing;
    if (this.#failure !== undefined) return;
    this.#failure = closed;
    try {
      await this.#segment.close(this.#lastSeq + 1);
    } catch (cause) {
      throw diskError(this.#segment.path, cause);
    }
  }

  /** Moves waiting appends into the batch, in order, as far as there is room. */
  #admit(): void {
    let admitted = 0;
    for (const append of this.#waiting) {
      try {
        const seq = this.#filling.add(append.inputs);
        if (seq === undefined) break;
        this.#acknowledge.push({ seq, append });
      } catch (cause) {
        append.reject(cause);
      }
      admitted++;
    }
    if (admitted > 0) this.#waiting = this.#waiting.slice(admitted);
  }

  async #write(): Promise<void> {
    try {
      // Appends made in the same turn of the event loop share the first fsync.
      await Promise.resolve();
      while (this.#acknowledge.length > 0) {
        await this.#commit();
        if (this.#acknowledge.length === 0) await this.#segment.mark(this.#lastSeq + 1);
      }
    } catch (cause) {
      await this.#fail(cause);
    } finally {
      this.#writing = undefined;
    }
  }

  async #commit(): Promise<void> {
    if (this.#segment.size >= this.#segmentBytes) await this.#rotate();
    const batch = this.#filling;
    const acknowledged = this.#acknowledge;
    this.#filling = this.#spare.begin(batch.nextSeq, batch.lastReceivedAt);
    this.#spare = batch;
    this.#acknowledge = [];
    this.#admit();
    try {
      await this.#segment.write(batch.bytes, batch.firstSeq, batch.nextSeq - batch.firstSeq);
    } catch (cause) {
      this.#acknowledge = [...acknowledged, ...this.#acknowledge];
      throw cause;
    }
    this.#lastSeq = batch.nextSeq - 1;
    for (const { seq, append } of acknowledged) append.resolve(seq);
  }

  async #rotate(): Promise<void> {
    const nextSeq = this.#lastSeq + 1;
    this.#sealed.push(await this.#segment.seal(nextSeq));
    const receivedBefore = this.#filling.receivedBefore;
    this.#segment = await begin(this.#disk, this.#folder, nextSeq, receivedBefore);
  }

  /** After a write or an fsync that failed nothing on the disk is trusted until it is read again. */
  async #fail(cause: unknown): Promise<void> {
    const failure = diskError(this.#segment.path, cause);
    this.#failure = failure;
    const appends = [...this.#acknowledge.map(({ append }) => append), ...this.#waiting];
    this.#acknowledge = [];
    this.#waiting = [];
    await this.#segment.abandon();
    for (const append of appends) append.reject(failure);
  }
}
