import { crc32 } from 'node:zlib';
import { FRAME_SIZE, SALT_SIZE, writeFrame } from './segment.ts';

/** Where the frame that begins with `seq` lies in its segment. */
export interface Landmark {
  readonly seq: number;
  readonly offset: number;
}

/** A landmark is kept for about so many bytes: what a reader may have to skip. */
export const LANDMARK_SPACING = 512 * 1024;

const LANDMARK_SIZE = 16;
/** salt · u64 offset of the seal's frame · u64 last seq · u32 CRC-32: the last bytes of a segment. */
export const FOOTER_SIZE = SALT_SIZE + 8 + 8 + 4;

/** The end of a full segment: a frame, its landmarks, and a footer that finds them from behind. */
export function writeSeal(
  salt: Buffer,
  offset: number,
  committed: number,
  nextSeq: number,
  landmarks: readonly Landmark[],
): Buffer {
  const length = landmarks.length * LANDMARK_SIZE + 4 + FOOTER_SIZE;
  const bytes = Buffer.alloc(FRAME_SIZE + length);
  writeFrame(bytes, 0, salt, { firstSeq: nextSeq, count: 0, length, committed });
  let at = FRAME_SIZE;
  for (const landmark of landmarks) {
    at = bytes.writeBigUInt64LE(BigInt(landmark.seq), at);
    at = bytes.writeBigUInt64LE(BigInt(landmark.offset), at);
  }
  at = bytes.writeUInt32LE(crc32(bytes.subarray(FRAME_SIZE, at)), at);
  bytes.set(salt, at);
  bytes.writeBigUInt64LE(BigInt(offset), at + SALT_SIZE);
  bytes.writeBigUInt64LE(BigInt(nextSeq - 1), at + SALT_SIZE + 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(at, bytes.length - 4)), bytes.length - 4);
  return bytes;
}

/** What the last bytes of a segment say; `undefined` where they are no footer of it. */
export function readFooter(
  bytes: Buffer,
  salt: Buffer,
): { readonly sealOffset: number; readonly lastSeq: number } | undefined {
  if (bytes.length !== FOOTER_SIZE || salt.compare(bytes, 0, SALT_SIZE) !== 0) return undefined;
  if (crc32(bytes.subarray(0, FOOTER_SIZE - 4)) !== bytes.readUInt32LE(FOOTER_SIZE - 4))
    return undefined;
  return {
    sealOffset: Number(bytes.readBigUInt64LE(SALT_SIZE)),
    lastSeq: Number(bytes.readBigUInt64LE(SALT_SIZE + 8)),
  };
}

/** The landmarks behind a seal's frame; `undefined` where they do not hold together. */
export function readLandmarks(bytes: Buffer): readonly Landmark[] | undefined {
  const end = bytes.length - FOOTER_SIZE - 4;
  if (end < 0 || end % LANDMARK_SIZE !== 0) return undefined;
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) return undefined;
  const landmarks: Landmark[] = [];
  for (let at = 0; at < end; at += LANDMARK_SIZE)
    landmarks.push({
      seq: Number(bytes.readBigUInt64LE(at)),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
    });
  return landmarks;
}
