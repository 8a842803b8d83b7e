import { fail, type Hasher, ok, type Result } from '@greenline/base';
import { foldRight, type Node, perfectSubtrees } from './frontier.ts';
import type { LeafRange } from './proof.ts';
import type { LogStore } from './store.ts';
import {
  decodeBundle,
  decodeTile,
  TILE_HEIGHT,
  TILE_WIDTH,
  type TileName,
  tilePath,
  tileWidth,
} from './tiles.ts';
import { emptyRoot, rootOf } from './tree.ts';

/** A file that is missing, or is not what was written there. */
export interface Damage {
  readonly kind: 'damaged';
  readonly path: string;
  readonly reason: string;
}

export const damaged = (path: string, reason: string) =>
  fail({ kind: 'damaged', path, reason } as const);

/**
 * The hashes of a tile, or the leaves of a bundle.
 *
 * Where a partial one is gone, the full one is read in its place: it begins with the same.
 */
export async function readTile(
  store: LogStore,
  name: TileName,
): Promise<Result<readonly Uint8Array[], Damage>> {
  const decode = name.level === 'entries' ? decodeBundle : decodeTile;
  const path = tilePath(name);
  const bytes = await store.read(path);
  if (bytes !== undefined) {
    const parts = decode(bytes, name.width);
    return parts === undefined ? damaged(path, `not ${name.width} whole parts`) : ok(parts);
  }
  if (name.width === TILE_WIDTH) return damaged(path, 'missing');
  const full = await store.read(tilePath({ ...name, width: TILE_WIDTH }));
  const parts = full === undefined ? undefined : decode(full, TILE_WIDTH);
  return parts === undefined ? damaged(path, 'missing') : ok(parts.slice(0, name.width));
}

/** The hash over a range of leaves that a proof asks for, from the tiles of a tree of `size`. */
export async function rangeHash(
  store: LogStore,
  hasher: Hasher,
  range: LeafRange,
  size: number,
): Promise<Result<Uint8Array, Damage>> {
  const hashes = await nodeHashes(store, hasher, perfectSubtrees(range.start, range.end), size);
  return hashes.ok ? ok(foldRight(hasher, hashes.value) ?? emptyRoot(hasher)) : hashes;
}

/** The hashes of perfect subtrees, from the tiles of a tree of `size`. */
export async function nodeHashes(
  store: LogStore,
  hasher: Hasher,
  nodes: readonly Node[],
  size: number,
): Promise<Result<readonly Uint8Array[], Damage>> {
  const hashes: Uint8Array[] = [];
  for (const { level, index } of nodes) {
    const within = 2 ** (level % TILE_HEIGHT);
    const first = index * within;
    const tile = Math.floor(first / TILE_WIDTH);
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const width = tileWidth(tileLevel, tile, size);
    const read = await readTile(store, { level: tileLevel, index: tile, width });
    if (!read.ok) return read;
    const at = first % TILE_WIDTH;
    hashes.push(rootOf(hasher, read.value.slice(at, at + within)));
  }
  return ok(hashes);
}
