import type { JournalEntry } from '@greenline/pipeline';
import { type Disk, type DiskFile, readUpTo } from '../disk/disk.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { diskError, errorCode, StoreError } from '../store-error.ts';
import { damage, readStretch, type Stretch } from './read-segment.ts';
import { segmentPaths } from './recover.ts';
import { scanSegment } from './scan.ts';
import type { Landmark } from './seal.ts';
import { HEADER_SIZE, readHeader, type SegmentHeader } from './segment.ts';
import { landmarksOf, type SealedSegment } from './segment-file.ts';

/** The segment being written, as far as it was on the disk when the reading was asked for. */
export interface OpenStretch {
  readonly path: string;
  readonly header: SegmentHeader;
  readonly landmarks: readonly Landmark[];
  readonly end: number;
}

/** Entries from `fromSeq` to `toSeq`, in order. Throws a `StoreError` where a file is damaged. */
export async function* readSegments(
  disk: Disk,
  sealed: readonly SealedSegment[],
  open: OpenStretch,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<readonly JournalEntry[]> {
  if (fromSeq > toSeq) return;
  for (const segment of sealed.slice(firstHolding(sealed, fromSeq))) {
    yield* reading(
      disk,
      segment.path,
      async (file) => {
        const landmarks = await landmarksOf(file, segment);
        return stretchFrom(segment.path, segment.header, landmarks, segment.sealOffset, fromSeq);
      },
      fromSeq,
      toSeq,
    );
  }
  const last = stretchFrom(open.path, open.header, open.landmarks, open.end, fromSeq);
  yield* reading(disk, open.path, async () => last, fromSeq, toSeq);
}

async function* reading(
  disk: Disk,
  path: string,
  stretchOf: (file: DiskFile) => Promise<Stretch>,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<readonly JournalEntry[]> {
  const file = await disk.open(path, 'read').catch((cause: unknown) => {
    throw errorCode(cause) === 'ENOENT'
      ? new StoreError(
          'damaged',
          `${path}: is missing; put back this segment of the journal`,
          cause,
        )
      : diskError(path, cause);
  });
  try {
    yield* readStretch(file, await stretchOf(file), fromSeq, toSeq);
  } finally {
    await file.close();
  }
}

function stretchFrom(
  path: string,
  header: SegmentHeader,
  landmarks: readonly Landmark[],
  end: number,
  fromSeq: number,
): Stretch {
  const start = landmarks.findLast((landmark) => landmark.seq <= fromSeq);
  const { salt, firstSeq } = header;
  return { path, salt, end, offset: start?.offset ?? HEADER_SIZE, seq: start?.seq ?? firstSeq };
}

/** Place of the first segment whose last seq is not before `seq`, found by halving. */
function firstHolding(sealed: readonly SealedSegment[], seq: number): number {
  let low = 0;
  let high = sealed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sealed[middle]?.lastSeq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Checks every byte of a journal that no node is writing. Gives every damaged place, none if whole. */
export async function scrubJournal(
  folder: string,
  disk: Disk = nodeDisk,
): Promise<readonly StoreError[]> {
  const found: StoreError[] = [];
  for (const path of await segmentPaths(disk, folder)) {
    const file = await disk.open(path, 'read');
    try {
      const bytes = await readUpTo(file, 0, await file.size());
      const header = readHeader(bytes);
      const fault = typeof header === 'string' ? { offset: 0 } : scanSegment(bytes, header).fault;
      if (fault !== undefined) found.push(damage(path, fault.offset));
    } finally {
      await file.close();
    }
  }
  return found;
}
