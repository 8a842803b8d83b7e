import { fail, fromUtf8, type Json, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';

/** The longest JSON message taken, bytes. */
export const MOST_JSON_BYTES = 1024 * 1024;
const MOST_DEPTH = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const RECORD_SEPARATOR = 0x1e;
const NEWLINE = 0x0a;

/**
 * Reads one JSON text, more strictly than `JSON.parse`: no name twice in one object, at most 32 deep,
 * no lone surrogate, no NUL, no number beyond a double. What passes can be stored and signed.
 */
export function readJson(bytes: Uint8Array, most = MOST_JSON_BYTES): Result<Json, DecodeError> {
  if (bytes.length > most) return refuse('too-long', `a message has at most ${most} bytes`, 0);
  const text = fromUtf8(bytes);
  if (text === undefined) return refuse('encoding', 'bytes that are not UTF-8', 0);
  const structure = checkStructure(bytes);
  if (structure !== undefined) return fail(structure);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    return refuse('json', 'not a JSON text', at === undefined ? undefined : Number(at));
  }
  const field = unstorable(value, '');
  if (field === undefined) return ok(value);
  return fail({
    kind: 'json',
    field,
    text: `${field} holds half a character, NUL or a number too large; correct it`,
  });
}

/** Depth and names, without recursion. Only what `JSON.parse` would let pass is looked for. */
function checkStructure(bytes: Uint8Array): DecodeError | undefined {
  const names: (Set<string> | undefined)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (names.push(byte === OPEN_OBJECT ? new Set() : undefined) > MOST_DEPTH)
        return { kind: 'depth', offset: at, text: `more than ${MOST_DEPTH} deep; flatten it` };
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) names.pop();
    else if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      const seen = names.at(-1);
      if (seen !== undefined && bytes[skipBlanks(bytes, end)] === COLON) {
        const name = nameIn(bytes, at, end);
        if (name !== undefined && seen.has(name))
          return {
            kind: 'duplicate-name',
            field: name,
            offset: at,
            text: `${name} stands twice; keep one`,
          };
        if (name !== undefined) seen.add(name);
      }
      at = end;
      continue;
    }
    at += 1;
  }
  return undefined;
}

function nameIn(bytes: Uint8Array, from: number, to: number): string | undefined {
  try {
    return JSON.parse(fromUtf8(bytes.subarray(from, to)) ?? '') as string;
  } catch {
    return undefined;
  }
}

/** Path of the first value that canonical JSON or a database cannot hold. */
function unstorable(value: Json, path: string): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path || 'text';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path || 'number';
  if (value === null || typeof value !== 'object') return undefined;
  for (const [name, member] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (!isStorable(name)) return path || 'name';
    const found = unstorable(member as Json, here);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/**
 * Cuts a file into JSON messages: the elements of the one array or of the one object's member `list`;
 * else, one a line (JSON lines, or RFC 8142 with record separators); else the file as it is.
 */
export function* jsonMessages(
  file: Uint8Array,
  list?: string,
): Generator<Result<RawMessage, DecodeError>> {
  const from = skipBlanks(file, afterMark(file));
  if (from >= file.length) return;
  const end = endOfValue(file, from);
  if (end === undefined || skipBlanks(file, end) < file.length) {
    yield* linesOf(file, from);
    return;
  }
  const [array, second] =
    file[from] === OPEN_ARRAY ? [from] : list === undefined ? [] : arraysNamed(file, from, list);
  if (second !== undefined)
    yield fail({
      kind: 'duplicate-name',
      field: list ?? '',
      offset: second,
      text: `${list} stands twice; keep one`,
    });
  else if (array === undefined) yield ok({ bytes: file.subarray(from, end), offset: from });
  else yield* elementsOf(file, array);
}

/** The first byte that means something, past a byte order mark and blanks. */
export function firstByte(head: Uint8Array): number | undefined {
  return head[skipBlanks(head, afterMark(head))];
}

function* linesOf(file: Uint8Array, from: number): Generator<Result<RawMessage, DecodeError>> {
  const separator = file.includes(RECORD_SEPARATOR) ? RECORD_SEPARATOR : NEWLINE;
  const lines: RawMessage[] = [];
  for (let at = from; at < file.length; ) {
    const found = file.indexOf(separator, at);
    const end = found < 0 ? file.length : found;
    const start = skipBlanks(file, at);
    if (start < end) {
      let last = end;
      while (isBlank(file[last - 1])) last -= 1;
      lines.push({ bytes: file.subarray(start, last), offset: start });
    }
    at = end + 1;
  }
  const asLines = lines.some(
    ({ bytes }) => bytes[0] === OPEN_OBJECT && bytes[bytes.length - 1] === CLOSE_OBJECT,
  );
  // A text that is broken somewhere is one refusal, not one for each of its lines.
  if (asLines) yield* lines.map((line) => ok(line));
  else yield ok({ bytes: file.subarray(from), offset: from });
}

function* elementsOf(file: Uint8Array, array: number): Generator<Result<RawMessage, DecodeError>> {
  for (let at = skipBlanks(file, array + 1); file[at] !== CLOSE_ARRAY && at < file.length; ) {
    const end = endOfValue(file, at);
    if (end === undefined || end === at) {
      yield refuse('json', 'an element that cannot be read', at);
      return;
    }
    yield ok({ bytes: file.subarray(at, end), offset: at });
    at = skipBlanks(file, end);
    if (file[at] === COMMA) at = skipBlanks(file, at + 1);
    else if (file[at] !== CLOSE_ARRAY) {
      yield refuse('json', 'a comma is missing between elements', at);
      return;
    }
  }
}

/** Where arrays begin that are an object's members of this name: more than one is a mistake. */
function arraysNamed(file: Uint8Array, object: number, name: string): number[] {
  const found: number[] = [];
  for (let at = skipBlanks(file, object + 1); file[at] === QUOTE; ) {
    const end = endOfString(file, at);
    const colon = skipBlanks(file, end);
    if (file[colon] !== COLON) break;
    const value = skipBlanks(file, colon + 1);
    if (file[value] === OPEN_ARRAY && nameIn(file, at, end) === name) found.push(value);
    const after = endOfValue(file, value);
    if (after === undefined) break;
    at = skipBlanks(file, skipBlanks(file, after) + 1);
  }
  return found;
}

/** One past the value that begins at `at`, by its brackets; `undefined` where they do not close. */
function endOfValue(bytes: Uint8Array, at: number): number | undefined {
  let depth = 0;
  for (let i = at; i < bytes.length; ) {
    const byte = bytes[i] as number;
    if (byte === QUOTE) {
      i = endOfString(bytes, i);
      if (depth === 0) return i;
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth === 0) return i;
      depth -= 1;
      if (depth === 0) return i + 1;
    } else if (depth === 0 && (byte === COMMA || isBlank(byte))) return i;
    i += 1;
  }
  return depth === 0 ? bytes.length : undefined;
}

/** One past the closing quote, or the end of the bytes. */
function endOfString(bytes: Uint8Array, at: number): number {
  for (let i = at + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH) i += 1;
    else if (bytes[i] === QUOTE) return i + 1;
  }
  return bytes.length;
}

const afterMark = (bytes: Uint8Array): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isBlank(bytes[at])) at += 1;
  return at;
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === RECORD_SEPARATOR;

const refuse = (kind: string, text: string, offset?: number): Result<never, DecodeError> =>
  fail({ kind, ...(offset !== undefined && { offset }), text: `${text}; send JSON in UTF-8` });
