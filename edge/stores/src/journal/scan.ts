import { checkEntry, receivedAtOf } from './entry.ts';
import { FOOTER_SIZE, LANDMARK_SPACING, type Landmark, readFooter, readLandmarks } from './seal.ts';
import { FRAME_SIZE, type Frame, HEADER_SIZE, readFrame, type SegmentHeader } from './segment.ts';

/** What the bytes of a segment turned out to hold. */
export interface Scan {
  readonly lastSeq: number;
  readonly lastReceivedAt: number;
  /** Where the last whole frame ends. */
  readonly end: number;
  /** Bytes from the start that are known to have been on the disk. */
  readonly committed: number;
  readonly sealed: boolean;
  readonly landmarks: readonly Landmark[];
  readonly fault?: Fault;
}

/**
 * Bytes that do not hold together. `torn`: nothing shows that they were ever acknowledged, as after
 * a power cut. `damaged`: they were on the disk once, for a later frame says so.
 */
export interface Fault {
  readonly kind: 'torn' | 'damaged';
  readonly offset: number;
}

/** Goes through a whole segment and checks every byte of it. */
export function scanSegment(bytes: Buffer, header: SegmentHeader): Scan {
  const landmarks: Landmark[] = [];
  let at = HEADER_SIZE;
  let committed = HEADER_SIZE;
  let nextSeq = header.firstSeq;
  let lastReceivedAt = header.receivedBefore;
  let sealed = false;
  let faultAt: number | undefined;

  while (at < bytes.length && !sealed) {
    const frame = readFrame(bytes, at, header.salt);
    if (frame === undefined || frame.firstSeq !== nextSeq || frame.committed > at) {
      faultAt = at;
      break;
    }
    const checked = checkFrame(bytes, at, frame, header);
    if (checked.faultAt !== undefined) {
      faultAt = checked.faultAt;
      break;
    }
    if (frame.count > 0) note(landmarks, { seq: frame.firstSeq, offset: at });
    sealed = frame.count === 0 && frame.length > 0;
    committed = Math.max(committed, frame.committed);
    lastReceivedAt = checked.lastReceivedAt ?? lastReceivedAt;
    nextSeq += frame.count;
    at += FRAME_SIZE + frame.length;
  }
  if (faultAt === undefined && at < bytes.length) faultAt = at;
  const scan = { lastSeq: nextSeq - 1, lastReceivedAt, end: at, committed, sealed, landmarks };
  if (faultAt === undefined) return scan;
  const damaged = sealed || committedBeyond(bytes, at, faultAt, header.salt);
  return { ...scan, fault: { kind: damaged ? 'damaged' : 'torn', offset: faultAt } };
}

/** Adds a landmark where the last one is far enough behind. */
export function note(landmarks: Landmark[], landmark: Landmark): void {
  const last = landmarks.at(-1);
  if (last === undefined || landmark.offset - last.offset >= LANDMARK_SPACING)
    landmarks.push(landmark);
}

function checkFrame(
  bytes: Buffer,
  at: number,
  frame: Frame,
  header: SegmentHeader,
): { readonly faultAt?: number; readonly lastReceivedAt?: number } {
  const start = at + FRAME_SIZE;
  const end = start + frame.length;
  if (frame.count === 0) {
    if (frame.length === 0) return {};
    const seal = bytes.subarray(start, end);
    const footer = readFooter(seal.subarray(Math.max(0, seal.length - FOOTER_SIZE)), header.salt);
    const whole = footer?.sealOffset === at && readLandmarks(seal) !== undefined;
    return whole ? {} : { faultAt: at };
  }
  let next = start;
  let last = start;
  for (let i = 0; i < frame.count; i++) {
    const entryEnd = checkEntry(bytes, next, Math.min(end, bytes.length));
    if (entryEnd === undefined) return { faultAt: next };
    last = next;
    next = entryEnd;
  }
  return next === end ? { lastReceivedAt: receivedAtOf(bytes, last) } : { faultAt: next };
}

/** Whether any frame after `from` says that the byte at `faultAt` had reached the disk. */
function committedBeyond(bytes: Buffer, from: number, faultAt: number, salt: Buffer): boolean {
  let at = bytes.indexOf(salt, from + 1);
  while (at !== -1) {
    const frame = readFrame(bytes, at, salt);
    if (frame !== undefined && frame.committed <= at && frame.committed > faultAt) return true;
    at = bytes.indexOf(salt, at + 1);
  }
  return false;
}
