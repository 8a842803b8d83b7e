import { compareBytes, fail, type Hasher, hex, ok, type Result } from '@greenline/base';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { parseVkey, type VerifyEd25519 } from './keys.ts';
import { noteVerifier } from './note.ts';
import { formatState, parseState } from './state.ts';
import type { LogStore } from './store.ts';
import {
  decodeBundle,
  decodeTile,
  parseTilePath,
  type TileName,
  tilePath,
  tileWidth,
} from './tiles.ts';
import { type CheckFailure, checkTree } from './tree-check.ts';

/** What a log is checked with: nothing of the node that wrote it is needed. */
export interface LogCheck {
  readonly store: LogStore;
  /** The log's public key, from somebody other than the log. */
  readonly vkey: string;
  readonly hasher: Hasher;
  readonly verifyEd25519: VerifyEd25519;
  /** Where the log's origin is not the name of its key. */
  readonly origin?: string;
}

/** A log that holds, from its signature to the last entry. */
export interface CheckedLog extends Checkpoint {
  /** Files read and proven. */
  readonly files: number;
  /** Files that the checkpoint says nothing of: written after it, or not a log's. */
  readonly unchecked: readonly string[];
}

/**
 * Checks a whole log: checkpoint, state, every tile, every entry, every older partial tile.
 *
 * Stops at the first file that is wrong and names it. Of the files it keeps only the names in mind.
 */
export async function checkLog(check: LogCheck): Promise<Result<CheckedLog, CheckFailure>> {
  const { store, hasher } = check;
  const checkpoint = await readCheckpoint(check);
  if (!checkpoint.ok) return checkpoint;
  const { size, root } = checkpoint.value;

  const paths = await store.list('');
  const partials = partialsOf(paths, size);
  const proven = new Set(['checkpoint']);
  const seen = async (name: TileName, parts: readonly Uint8Array[]) => {
    proven.add(tilePath(name));
    for (const partial of partials.get(tilePath({ ...name, width: 256 })) ?? []) {
      const failure = await checkPartial(store, partial, parts);
      if (failure !== undefined) return failure;
      proven.add(tilePath(partial));
    }
    return undefined;
  };
  const tree = await checkTree({ store, hasher, size, root, seen });
  if (!tree.ok) return tree;
  const state = await checkState(check, checkpoint.value);
  if (!state.ok) return state;
  if (state.value) proven.add('state');

  const unchecked = paths.filter((path) => !proven.has(path));
  return ok({ ...checkpoint.value, files: paths.length - unchecked.length, unchecked });
}

async function readCheckpoint(check: LogCheck): Promise<Result<Checkpoint, CheckFailure>> {
  const key = parseVkey(check.hasher, check.vkey);
  if (key === undefined)
    return fail({ step: 'key', path: 'vkey', reason: 'not a public key of a log' });
  const refuse = (reason: string) =>
    fail({ step: 'checkpoint', path: 'checkpoint', reason } as const);
  const bytes = await check.store.read('checkpoint');
  if (bytes === undefined) return refuse('missing');
  const verifiers = [noteVerifier(key, check.verifyEd25519)];
  const opened = await openCheckpoint(bytes, check.origin ?? key.name, verifiers);
  if (!opened.ok) return refuse(opened.error.reason);
  const { origin, size, root } = opened.value;
  return ok({ origin, size, root });
}

/** Older partial tiles that the checkpoint still answers for, by the path of the full tile. */
function partialsOf(paths: readonly string[], size: number): Map<string, TileName[]> {
  const partials = new Map<string, TileName[]>();
  for (const path of paths) {
    const name = parseTilePath(path);
    if (name === undefined || name.width >= tileWidth(name.level, name.index, size)) continue;
    const full = tilePath({ ...name, width: 256 });
    partials.set(full, [...(partials.get(full) ?? []), name]);
  }
  return partials;
}

/** A partial tile is the beginning of what its tile has become. */
async function checkPartial(
  store: LogStore,
  name: TileName,
  parts: readonly Uint8Array[],
): Promise<CheckFailure | undefined> {
  const path = tilePath(name);
  const decode = name.level === 'entries' ? decodeBundle : decodeTile;
  const older = decode((await store.read(path)) ?? new Uint8Array(), name.width);
  const same = older?.every((part, i) => compareBytes(part, parts[i] as Uint8Array) === 0);
  if (same) return undefined;
  return { step: 'partials', path, reason: 'not the beginning of the tile that came of it' };
}

/**
 * The writer's own note of where it stands: as the checkpoint says, or ahead of it by leaves that
 * are written but not yet signed. True where there is one: readers of a copy need none.
 */
async function checkState(
  { store, hasher }: LogCheck,
  checkpoint: Checkpoint,
): Promise<Result<boolean, CheckFailure>> {
  const bytes = await store.read('state');
  if (bytes === undefined) return ok(false);
  const refuse = (reason: string) => fail({ step: 'state', path: 'state', reason } as const);
  const state = parseState(bytes);
  if (state === undefined) return refuse('not a size and a root');
  const { size, root } = state;
  if (size < checkpoint.size) return refuse(`behind the checkpoint: ${size} leaves`);
  if (size === checkpoint.size && compareBytes(bytes, formatState(checkpoint)) !== 0)
    return refuse(`another root than the checkpoint's: ${hex(root)}`);
  if (size === checkpoint.size) return ok(true);
  const ahead = await checkTree({ store, hasher, size, root, from: checkpoint.size });
  return ahead.ok
    ? ok(true)
    : refuse(`ahead of the checkpoint, and ${ahead.error.path}: ${ahead.error.reason}`);
}
