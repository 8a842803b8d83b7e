import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const BLOCK = 512;
const LONGEST_NAME = 100;
const LONGEST_PREFIX = 155;

/** Where the bytes of a file lie in an archive. */
export interface TarEntry {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

/** The header of one file (POSIX.1-1988 ustar): no owner and no time, so that equal packs are equal bytes. */
export function tarHeader(path: string, bytes: number): Uint8Array {
  const { name, prefix } = splitName(path);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  header.write(`${'0'.repeat(11)}\0`, 136);
  header.write('        0', 148);
  header.write('ustar\0' + '00', 257);
  header.write(prefix, 345);
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** How many zeros follow so many bytes. */
export const tarPadding = (bytes: number): number => (BLOCK - (bytes % BLOCK)) % BLOCK;

/** Ends an archive. */
export const TAR_END = new Uint8Array(2 * BLOCK);

/** The files of an archive; `undefined` where a header is damaged or of another sort. */
export function tarEntries(handle: number): readonly TarEntry[] | undefined {
  const entries: TarEntry[] = [];
  const header = Buffer.alloc(BLOCK);
  for (let at = 0; ; ) {
    if (readSync(handle, header, 0, BLOCK, at) < BLOCK) return undefined;
    if (header.every((byte) => byte === 0)) return entries;
    const sum = Number.parseInt(header.toString('latin1', 148, 154), 8);
    header.fill(' ', 148, 156);
    if (sum !== checksum(header) || header[156] !== 0x30) return undefined;
    const bytes = Number.parseInt(textAt(header, 124, 12), 8);
    const prefix = textAt(header, 345, LONGEST_PREFIX);
    const name = textAt(header, 0, LONGEST_NAME);
    const path = prefix === '' ? name : `${prefix}/${name}`;
    entries.push({ path, offset: at + BLOCK, bytes });
    at += BLOCK + bytes + tarPadding(bytes);
  }
}

function splitName(path: string): { readonly name: string; readonly prefix: string } {
  if (Buffer.byteLength(path) <= LONGEST_NAME) return { name: path, prefix: '' };
  for (let cut = path.indexOf('/'); cut > 0; cut = path.indexOf('/', cut + 1)) {
    const [prefix, name] = [path.slice(0, cut), path.slice(cut + 1)];
    if (Buffer.byteLength(name) > LONGEST_NAME) continue;
    if (Buffer.byteLength(prefix) <= LONGEST_PREFIX) return { name, prefix };
  }
  throw new RangeError(`${path}: too long a name for an archive: write a folder instead`);
}

const textAt = (header: Buffer, from: number, most: number): string =>
  (header.toString('utf8', from, from + most).split('\0')[0] ?? '').trim();

/** Of a header whose own field of it holds blanks. */
const checksum = (header: Uint8Array): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);

/** Writes all of it, whatever the system takes at a time. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

/** Reads a stretch of a file, portion by portion. */
export function* readStretch(path: string, from: number, bytes: number): Generator<Uint8Array> {
  const handle = openSync(path, 'r');
  try {
    for (let at = 0; at < bytes; ) {
      const portion = Buffer.alloc(Math.min(1 << 20, bytes - at));
      const read = readSync(handle, portion, 0, portion.length, from + at);
      if (read === 0) return;
      at += read;
      yield portion.subarray(0, read);
    }
  } finally {
    closeSync(handle);
  }
}
