import { join } from 'node:path';
import { type Disk, type DiskFile, readUpTo, writeAll } from '../disk/disk.ts';
import { StoreError } from '../store-error.ts';
import { damage } from './read-segment.ts';
import { type Scan, scanSegment } from './scan.ts';
import { firstSeqOf, HEADER_SIZE, readHeader, type SegmentHeader } from './segment.ts';
import { mustReadHeader, OpenSegment, openSealed, type SealedSegment } from './segment-file.ts';

/** Bytes at the end of the last segment that were never acknowledged, and were cut off. */
export interface TornTail {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

/** What lies in a journal's folder. */
export interface Recovered {
  readonly sealed: readonly SealedSegment[];
  /** `undefined` where the next append needs a new segment. */
  readonly open?: OpenSegment;
  readonly lastSeq: number;
  readonly lastReceivedAt: number;
  readonly torn?: TornTail;
}

/**
 * Brings a journal's folder back to its last acknowledged state or further, and refuses damage.
 *
 * Reads the ends of all segments and the whole of the last one; the middle of the others is checked
 * whenever it is read, and by `scrubJournal`.
 */
export async function recover(disk: Disk, folder: string): Promise<Recovered> {
  const paths = await segmentPaths(disk, folder);
  const sealed: SealedSegment[] = [];
  const lastPath = paths.pop();
  for (const path of paths) {
    const segment = await openSealed(disk, path);
    mustFollow(path, segment.header, sealed);
    sealed.push(segment);
  }
  if (lastPath === undefined)
    return { sealed, lastSeq: 0, lastReceivedAt: Number.NEGATIVE_INFINITY };

  const file = await disk.open(lastPath, 'write');
  try {
    return await recoverLast(disk, file, lastPath, sealed);
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/** Paths of all segments in order. */
export async function segmentPaths(disk: Disk, folder: string): Promise<string[]> {
  const names = await disk.list(folder);
  return names
    .filter((name) => firstSeqOf(name) !== undefined)
    .sort()
    .map((name) => join(folder, name));
}

async function recoverLast(
  disk: Disk,
  file: DiskFile,
  path: string,
  sealed: readonly SealedSegment[],
): Promise<Recovered> {
  const bytes = await readUpTo(file, 0, await file.size());
  if (bytes.length <= HEADER_SIZE && readHeader(bytes) === 'damaged') {
    await file.close();
    await disk.remove(path);
    return withoutLast(disk, sealed, { path, offset: 0, bytes: bytes.length });
  }
  const header = mustReadHeader(path, bytes);
  mustFollow(path, header, sealed);
  const scan = scanSegment(bytes, header);
  if (scan.fault?.kind === 'damaged') throw damage(path, scan.fault.offset);
  await settle(file, bytes, scan);

  const { lastSeq, lastReceivedAt, landmarks, end } = scan;
  const torn = end < bytes.length ? { torn: { path, offset: end, bytes: bytes.length - end } } : {};
  if (!scan.sealed) {
    const open = new OpenSegment(file, path, header, end, landmarks);
    return { sealed, open, lastSeq, lastReceivedAt, ...torn };
  }
  await file.close();
  const full = await openSealed(disk, path);
  return { sealed: [...sealed, full], lastSeq, lastReceivedAt, ...torn };
}

/**
 * Cuts off a torn tail and writes again what no later frame vouches for: after an fsync that
 * failed, the system may show bytes that the disk does not hold, and a second fsync says nothing.
 */
async function settle(file: DiskFile, bytes: Buffer, scan: Scan): Promise<void> {
  if (scan.end < bytes.length) await file.truncate(scan.end);
  await writeAll(file, bytes.subarray(scan.committed, scan.end), scan.committed);
  await file.sync();
}

/** A power cut can leave a new segment whose header never reached the disk: nothing was in it. */
async function withoutLast(
  disk: Disk,
  sealed: readonly SealedSegment[],
  torn: TornTail,
): Promise<Recovered> {
  const last = sealed.at(-1);
  if (last === undefined)
    return { sealed, lastSeq: 0, lastReceivedAt: Number.NEGATIVE_INFINITY, torn };
  const file = await disk.open(last.path, 'read');
  try {
    const { lastSeq, lastReceivedAt } = scanSegment(
      await readUpTo(file, 0, last.size),
      last.header,
    );
    return { sealed, lastSeq, lastReceivedAt, torn };
  } finally {
    await file.close();
  }
}

function mustFollow(path: string, header: SegmentHeader, sealed: readonly SealedSegment[]): void {
  const expected = (sealed.at(-1)?.lastSeq ?? 0) + 1;
  const found = header.firstSeq;
  if (found === expected && path.endsWith(String(found).padStart(16, '0').concat('.segment')))
    return;
  throw new StoreError(
    'damaged',
    `${path}: begins with seq ${found} where ${expected} should follow; put back the missing segment`,
  );
}
