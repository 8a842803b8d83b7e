import { crc32 } from 'node:zlib';
import { instant } from '@greenline/base';
import type { JournalEntry, JournalInput, Lane } from '@greenline/pipeline';

/**
 * One entry in a segment, little-endian:
 *
 *     u32 CRC-32 of all that follows · u32 length of what follows these two
 *     f64 receivedAt · f64 offset · u8 lane · u16 length of type, by and label (65535: no label)
 *     type · by · label · bytes
 */
const PREFIX = 8;
const FIXED = 23;
const NO_LABEL = 0xffff;
const LANES: readonly Lane[] = ['alert', 'normal', 'bulk'];

/** The longest entry, so that a length that was damaged asks for no absurd amount of memory. */
export const LONGEST_ENTRY = 256 * 1024 * 1024;

/** Bytes that the entry takes on the disk. */
export function entrySize(input: JournalInput): number {
  return (
    PREFIX +
    FIXED +
    nameBytes(input.type).length +
    nameBytes(input.by).length +
    (input.label === undefined ? 0 : nameBytes(input.label).length) +
    input.bytes.length
  );
}

/** Writes an entry at `start`, received at `receivedAt`; gives where it ends. */
export function writeEntry(
  target: Buffer,
  start: number,
  input: JournalInput,
  receivedAt: number,
): number {
  const type = nameBytes(input.type);
  const by = nameBytes(input.by);
  const label = input.label === undefined ? undefined : nameBytes(input.label);
  let at = start + PREFIX;
  at = target.writeDoubleLE(receivedAt, at);
  at = target.writeDoubleLE(input.offset, at);
  at = target.writeUInt8(LANES.indexOf(input.lane), at);
  at = target.writeUInt16LE(type.length, at);
  at = target.writeUInt16LE(by.length, at);
  at = target.writeUInt16LE(label?.length ?? NO_LABEL, at);
  for (const part of [type, by, label, input.bytes]) {
    if (part === undefined) continue;
    target.set(part, at);
    at += part.length;
  }
  target.writeUInt32LE(at - start - PREFIX, start + 4);
  target.writeUInt32LE(crc32(target.subarray(start + 4, at)), start);
  return at;
}

/** Where the entry at `start` ends; `undefined` where it does not hold together before `limit`. */
export function checkEntry(source: Buffer, start: number, limit: number): number | undefined {
  if (start + PREFIX + FIXED > limit) return undefined;
  const length = source.readUInt32LE(start + 4);
  const end = start + PREFIX + length;
  if (length < FIXED || end > limit) return undefined;
  const sum = source.readUInt32LE(start);
  return crc32(source.subarray(start + 4, end)) === sum ? end : undefined;
}

/** Reads an entry that `checkEntry` found whole. Its bytes are a view on the source. */
export function readEntry(source: Buffer, start: number, end: number, seq: number): JournalEntry {
  const fixed = start + PREFIX;
  const typeLength = source.readUInt16LE(fixed + 17);
  const byLength = source.readUInt16LE(fixed + 19);
  const labelLength = source.readUInt16LE(fixed + 21);
  const typeAt = fixed + FIXED;
  const byAt = typeAt + typeLength;
  const labelAt = byAt + byLength;
  const bytesAt = labelAt + (labelLength === NO_LABEL ? 0 : labelLength);
  return {
    seq,
    receivedAt: instant(source.readDoubleLE(fixed)),
    lane: LANES[source.readUInt8(fixed + 16)] ?? 'normal',
    type: source.toString('utf8', typeAt, byAt),
    by: source.toString('utf8', byAt, labelAt),
    ...(labelLength === NO_LABEL
      ? {}
      : { label: source.toString('utf8', labelAt, bytesAt) as `sha256:${string}` }),
    offset: source.readDoubleLE(fixed + 8),
    bytes: source.subarray(bytesAt, end),
  };
}

export const receivedAtOf = (source: Buffer, start: number): number =>
  source.readDoubleLE(start + PREFIX);

/** Types, feeds and labels come again and again, so their bytes are made once. */
const names = new Map<string, Buffer>();

function nameBytes(name: string): Buffer {
  const known = names.get(name);
  if (known !== undefined) return known;
  const bytes = Buffer.from(name, 'utf8');
  if (bytes.length >= NO_LABEL) throw new RangeError(`a name of ${bytes.length} bytes is too long`);
  if (names.size >= 4096) names.clear();
  names.set(name, bytes);
  return bytes;
}
