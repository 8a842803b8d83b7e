import { access, chmod, constants, mkdir, realpath, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Lock, takeLock } from './lock.ts';
import { makeFolders } from './make-folders.ts';
import { diskError, errorCode, StoreError } from './store-error.ts';

/** The folder in which one node keeps all it has. Its own until it is closed. */
export interface DataDir {
  readonly path: string;
  readonly journal: string;
  readonly log: string;
  readonly keys: string;
  readonly snapshots: string;
  close(): Promise<void>;
}

/** Below this a start is refused: a node needs room to write down that the disk is full. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/**
 * Opens or makes a data folder and takes its lock. Throws a `StoreError`, one line, where another
 * node uses it, or the disk is full, read-only or not ours to write.
 */
export async function openDataDir(
  folder: string,
  leastFreeBytes = LEAST_FREE_BYTES,
): Promise<DataDir> {
  try {
    const path = await makeFolder(folder);
    await access(path, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(path);
    if (bavail * bsize < leastFreeBytes) throw tooFull(path, bavail * bsize);
    const lock: Lock = await takeLock(join(path, 'node.lock'));
    try {
      const [journal, log, keys, snapshots] = await Promise.all([
        privateFolder(join(path, 'journal')),
        privateFolder(join(path, 'log')),
        privateFolder(join(path, 'keys')),
        privateFolder(join(path, 'snapshots')),
      ]);
      return { path, journal, log, keys, snapshots, close: lock.release };
    } catch (cause) {
      await lock.release();
      throw cause;
    }
  } catch (cause) {
    throw diskError(folder, cause);
  }
}

/** For root the database's own user must be able to pass through, but not to look around. */
async function makeFolder(folder: string): Promise<string> {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  try {
    if (makeFolders(folder, mode)) await chmod(folder, mode);
  } catch (cause) {
    const code = errorCode(cause);
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notAFolder(folder, cause);
    throw cause;
  }
  if (!(await stat(folder)).isDirectory()) throw notAFolder(folder);
  return realpath(folder);
}

async function privateFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return folder;
}

const notAFolder = (folder: string, cause?: unknown): StoreError =>
  new StoreError(
    'failed',
    `${folder}: a file is in the way; choose another folder with --data`,
    cause,
  );

const tooFull = (path: string, free: number): StoreError =>
  new StoreError(
    'full',
    `${path}: only ${Math.floor(free / 1024 / 1024)} MiB are free on this disk; free some space and start again`,
  );
