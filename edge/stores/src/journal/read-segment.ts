import type { JournalEntry } from '@greenline/pipeline';
import { type DiskFile, readUpTo } from '../disk/disk.ts';
import { StoreError } from '../store-error.ts';
import { checkEntry, readEntry } from './entry.ts';
import { FRAME_SIZE, readFrame } from './segment.ts';

/** How much is read from the disk at a time; longer only where one frame is. */
const CHUNK = 1024 * 1024;

/** A stretch of one segment, to be read. */
export interface Stretch {
  readonly path: string;
  readonly salt: Buffer;
  /** Where a frame begins, and its seq. */
  readonly offset: number;
  readonly seq: number;
  /** Where the stretch ends: between two frames. */
  readonly end: number;
}

/** Entries from `fromSeq` to `toSeq` in a stretch, checked, a chunk at a time. */
export async function* readStretch(
  file: DiskFile,
  stretch: Stretch,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<readonly JournalEntry[]> {
  let { offset, seq } = stretch;
  let wanted = CHUNK;
  while (offset < stretch.end && seq <= toSeq) {
    const length = Math.min(wanted, stretch.end - offset);
    const chunk = await readUpTo(file, offset, length);
    if (chunk.length < length) throw damage(stretch.path, offset + chunk.length);
    const entries: JournalEntry[] = [];
    const more = offset + length < stretch.end;
    let at = 0;
    wanted = CHUNK;
    while (at < length) {
      if (at + FRAME_SIZE > length && more) break;
      const frame = readFrame(chunk, at, stretch.salt);
      if (frame === undefined || frame.firstSeq !== seq) throw damage(stretch.path, offset + at);
      const frameEnd = at + FRAME_SIZE + frame.length;
      if (frameEnd > length) {
        if (offset + frameEnd > stretch.end) throw damage(stretch.path, offset + at);
        wanted = Math.max(CHUNK, frameEnd - at);
        break;
      }
      let next = at + FRAME_SIZE;
      for (let i = 0; i < frame.count; i++, seq++) {
        const end = checkEntry(chunk, next, frameEnd);
        if (end === undefined) throw damage(stretch.path, offset + next);
        if (seq >= fromSeq && seq <= toSeq) entries.push(readEntry(chunk, next, end, seq));
        next = end;
      }
      at = frameEnd;
    }
    offset += at;
    if (entries.length > 0) yield entries;
  }
}

/** Says where a segment no longer holds what was written. */
export const damage = (path: string, offset: number): StoreError =>
  new StoreError(
    'damaged',
    `${path}: damaged at byte ${offset}; put back this file from a copy or another disk`,
  );
