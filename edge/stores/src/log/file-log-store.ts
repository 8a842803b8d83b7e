import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { LogStore } from '@greenline/evidence';
import { syncFolder } from '../disk/node-disk.ts';
import { diskError, errorCode } from '../store-error.ts';
import { DRAFT, writeWhole } from '../write-file.ts';

/** A log's files in a folder, under their own paths, so that any web server can publish them. */
export function fileLogStore(folder: string): LogStore {
  const place = (path: string): string => {
    const parts = path.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part)))
      throw new RangeError(`"${path}" is no path of a log`);
    return join(folder, ...parts);
  };
  return {
    read: async (path) => {
      try {
        return await readFile(place(path));
      } catch (cause) {
        const code = errorCode(cause);
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
        throw cause;
      }
    },
    write: async (path, bytes) => {
      const target = place(path);
      try {
        await makeFolders(dirname(target));
        await writeWhole(target, [bytes]);
      } catch (cause) {
        throw diskError(target, cause);
      }
    },
    list: async (path) => {
      const root = path === '' ? folder : place(path);
      return (await filesBeneath(root))
        .map((file) => relative(folder, file).replaceAll(sep, '/'))
        .sort();
    },
    remove: async (path) => {
      const target = place(path);
      await rm(target, { force: true });
      await syncFolder(dirname(target)).catch(ignoreMissing);
    },
  };
}

/** Makes folders so that their names survive a power cut, each in the one above. */
async function makeFolders(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made))
    await syncFolder(dirname(made));
}

async function filesBeneath(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith(DRAFT))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    const code = errorCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw cause;
  }
}

function ignoreMissing(cause: unknown): void {
  if (errorCode(cause) !== 'ENOENT') throw cause;
}
