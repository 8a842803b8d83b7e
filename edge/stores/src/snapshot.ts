import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { fail, ok, type Result } from '@greenline/base';
import { diskError, errorCode } from './store-error.ts';
import { writeWhole } from './write-file.ts';

/** A fold's state after some entry of the journal, so that a start need not fold from the first. */
export interface Snapshot {
  /** Seq of the last journal entry folded in. */
  readonly position: number;
  /** Seq of the last row that the fold gave. */
  readonly rows: number;
  /** The version of the code that folded: another version folds again from the first entry. */
  readonly code: string;
  /** Plain objects, arrays, maps, sets, typed arrays, numbers, text. No functions, no classes. */
  readonly state: unknown;
}

/** Why there is no snapshot to start from. None of these loses anything: the journal is folded again. */
export interface NoSnapshot {
  readonly kind: 'absent' | 'damaged' | 'foreign';
  /** One line: the file and what is wrong with it. */
  readonly reason: string;
}

const FILE = 'snapshot';
const MAGIC = Buffer.from('GLSNAP01', 'latin1');
const SHA = 32;
const SERIALISER = `v8 ${process.versions.v8.split('.').slice(0, 2).join('.')}`;

/** Replaces the snapshot in the folder. Throws a `StoreError` where the disk fails; the old one stands then. */
export async function saveSnapshot(folder: string, snapshot: Snapshot): Promise<void> {
  const { position, rows, code, state } = snapshot;
  const payload = serialize({ position, rows, code, state });
  const made = Buffer.from(`${SERIALISER}\n`, 'latin1');
  const digest = createHash('sha256').update(made).update(payload).digest();
  const path = join(folder, FILE);
  try {
    await writeWhole(path, [MAGIC, digest, made, payload]);
  } catch (cause) {
    throw diskError(path, cause);
  }
}

/** The snapshot in the folder, where this version of the code made it and it is whole. */
export async function loadSnapshot(
  folder: string,
  code: string,
): Promise<Result<Snapshot, NoSnapshot>> {
  const path = join(folder, FILE);
  const none = (kind: NoSnapshot['kind'], what: string): Result<Snapshot, NoSnapshot> =>
    fail({ kind, reason: `${path}: ${what}; folding the journal from its first entry` });

  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return none('absent', 'no snapshot yet');
    return none('damaged', `cannot be read (${errorCode(cause) ?? 'unknown'})`);
  }
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return none('foreign', 'not a snapshot');
  const content = bytes.subarray(MAGIC.length + SHA);
  const digest = createHash('sha256').update(content).digest();
  if (!digest.equals(bytes.subarray(MAGIC.length, MAGIC.length + SHA)))
    return none('damaged', 'its digest does not match');
  const made = content.toString('latin1', 0, content.indexOf(0x0a));
  if (made !== SERIALISER)
    return none('foreign', `written under ${made}, read under ${SERIALISER}`);
  const snapshot: Snapshot = deserialize(content.subarray(made.length + 1));
  if (snapshot.code !== code)
    return none('foreign', `made by version ${snapshot.code}, this is ${code}`);
  return ok(snapshot);
}
