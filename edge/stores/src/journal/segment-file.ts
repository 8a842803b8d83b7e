import { join } from 'node:path';
import { type Disk, type DiskFile, readUpTo, writeAll } from '../disk/disk.ts';
import { StoreError } from '../store-error.ts';
import { damage } from './read-segment.ts';
import { note } from './scan.ts';
import { FOOTER_SIZE, type Landmark, readFooter, readLandmarks, writeSeal } from './seal.ts';
import {
  FRAME_SIZE,
  HEADER_SIZE,
  readHeader,
  type SegmentHeader,
  segmentName,
  writeFrame,
  writeHeader,
} from './segment.ts';

/** A segment that is full and closed for good. */
export interface SealedSegment {
  readonly path: string;
  readonly header: SegmentHeader;
  readonly lastSeq: number;
  readonly sealOffset: number;
  readonly size: number;
}

/** Reads the two ends of a segment that others follow. */
export async function openSealed(disk: Disk, path: string): Promise<SealedSegment> {
  const file = await disk.open(path, 'read');
  try {
    const size = await file.size();
    const header = mustReadHeader(path, await readUpTo(file, 0, HEADER_SIZE));
    const footerAt = Math.max(HEADER_SIZE, size - FOOTER_SIZE);
    const footer = readFooter(await readUpTo(file, footerAt, FOOTER_SIZE), header.salt);
    if (footer === undefined) throw damage(path, footerAt);
    return { path, header, size, ...footer };
  } finally {
    await file.close();
  }
}

export async function landmarksOf(
  file: DiskFile,
  sealed: SealedSegment,
): Promise<readonly Landmark[]> {
  const at = sealed.sealOffset + FRAME_SIZE;
  const landmarks = readLandmarks(await readUpTo(file, at, Math.max(0, sealed.size - at)));
  if (landmarks === undefined) throw damage(sealed.path, at);
  return landmarks;
}

export function mustReadHeader(path: string, bytes: Buffer): SegmentHeader {
  const header = readHeader(bytes);
  if (header === 'damaged') throw damage(path, 0);
  if (header === 'foreign')
    throw new StoreError('foreign', `${path}: not a journal segment of this version; move it away`);
  return header;
}

/** The segment that is being written. Not to be used again after any of its calls rejected. */
export class OpenSegment {
  readonly path: string;
  readonly header: SegmentHeader;
  readonly landmarks: Landmark[];
  /** Bytes that survive a power cut. */
  committed: number;
  /** Where the next frame goes. */
  #size: number;
  #markedAt: number | undefined;
  readonly #file: DiskFile;

  constructor(
    file: DiskFile,
    path: string,
    header: SegmentHeader,
    size: number,
    landmarks: readonly Landmark[],
  ) {
    this.path = path;
    this.header = header;
    this.landmarks = [...landmarks];
    this.committed = size;
    this.#size = size;
    this.#file = file;
  }

  /** Makes the file; when it resolves, the file, its header and its name are on the disk. */
  static async create(disk: Disk, folder: string, header: SegmentHeader): Promise<OpenSegment> {
    const path = join(folder, segmentName(header.firstSeq));
    const file = await disk.open(path, 'create');
    try {
      await writeAll(file, writeHeader(header), 0);
      await file.sync();
      await disk.syncFolder(folder);
    } catch (cause) {
      await file.close();
      throw cause;
    }
    return new OpenSegment(file, path, header, HEADER_SIZE, []);
  }

  get size(): number {
    return this.#size;
  }

  /** Puts entries on the disk. `batch` holds them behind `FRAME_SIZE` bytes left free for the frame. */
  async write(batch: Buffer, firstSeq: number, count: number): Promise<void> {
    const offset = this.#size;
    const length = batch.length - FRAME_SIZE;
    const { committed } = this;
    writeFrame(batch, 0, this.header.salt, { firstSeq, count, length, committed });
    await writeAll(this.#file, batch, offset);
    await this.#file.sync();
    this.#size += batch.length;
    this.committed = this.#size;
    note(this.landmarks, { seq: firstSeq, offset });
  }

  /** Notes in the file that all before is on the disk, so that later damage is told from a torn tail. */
  async mark(nextSeq: number): Promise<void> {
    if (this.#markedAt === this.committed || this.#size === HEADER_SIZE) return;
    const frame = Buffer.alloc(FRAME_SIZE);
    const { committed } = this;
    writeFrame(frame, 0, this.header.salt, { firstSeq: nextSeq, count: 0, length: 0, committed });
    await writeAll(this.#file, frame, this.#size);
    this.#size += FRAME_SIZE;
    this.#markedAt = committed;
  }

  async seal(nextSeq: number): Promise<SealedSegment> {
    const { path, header } = this;
    const sealOffset = this.#size;
    const bytes = writeSeal(header.salt, sealOffset, this.committed, nextSeq, this.landmarks);
    await writeAll(this.#file, bytes, sealOffset);
    await this.#file.sync();
    this.#size += bytes.length;
    this.committed = this.#size;
    await this.#file.close();
    return { path, header, lastSeq: nextSeq - 1, sealOffset, size: this.#size };
  }

  /** After a failure: takes away what was not acknowledged, as far as the disk still obeys. */
  async abandon(): Promise<void> {
    await this.#file.truncate(this.committed).catch(() => undefined);
    await this.#file.close().catch(() => undefined);
  }

  async close(nextSeq: number): Promise<void> {
    try {
      await this.mark(nextSeq);
      await this.#file.sync();
    } finally {
      await this.#file.close();
    }
  }
}
