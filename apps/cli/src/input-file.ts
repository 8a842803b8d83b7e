import { isAscii } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
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

export function readText(path: string): string {
  const text = fromUtf8(readBytes(path));
  if (text === undefined) throw new Failure(`${path}: is not UTF-8 text: save it as UTF-8`);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const PORTION = 1 << 20;
const NEWLINE = 10;

/** The lines of a file one after another, without holding the file. Empty lines are passed over. */
export function* linesOf(path: string): Generator<{ text: string; line: number; offset: number }> {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new Failure(`${path}: cannot be read (${code}): name a file that is there`);
  }
  try {
    const portion = Buffer.alloc(PORTION);
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    let line = 0;
    for (;;) {
      const read = readSync(handle, portion);
      const held = Buffer.concat([rest, portion.subarray(0, read)]);
      const plain = isAscii(held);
      let start = 0;
      for (;;) {
        let end = held.indexOf(NEWLINE, start);
        if (end === -1 && read === 0 && start < held.length) end = held.length;
        if (end === -1) break;
        line += 1;
        const text = plain
          ? held.toString('latin1', start, end)
          : fromUtf8(held.subarray(start, end));
        if (text === undefined) throw new Failure(`${path}:${line}: is not UTF-8 text`);
        if (text.trim() !== '') yield { text: text.trim(), line, offset: offset + start };
        start = end + 1;
      }
      if (read === 0) return;
      rest = Buffer.from(held.subarray(start));
      offset += start;
    }
  } finally {
    closeSync(handle);
  }
}

/** A moment given as an option. */
export function readInstant(option: string, text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) {
    throw new Failure(`${option} ${text}: is no moment: write one as 2026-03-10T10:00:00Z`);
  }
  return at;
}
