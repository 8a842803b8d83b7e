import { execFile } from 'node:child_process';
import {
  chown,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StoreError } from '../store-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { outputOf, serverError } from './server-error.ts';
import { type Listening, OWNER, settings } from './settings.ts';

const run = promisify(execFile);

/** A PostgreSQL data folder, with the server's log, settings and socket beside it. */
export interface Cluster {
  readonly folder: string;
  readonly account: Account;
  readonly binaries: Binaries;
}

const dataOf = ({ folder }: Cluster): string => join(folder, 'data');
const logOf = ({ folder }: Cluster): string => join(folder, 'server.log');

const DATA_DRAFT = 'data.draft-';

/** Makes the data folder where there is none. Throws a `StoreError` for that of another version. */
export async function initialise(cluster: Cluster, password: string): Promise<void> {
  const data = dataOf(cluster);
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const { major } = cluster.binaries;
  if (version?.trim() === major) return;
  if (version !== undefined)
    throw new StoreError(
      'foreign',
      `${data}: made by PostgreSQL ${version.trim()}, and this is ${major}; move the folder away and run greenline rebuild`,
    );
  // A folder that was never finished is no cluster; one that is finished gets its name at the end.
  const draft = join(cluster.folder, `${DATA_DRAFT}${process.pid}`);
  const secret = join(cluster.folder, 'secret.draft');
  await clearDrafts(cluster.folder);
  await writeOwned(cluster, secret, password);
  try {
    await runAs(cluster, cluster.binaries.initdb, [
      ...['--pgdata', draft, '--username', OWNER, '--pwfile', secret, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin'],
      ...['--builtin-locale', 'C.UTF-8', '--data-checksums', '--no-instructions'],
    ]);
    await rename(draft, data);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw serverError(cluster.folder, outputOf(cause), cause);
  } finally {
    await rm(secret, { force: true });
  }
}

/** An initdb whose node was killed may still be writing into its draft: then a later start clears it. */
async function clearDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(DATA_DRAFT))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

/** Starts the server in its own session; resolves when it takes connections. */
export async function start(cluster: Cluster, listening: Listening): Promise<void> {
  const files = settings(cluster.account.name, listening);
  for (const [name, text] of Object.entries(files))
    await writeOwned(cluster, join(dataOf(cluster), name), text);
  const log = logOf(cluster);
  await trim(log);
  const before = await sizeOf(log);
  try {
    await runAs(cluster, cluster.binaries.pgCtl, [
      ...['start', '--wait', '--timeout', '60', '--silent'],
      ...['--pgdata', dataOf(cluster), '--log', log],
    ]);
  } catch (cause) {
    const said = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(before).toString();
    throw serverError(cluster.folder, `${said}\n${outputOf(cause)}`, cause);
  }
}

/** Stops the server, rolling back what is unfinished; at once where it does not obey. */
export async function stop(cluster: Cluster): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!(await isRunning(cluster))) return;
    try {
      await runAs(cluster, cluster.binaries.pgCtl, [
        ...['stop', '--wait', '--timeout', '20', '--silent', '--mode', mode],
        ...['--pgdata', dataOf(cluster)],
      ]);
      return;
    } catch (cause) {
      if (mode === 'immediate' && (await isRunning(cluster)))
        throw serverError(cluster.folder, outputOf(cause), cause);
    }
  }
}

/**
 * Whether a server runs on this data folder, as one left behind by `kill -9`.
 *
 * Takes away the note of a server that is gone where its process id belongs to another process by
 * now, which PostgreSQL would take for the server, and a signal would hit.
 */
export async function isRunning(cluster: Cluster): Promise<boolean> {
  const data = dataOf(cluster);
  const note = join(data, 'postmaster.pid');
  const text = await readFile(note, 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (await isServer(pid, data)) return true;
  await rm(note, { force: true });
  return false;
}

async function isServer(pid: number, data: string): Promise<boolean> {
  try {
    if (process.platform === 'linux')
      return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data));
    if (process.platform === 'win32') {
      const { stdout } = await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']);
      return stdout.includes('postgres.exe');
    }
    const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]);
    return stdout.includes('postgres');
  } catch {
    return false;
  }
}

/** Makes a folder that the account alone can enter. */
export async function makeOwned(account: Account, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account.other !== undefined) await chown(folder, account.other.uid, account.other.gid);
}

async function writeOwned({ account }: Cluster, path: string, text: string): Promise<void> {
  await rm(path, { force: true });
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  if (account.other !== undefined) await chown(path, account.other.uid, account.other.gid);
}

/** The log is for the last days, not for ever. */
async function trim(log: string): Promise<void> {
  if ((await sizeOf(log)) < 10_000_000) return;
  const file = await open(log, 'r+');
  await file.truncate(0);
  await file.close();
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function runAs(cluster: Cluster, program: string, args: readonly string[]): Promise<void> {
  const { PATH, SystemRoot, TEMP, TMPDIR } = process.env;
  await run(program, [...args], {
    ...cluster.account.other,
    cwd: cluster.folder,
    env: { PATH, SystemRoot, TEMP, TMPDIR, LC_ALL: 'C', TZ: 'UTC' },
  });
}
