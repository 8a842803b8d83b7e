import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf, utf8 } from '@greenline/base';
import { type NoteSigner, nodeHasher } from '@greenline/crypto';
import { type Log, openLog } from '@greenline/evidence';
import { fileLogStore } from '@greenline/stores';

/** The log that a fold writes, and how many leaves stand in it before the fold's own. */
export interface EvidenceLog {
  readonly log: Log;
  readonly before: number;
}

/**
 * Opens the log of the code that folds now.
 *
 * Another code may make other records of the same journal, and a log is never rewritten: then the
 * log so far is closed and kept under another name, and a new one begins, whose first leaf
 * names the last checkpoint of the old.
 */
export async function openEvidenceLog(
  folder: string,
  signer: NoteSigner,
  code: string,
): Promise<EvidenceLog> {
  const beside = (name: string) => join(dirname(folder), name);
  await writeFile(beside('log.vkey'), `${signer.vkey}\n`);
  const written = await textOf(beside('log.code'));
  const begun = written !== undefined || existsSync(join(folder, 'checkpoint'));
  if (begun && written !== code) {
    await close(folder, beside, written ?? 'unknown');
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  await writeFile(beside('log.code'), code);
  const opened = await openLog({ store: fileLogStore(folder), hasher: nodeHasher, signer });
  if (!opened.ok) throw new Error(opened.error.reason);
  const succession = await textOf(beside('log.succession'));
  if (succession === undefined) return { log: opened.value, before: 0 };
  const appended = await opened.value.append(0, [utf8(succession)]);
  if (!appended.ok) throw new Error(appended.error.reason);
  return { log: opened.value, before: 1 };
}

async function close(
  folder: string,
  beside: (name: string) => string,
  code: string,
): Promise<void> {
  const checkpoint = await textOf(join(folder, 'checkpoint'));
  if (checkpoint !== undefined) {
    const succeeds = digestOf(nodeHasher, utf8(checkpoint));
    const leaf = JSON.stringify({ kind: 'succession', schema: 'leaf/1', succeeds });
    await writeFile(beside('log.succession'), leaf);
  }
  let name = beside(`log-of-${code.slice(0, 12)}`);
  for (let n = 2; existsSync(name); n++) name = beside(`log-of-${code.slice(0, 12)}-${n}`);
  await rename(folder, name);
}

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
