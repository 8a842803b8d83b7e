import { constants } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { errorCode } from '../store-error.ts';
import type { Disk, DiskFile } from './disk.ts';

const FLAGS = {
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
  write: constants.O_RDWR,
  read: constants.O_RDONLY,
};

/** The disk of this machine. Files and folders are made for this user alone. */
export const nodeDisk: Disk = {
  list: async (folder) => {
    try {
      return await readdir(folder);
    } catch (cause) {
      if (errorCode(cause) === 'ENOENT') return [];
      throw cause;
    }
  },
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
  syncFolder,
  open: async (path, mode) => nodeFile(await open(path, FLAGS[mode], 0o600)),
  remove: (path) => rm(path, { force: true }),
};

/** Makes the names in a folder survive a power cut. Windows cannot, and does so by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nodeFile(handle: Awaited<ReturnType<typeof open>>): DiskFile {
  return {
    size: async () => (await handle.stat()).size,
    read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
    write: async (bytes, position) =>
      (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    sync: () => handle.datasync(),
    truncate: (size) => handle.truncate(size),
    close: () => handle.close(),
  };
}
