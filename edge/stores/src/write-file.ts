import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './disk/node-disk.ts';

let written = 0;

/**
 * Writes or replaces a whole file. When it resolves, the file and its name survive a power cut;
 * until then the old one stands. The folder must exist.
 */
export async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const draft = `${path}.${process.pid}-${written++}${DRAFT}`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw cause;
  }
  await syncFolder(dirname(path));
}

/** How the names of files end that were never finished. */
export const DRAFT = '.draft';
