import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from './store-error.ts';

/**
 * Makes a folder and those above it that are not there; says whether it made it.
 *
 * One by one, since Node's own `recursive` never comes back where a file system takes no folders, as
 * under /proc. Throws the system's error.
 */
export function makeFolders(folder: string, mode = 0o777): boolean {
  const path = resolve(folder);
  if (existsSync(path)) return false;
  makeFolders(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}
