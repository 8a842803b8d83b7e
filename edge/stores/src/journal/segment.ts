import { crc32 } from 'node:zlib';

/**
 * A segment is one file of the journal, named after its first seq, little-endian:
 *
 *     header 48 B   `GLJOURN1` · u32 version · u32 0 · u64 first seq · salt 8 B
 *                   · f64 receivedAt of the entry before (-Infinity: none) · u32 0 · u32 CRC-32
 *     frame  36 B   salt 8 B · u64 first seq · u32 count of entries · u32 length of what follows
 *                   · u64 bytes of this file known to be on the disk when this frame was made
 *                   · u32 CRC-32, then the entries (see `entry.ts`)
 *
 * A frame is what one fsync made safe. A frame without entries is a mark, that all before it is on
 * the disk, or, with an index behind it, the seal of a segment that is full. The salt is drawn for
 * each segment, so that no message can hold what looks like a frame.
 */
export interface SegmentHeader {
  readonly firstSeq: number;
  readonly salt: Buffer;
  /** `receivedAt` of the last entry of the segment before. */
  readonly receivedBefore: number;
}

export interface Frame {
  readonly firstSeq: number;
  readonly count: number;
  /** Of the entries or the index behind the frame. */
  readonly length: number;
  readonly committed: number;
}

const MAGIC = Buffer.from('GLJOURN1', 'latin1');
const VERSION = 1;
export const HEADER_SIZE = 48;
export const FRAME_SIZE = 36;
export const SALT_SIZE = 8;

export const segmentName = (firstSeq: number): string =>
  `${String(firstSeq).padStart(16, '0')}.segment`;

/** The first seq in a segment's name; `undefined` for any other file. */
export function firstSeqOf(name: string): number | undefined {
  const match = /^(\d{16})\.segment$/.exec(name);
  return match === null ? undefined : Number(match[1]);
}

export function writeHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(HEADER_SIZE);
  bytes.set(MAGIC, 0);
  bytes.writeUInt32LE(VERSION, 8);
  bytes.writeBigUInt64LE(BigInt(header.firstSeq), 16);
  bytes.set(header.salt, 24);
  bytes.writeDoubleLE(header.receivedBefore, 32);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER_SIZE - 4)), HEADER_SIZE - 4);
  return bytes;
}

/** `foreign`: whole, but of another version or program. */
export function readHeader(bytes: Buffer): SegmentHeader | 'damaged' | 'foreign' {
  if (bytes.length < HEADER_SIZE) return 'damaged';
  if (crc32(bytes.subarray(0, HEADER_SIZE - 4)) !== bytes.readUInt32LE(HEADER_SIZE - 4))
    return 'damaged';
  if (!bytes.subarray(0, 8).equals(MAGIC) || bytes.readUInt32LE(8) !== VERSION) return 'foreign';
  return {
    firstSeq: Number(bytes.readBigUInt64LE(16)),
    salt: Buffer.from(bytes.subarray(24, 24 + SALT_SIZE)),
    receivedBefore: bytes.readDoubleLE(32),
  };
}

export function writeFrame(target: Buffer, at: number, salt: Buffer, frame: Frame): void {
  target.set(salt, at);
  target.writeBigUInt64LE(BigInt(frame.firstSeq), at + 8);
  target.writeUInt32LE(frame.count, at + 16);
  target.writeUInt32LE(frame.length, at + 20);
  target.writeBigUInt64LE(BigInt(frame.committed), at + 24);
  target.writeUInt32LE(crc32(target.subarray(at, at + FRAME_SIZE - 4)), at + FRAME_SIZE - 4);
}

/** The frame at `at`; `undefined` where there is none that holds together. */
export function readFrame(source: Buffer, at: number, salt: Buffer): Frame | undefined {
  if (at + FRAME_SIZE > source.length) return undefined;
  if (salt.compare(source, at, at + SALT_SIZE) !== 0) return undefined;
  const sum = source.readUInt32LE(at + FRAME_SIZE - 4);
  if (crc32(source.subarray(at, at + FRAME_SIZE - 4)) !== sum) return undefined;
  return {
    firstSeq: Number(source.readBigUInt64LE(at + 8)),
    count: source.readUInt32LE(at + 16),
    length: source.readUInt32LE(at + 20),
    committed: Number(source.readBigUInt64LE(at + 24)),
  };
}
