import { compareBytes, fail, type Hasher, hex, ok, type Result } from '@greenline/base';
import type { LogStore } from './store.ts';
import { readTile } from './tile-reader.ts';
import { TILE_WIDTH, type TileName, tilePath, tileSpan, tileWidth } from './tiles.ts';
import { leafHash, rootOf } from './tree.ts';

/** Where a check stopped: at which step, at which file, and what was wrong there. */
export interface CheckFailure {
  readonly step: 'key' | 'checkpoint' | 'state' | 'tiles' | 'entries' | 'partials';
  readonly path: string;
  readonly reason: string;
}

export interface TreeCheck {
  readonly store: LogStore;
  readonly hasher: Hasher;
  readonly size: number;
  /** The root that the files must lead to. */
  readonly root: Uint8Array;
  /** Leaves before this one were checked earlier. */
  readonly from?: number;
  /** Called with every tile and bundle that holds, for what else is known of it. */
  readonly seen?: (
    name: TileName,
    parts: readonly Uint8Array[],
  ) => Promise<CheckFailure | undefined>;
}

/**
 * Reads tiles and entry bundles and finds whether they lead to a root.
 *
 * It goes from the root down, so that each file is held against a hash already proven, and the
 * first that does not fit is the damaged one. Shares no arithmetic with `Frontier`.
 */
export async function checkTree(check: TreeCheck): Promise<Result<void, CheckFailure>> {
  const edges = await readEdges(check);
  if (!edges.ok) return edges;
  const root = rootOverEdges(check.hasher, edges.value);
  if (compareBytes(root, check.root) !== 0) return fail(await blame(check, edges.value, root));
  for (const edge of edges.value) {
    const failure = await checkBelow(check, edge.name, edge.hashes);
    if (failure !== undefined) return fail(failure);
  }
  return ok(undefined);
}

/** The last tile of a level, where it is partial: it stands in no tile above. */
interface Edge {
  readonly name: TileName & { readonly level: number };
  readonly hashes: readonly Uint8Array[];
}

async function readEdges({ store, size }: TreeCheck): Promise<Result<Edge[], CheckFailure>> {
  const edges: Edge[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const index = Math.floor(size / tileSpan(level));
    const width = tileWidth(level, index, size);
    if (width === 0) continue;
    const tile = await readTile(store, { level, index, width });
    if (!tile.ok) return fail({ step: 'tiles', path: tile.error.path, reason: tile.error.reason });
    edges.push({ name: { level, index, width }, hashes: tile.value });
  }
  return ok(edges);
}

/** What stands right of a level's last full subtree is one ragged leaf more. */
function rootOverEdges(hasher: Hasher, edges: readonly Edge[]): Uint8Array {
  let ragged: readonly Uint8Array[] = [];
  for (const { hashes } of edges) ragged = [rootOf(hasher, [...hashes, ...ragged])];
  return rootOf(hasher, ragged);
}

/** The edge does not lead to the root: find the tile that disagrees with what lies below it. */
async function blame(
  check: TreeCheck,
  edges: readonly Edge[],
  root: Uint8Array,
): Promise<CheckFailure> {
  const wanted = `the tiles lead to the root ${hex(root)}, not to ${hex(check.root)}`;
  for (const { name, hashes } of edges) {
    const below = await hashesBelow(check, name);
    const at = below?.findIndex((hash, i) => compareBytes(hash, hashes[i] as Uint8Array) !== 0);
    if (at !== undefined && at >= 0)
      return {
        step: 'tiles',
        path: tilePath(name),
        reason: `hash ${at} is not that of what lies below it; ${wanted}`,
      };
  }
  return { step: 'checkpoint', path: 'checkpoint', reason: wanted };
}

/** The hashes that a tile ought to have, made from the level beneath; `undefined` if unreadable. */
async function hashesBelow(
  { store, hasher }: TreeCheck,
  { level, index, width }: Edge['name'],
): Promise<readonly Uint8Array[] | undefined> {
  if (level === 0) {
    const bundle = await readTile(store, { level: 'entries', index, width });
    return bundle.ok ? bundle.value.map((leaf) => leafHash(hasher, leaf)) : undefined;
  }
  const hashes: Uint8Array[] = [];
  for (let child = index * TILE_WIDTH; child < index * TILE_WIDTH + width; child++) {
    const tile = await readTile(store, { level: level - 1, index: child, width: TILE_WIDTH });
    if (!tile.ok) return undefined;
    hashes.push(rootOf(hasher, tile.value));
  }
  return hashes;
}

/** Checks all that lies beneath a tile whose hashes are proven. */
async function checkBelow(
  check: TreeCheck,
  name: Edge['name'],
  hashes: readonly Uint8Array[],
): Promise<CheckFailure | undefined> {
  const failure = await check.seen?.(name, hashes);
  if (failure !== undefined) return failure;
  if (name.level === 0) return checkBundle(check, name, hashes);
  for (const [i, hash] of hashes.entries()) {
    const level = name.level - 1;
    const index = name.index * TILE_WIDTH + i;
    if ((index + 1) * tileSpan(level) <= (check.from ?? 0)) continue;
    const child = { level, index, width: TILE_WIDTH };
    const path = tilePath(child);
    const tile = await readTile(check.store, child);
    if (!tile.ok) return { step: 'tiles', path, reason: tile.error.reason };
    if (compareBytes(rootOf(check.hasher, tile.value), hash) !== 0)
      return { step: 'tiles', path, reason: 'its hashes do not lead to the one above it' };
    const below = await checkBelow(check, child, tile.value);
    if (below !== undefined) return below;
  }
  return undefined;
}

async function checkBundle(
  check: TreeCheck,
  tile: TileName,
  hashes: readonly Uint8Array[],
): Promise<CheckFailure | undefined> {
  const name = { ...tile, level: 'entries' } as const;
  const path = tilePath(name);
  const bundle = await readTile(check.store, name);
  if (!bundle.ok) return { step: 'entries', path, reason: bundle.error.reason };
  for (const [i, leaf] of bundle.value.entries())
    if (compareBytes(leafHash(check.hasher, leaf), hashes[i] as Uint8Array) !== 0)
      return { step: 'entries', path, reason: `entry ${i} is not the one that was logged` };
  return check.seen?.(name, bundle.value);
}
