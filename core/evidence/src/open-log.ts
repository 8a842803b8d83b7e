import { compareBytes, ok, type Result, utf8 } from '@greenline/base';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { Frontier, perfectSubtrees } from './frontier.ts';
import type { Log, LogOptions } from './log.ts';
import type { LogError } from './log-error.ts';
import { LogWriter, type SignedAs } from './log-writer.ts';
import { describeNoteError, parseNote } from './note.ts';
import { type LogState, parseState } from './state.ts';
import { type Damage, damaged, nodeHashes, rangeHash, readTile } from './tile-reader.ts';
import type { TileRow } from './tile-row.ts';
import { TILE_WIDTH, type TileLevel, tilePath, tileWidth } from './tiles.ts';
import { emptyRoot, leafHash } from './tree.ts';

/**
 * Takes up a log where its files stand, or begins it where there are none.
 *
 * After a crash the files may be ahead of the checkpoint: those leaves are taken up and signed for
 * at the next `publish`. What does not fit together is refused: nothing is signed over it.
 */
export async function openLog(options: LogOptions): Promise<Result<Log, LogError>> {
  const { hasher } = options;
  const state = await readState(options);
  if (!state.ok) return state;
  const { size, root } = state.value;
  const hashes = await nodeHashes(options.store, hasher, perfectSubtrees(0, size), size);
  if (!hashes.ok) return hashes;
  const frontier = new Frontier(hasher, size, hashes.value);
  if (compareBytes(frontier.root(), root) !== 0)
    return damaged('state', 'the tiles lead to another root; run the log check to find the file');
  const rows = await readRows(options, size);
  if (!rows.ok) return rows;
  const signed = await readSigned(options, state.value);
  if (!signed.ok) return signed;
  return ok(
    new LogWriter(options, { frontier, rows: rows.value, durable: size, signed: signed.value }),
  );
}

async function readState({ store, hasher }: LogOptions): Promise<Result<LogState, Damage>> {
  const bytes = await store.read('state');
  if (bytes !== undefined) {
    const state = parseState(bytes);
    return state === undefined ? damaged('state', 'not a size and a root') : ok(state);
  }
  if ((await store.read('checkpoint')) !== undefined)
    return damaged('state', 'missing, though the log has signed a checkpoint');
  return ok({ size: 0, root: emptyRoot(hasher) });
}

/** The partial tile of each level, and the partial bundle, whose leaves must hash to it. */
async function readRows(
  { store, hasher }: LogOptions,
  size: number,
): Promise<Result<TileRow[], Damage>> {
  const rows: TileRow[] = [];
  const levels: TileLevel[] = ['entries', 0];
  for (let level = 1; TILE_WIDTH ** level <= size; level++) levels.push(level);
  for (const level of levels) {
    const span = TILE_WIDTH ** (level === 'entries' ? 1 : level + 1);
    const first = Math.floor(size / span);
    const width = tileWidth(level, first, size);
    const read = width === 0 ? ok([]) : await readTile(store, { level, index: first, width });
    if (!read.ok) return read;
    rows.push({ level, first, parts: [...read.value], written: width });
  }
  const [entries, tile] = rows as [TileRow, TileRow];
  const wrong = entries.parts.findIndex(
    (leaf, i) => compareBytes(leafHash(hasher, leaf), tile.parts[i] as Uint8Array) !== 0,
  );
  if (wrong >= 0) {
    const name = { level: entries.level, index: entries.first, width: entries.written };
    return damaged(tilePath(name), `entry ${wrong} is not the one that was logged`);
  }
  return ok(rows);
}

/** The last checkpoint, if the signer signed it and the tiles still lead to it. */
async function readSigned(
  { store, hasher, signer }: LogOptions,
  state: LogState,
): Promise<Result<SignedAs | undefined, Damage>> {
  const refuse = (reason: string) => damaged('checkpoint', reason);
  const bytes = await store.read('checkpoint');
  if (bytes === undefined) return ok(undefined);
  const note = parseNote(bytes);
  if (!note.ok) return refuse(describeNoteError(note.error));
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return refuse(checkpoint.error.reason);
  const { origin, size, root }: Checkpoint = checkpoint.value;

  const own = note.value.signatures.find((s) => s.name === signer.name && s.keyId === signer.keyId);
  const again = await signer.sign(utf8(formatCheckpoint({ origin, size, root })));
  if (own === undefined || compareBytes(own.bytes, again) !== 0)
    return refuse(`not signed by this node's key ${signer.name}+${signer.keyId}; bring that back`);
  if (size > state.size)
    return refuse(`it covers ${size} leaves and the store has ${state.size}: a copy too old`);
  const then = await rangeHash(store, hasher, { start: 0, end: size }, state.size);
  if (!then.ok) return then;
  if (compareBytes(then.value, root) !== 0) return refuse('the tiles lead to another root');
  return ok({ checkpoint: checkpoint.value, bytes });
}
