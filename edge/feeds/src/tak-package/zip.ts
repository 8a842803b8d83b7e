import { crc32, inflateRawSync } from 'node:zlib';
import { fail, fromUtf8, ok, type Result } from '@greenline/base';

/** One file of an archive, not yet opened. */
export interface ZipEntry {
  readonly name: string;
  /** What the archive says of its size: opening is bounded by what comes out, not by this. */
  readonly size: number;
  /** Its bytes, taking what was inflated from the archive's allowance. */
  open(): Result<Uint8Array, ZipError>;
}

export interface ZipError {
  readonly kind: 'malformed' | 'too-long' | 'not-supported';
  readonly text: string;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MOST_COMMENT = 0xffff;
const MOST_ENTRIES = 1_000;
/** All that an archive may become when it is opened, bytes. */
const MOST_INFLATED = 24 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/**
 * Reads a zip archive's list of files. An archive that would become more than 24 MiB, has more than 1,000
 * files, or spans disks is refused; encrypted files and other methods than deflate cannot be opened.
 * Source: PKWARE APPNOTE 6.3.
 */
export function readZip(archive: Uint8Array): Result<readonly ZipEntry[], ZipError> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOf(bytes);
  if (end === undefined) return malformed('no list of files at its end');
  const count = bytes.readUInt16LE(end + 10);
  const from = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES)
    return fail({
      kind: 'too-long',
      text: `more than ${MOST_ENTRIES} files; send fewer at a time`,
    });
  const allowance = { left: MOST_INFLATED };
  const entries: ZipEntry[] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL)
      return malformed('its list of files ends early');
    const nameLength = bytes.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const name = fromUtf8(bytes.subarray(at + 46, at + 46 + nameLength));
    if (next > bytes.length || name === undefined || name.includes('\0'))
      return malformed('the name of a file is not UTF-8');
    const header = at;
    if (!name.endsWith('/'))
      entries.push({
        name,
        size: bytes.readUInt32LE(at + 24),
        open: () => open(bytes, header, allowance),
      });
    at = next;
  }
  return ok(entries);
}

/** The record at the end, which only a comment may follow. */
function endOf(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - END_BYTES - MOST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at--)
    if (bytes.readUInt32LE(at) === END) return at;
  return undefined;
}

function open(
  bytes: Buffer,
  header: number,
  allowance: { left: number },
): Result<Uint8Array, ZipError> {
  const flags = bytes.readUInt16LE(header + 8);
  const method = bytes.readUInt16LE(header + 10);
  const sum = bytes.readUInt32LE(header + 16);
  const packed = bytes.readUInt32LE(header + 20);
  const local = bytes.readUInt32LE(header + 42);
  if ((flags & ENCRYPTED) !== 0) return unsupported('it is encrypted; send it open');
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL)
    return malformed('a file is not where the list says');
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (from + packed > bytes.length) return malformed('a file is cut short');
  const body = bytes.subarray(from, from + packed);
  let plain: Buffer;
  if (method === STORED) plain = body;
  else if (method === DEFLATED) {
    try {
      plain = inflateRawSync(body, { maxOutputLength: Math.max(1, allowance.left) });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE')
        return malformed('a file is not deflated as it says');
      allowance.left = 0;
      const text = `it becomes more than ${MOST_INFLATED} bytes; send it in parts`;
      return fail({ kind: 'too-long', text });
    }
    allowance.left -= plain.length;
  } else return unsupported(`method ${method}; store or deflate it`);
  return crc32(plain) === sum ? ok(plain) : malformed('a file’s checksum is wrong');
}

const malformed = (text: string): Result<never, ZipError> =>
  fail({ kind: 'malformed', text: `${text}; send the archive again` });

const unsupported = (text: string): Result<never, ZipError> =>
  fail({ kind: 'not-supported', text });
