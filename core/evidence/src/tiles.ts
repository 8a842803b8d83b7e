import { concat } from '@greenline/base';
import { HASH_SIZE } from './tree.ts';

/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans. */
export const TILE_HEIGHT = 8;
/** Longest leaf that a bundle can hold. */
export const MAX_LEAF = 65_535;

/** A tile's level, or the bundles of entries, which stand beside level 0. */
export type TileLevel = number | 'entries';

/** One file of a tiled log. */
export interface TileName {
  readonly level: TileLevel;
  readonly index: number;
  /** 256, or fewer in a partial tile. */
  readonly width: number;
}

/** Where a tile or bundle lies, as `tile/0/x001/x234/067.p/5`. */
export function tilePath({ level, index, width }: TileName): string {
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${partial}`;
}

/** Reads a path as `tilePath` writes it; `undefined` for any other. */
export function parseTilePath(path: string): TileName | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) return undefined;
  const [, level = '', index = '', width] = match;
  const name = {
    level: level === 'entries' ? level : Number(level),
    index: Number(index.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  } as const;
  const inRange = name.width >= 1 && Number.isSafeInteger(name.index);
  return inRange && tilePath(name) === path ? name : undefined;
}

/** How many hashes a tile has in a tree of `size` leaves: 0 where the tree does not reach it. */
export function tileWidth(level: TileLevel, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.min(Math.max(hashes - index * TILE_WIDTH, 0), TILE_WIDTH);
}

/** Leaves that a full tile of a level stands for. */
export const tileSpan = (level: number): number => TILE_WIDTH ** (level + 1);

export const encodeTile = (hashes: readonly Uint8Array[]): Uint8Array => concat(...hashes);

/** The hashes of a tile; `undefined` where it has not exactly `width`. */
export function decodeTile(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  if (bytes.length !== width * HASH_SIZE) return undefined;
  return Array.from({ length: width }, (_, i) =>
    bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE),
  );
}

/** An entry bundle: each leaf after its length in two bytes, big-endian. */
export function encodeBundle(leaves: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(leaves.reduce((sum, leaf) => sum + 2 + leaf.length, 0));
  let at = 0;
  for (const leaf of leaves) {
    if (leaf.length > MAX_LEAF) throw new RangeError(`a leaf of ${leaf.length} bytes`);
    bytes[at] = leaf.length >> 8;
    bytes[at + 1] = leaf.length & 0xff;
    bytes.set(leaf, at + 2);
    at += 2 + leaf.length;
  }
  return bytes;
}

/** The leaves of a bundle; `undefined` where it has not exactly `width`, to the last byte. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  const leaves: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && leaves.length < width) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (at + 2 + length > bytes.length) return undefined;
    leaves.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return leaves.length === width && at === bytes.length ? leaves : undefined;
}

/** Three digits a folder, all but the last behind an `x`: a file never stands where a folder does. */
function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}
