import type { Json, JsonObject } from '@greenline/base';
import { signed, unsigned } from './cursor.ts';
import { fromImapb, imapb, type Special } from './imapb.ts';

/** What the bytes of an item say: merged into the item as it is printed. `undefined`: they cannot be read. */
export type Reading = {
  /** `null` where the item says that there is no value: `special` tells which. */
  readonly value?: Json;
  readonly special?: Special;
  /** What a code stands for, in the standard's words. */
  readonly meaning?: string;
  /** The items of a set within. */
  readonly items?: Items;
} & JsonObject;

/** Reads the bytes of one item from `from` to `to`. `depth` counts sets within sets. */
export type Read = (
  bytes: Uint8Array,
  from: number,
  to: number,
  depth: number,
) => Reading | undefined;

/** One item of a standard's local set. */
export interface ItemKind {
  readonly name: string;
  readonly read: Read;
}

/** A local set's items by tag. */
export type ItemTable = readonly (ItemKind | undefined)[];

/** One item as it came: `hex` are its bytes; without `name` the standard's table has no such tag. */
export type Item = Reading & {
  readonly name: string;
  readonly hex: string;
  /** Why the bytes were not read. The set's other items are. */
  readonly error?: string;
  /** Earlier items of the same tag, in order. */
  readonly earlier?: readonly Item[];
};

/** Items by tag, as they are printed. */
export type Items = { readonly [tag: string]: Item };

/** Tags and kinds, as a table. */
export function tableOf(kinds: Readonly<Record<number, ItemKind>>): ItemTable {
  const table: (ItemKind | undefined)[] = [];
  for (const [tag, kind] of Object.entries(kinds)) table[Number(tag)] = kind;
  return Array.from(table);
}

export const kind = (name: string, read: Read): ItemKind => ({ name, read });

const none = (special: Special): Reading => ({ value: null, special });

/** Exact integers are numbers; those beyond 2^53 are decimal text. */
function whole(bytes: Uint8Array, from: number, to: number, negative: boolean): Json {
  const near = negative ? signed(bytes, from, to) : unsigned(bytes, from, to);
  if (Number.isSafeInteger(near)) return near;
  let exact = 0n;
  for (let i = from; i < to; i++) exact = exact * 256n + BigInt(bytes[i] as number);
  return String(negative ? BigInt.asIntN(8 * (to - from), exact) : exact);
}

/** A whole number of `least` to `most` bytes. */
export const uint =
  (least: number, most: number = least): Read =>
  (bytes, from, to) =>
    to - from < least || to - from > most ? undefined : { value: whole(bytes, from, to, false) };

export const int =
  (least: number, most: number = least): Read =>
  (bytes, from, to) =>
    to - from < least || to - from > most ? undefined : { value: whole(bytes, from, to, true) };

/** `size` unsigned bytes stretched over min to max, all codes in use. */
export function ranged(min: number, max: number, size: number): Read {
  const most = 2 ** (8 * size) - 1;
  return (bytes, from, to) =>
    to - from === size
      ? { value: ((max - min) * unsigned(bytes, from, to)) / most + min }
      : undefined;
}

/** `size` signed bytes over ±`bound`; the lowest code says that there is no value. */
export function balanced(bound: number, size: number): Read {
  const most = 2 ** (8 * size - 1) - 1;
  return (bytes, from, to) => {
    if (to - from !== size) return undefined;
    const code = signed(bytes, from, to);
    return code < -most ? none('out-of-range') : { value: (bound * code) / most };
  };
}

/** IMAPB(min, max) of ST 1201, of at most `most` bytes. */
export function mapped(min: number, max: number, most = 8): Read {
  const mapping = imapb(min, max);
  return (bytes, from, to) => {
    if (to - from > most) return undefined;
    const value = fromImapb(mapping, bytes, from, to);
    if (value === undefined) return undefined;
    return typeof value === 'number' ? { value } : none(value);
  };
}

/** IEEE 754, two, four or eight bytes. */
export const float: Read = (bytes, from, to) => {
  const value = floatOf(bytes.subarray(from, to));
  return value === undefined ? undefined : Number.isFinite(value) ? { value } : none('nan');
};

export function floatOf(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 8) return view.getFloat64(0);
  if (bytes.length === 4) return view.getFloat32(0);
  if (bytes.length !== 2) return undefined;
  const half = view.getUint16(0);
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  const sign = half >= 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const MOST_TEXT = 64 * 1024;

/** UTF-8 text. Damaged bytes become U+FFFD, closing NULs are padding. */
export const text: Read = (bytes, from, to) =>
  to - from > MOST_TEXT ? undefined : { value: textOf(bytes, from, to) };

export function textOf(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  let end = to;
  while (end > from && bytes[end - 1] === 0) end -= 1;
  let plain = '';
  for (let i = from; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x80 || byte === 0)
      return decoder.decode(bytes.subarray(from, end)).replaceAll('\0', '\uFFFD');
    plain += ASCII[byte];
  }
  return plain;
}

const decoder = new TextDecoder('utf-8');
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** Text that some senders write as UTF-16 and others as ASCII. */
export const wideText: Read = (bytes, from, to) => {
  if (to - from > MOST_TEXT) return undefined;
  const wide = (to - from) % 2 === 0 && to > from && bytes[from] === 0;
  if (!wide) return { value: textOf(bytes, from, to) };
  let value = '';
  for (let i = from; i < to; i += 2) value += String.fromCharCode(unsigned(bytes, i, i + 2));
  return { value: value.replace(/\0+$/, '').replaceAll('\0', '\uFFFD').toWellFormed() };
};

/** A one-byte code with the standard's words for it. */
export const code =
  (...meanings: readonly (string | undefined)[]): Read =>
  (bytes, from, to) => {
    if (to - from !== 1) return undefined;
    const value = bytes[from] as number;
    const meaning = meanings[value];
    return meaning === undefined ? { value } : { value, meaning };
  };

/** Bytes that mean something elsewhere, or that nothing here opens. */
export const opaque: Read = () => ({});

/** A pack: whatever `read` makes of its bytes is the value. */
export const pack =
  (read: (bytes: Uint8Array) => Json | undefined): Read =>
  (bytes, from, to) => {
    const value = read(bytes.subarray(from, to));
    return value === undefined ? undefined : { value };
  };

/** A UUID in its canonical form. */
export function uuidOf(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined;
  const digits = Buffer.from(bytes).toString('hex');
  return [8, 12, 16, 20, 32].map((end, i) => digits.slice([0, 8, 12, 16, 20][i], end)).join('-');
}

export const uuid: Read = pack(uuidOf);
