import { isAscii } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fromUtf8, type Instant, parseInstant } from '@greenline/base';
import { Failure } from './failure.ts';

/** The bytes of a file, or why not, in one line. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new Failure(`${path}: cannot be read (${code}): name a file that is there`);
  }
}

export const readText = (path: string): string => textOf(path, readBytes(path));

function textOf(path: string, bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  if (text === undefined) throw new Failure(`${path}: is not UTF-8 text: save it as UTF-8`);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** The one JSON value of a file, unpacked if it is gzipped; `want` says what to write where it is none. */
export function readJson(path: string, want = 'the file is one JSON value in UTF-8'): unknown {
  const bytes = readBytes(path);
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = textOf(path, packed ? unpacked(path) : bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${path}: is no JSON: ${want}`);
  }
}

const PORTION = 1 << 20;
const NEWLINE = 10;

/** The lines of a file one after another, without holding the file. Empty lines are passed over. */
export function* linesOf(path: string): Generator<{ text: string; line: number; offset: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let line = 0;
  for (const portion of portionsOf(path)) {
    const held = Buffer.concat([rest, portion]);
    const plain = isAscii(held);
    let start = 0;
    for (;;) {
      let end = held.indexOf(NEWLINE, start);
      if (end === -1 && portion.length === 0 && start < held.length) end = held.length;
      if (end === -1) break;
      line += 1;
      const text = plain
        ? held.toString('latin1', start, end)
        : fromUtf8(held.subarray(start, end));
      if (text === undefined) throw new Failure(`${path}:${line}: is not UTF-8 text`);
      if (text.trim() !== '') yield { text: text.trim(), line, offset: offset + start };
      start = end + 1;
    }
    rest = Buffer.from(held.subarray(start));
    offset += start;
  }
}

/** A file piece by piece, unpacked if it is gzipped; the last piece is empty. */
function* portionsOf(path: string): Generator<Buffer> {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new Failure(`${path}: cannot be read (${code}): name a file that is there`);
  }
  try {
    const portion = Buffer.alloc(PORTION);
    let read = readSync(handle, portion);
    if (read > 1 && portion[0] === 0x1f && portion[1] === 0x8b) {
      const whole = unpacked(path);
      for (let at = 0; at < whole.length; at += PORTION) yield whole.subarray(at, at + PORTION);
      read = 0;
    }
    for (; read > 0; read = readSync(handle, portion)) yield portion.subarray(0, read);
    yield portion.subarray(0, 0);
  } finally {
    closeSync(handle);
  }
}

function unpacked(path: string): Buffer {
  try {
    return gunzipSync(readBytes(path), { maxOutputLength: MOST_UNPACKED });
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new Failure(`${path}: cannot be unpacked (${code}): gzip it again, under 2 GB of lines`);
  }
}

/** Bytes. */
const MOST_UNPACKED = 2e9;

/** A moment given as an option. */
export function readInstant(option: string, text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) {
    throw new Failure(`${option} ${text}: is no moment: write one as 2026-03-10T10:00:00Z`);
  }
  return at;
}

const MOST_SECONDS = 86_400;

/** A stretch of time given as an option. */
export function readSeconds(option: string, text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0 && seconds <= MOST_SECONDS) || text.trim() === '')
    throw new Failure(`${option} ${text}: is no time: write seconds, up to ${MOST_SECONDS}`);
  return seconds;
}
