import { execFile } from 'node:child_process';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode, StoreError } from './store-error.ts';

export interface Lock {
  release(): Promise<void>;
}

/** Who holds a lock: a process id alone would come again after a restart of the machine. */
interface Holder {
  readonly pid: number;
  readonly started: string;
}

/**
 * Takes a lock that is a file, so that one node alone uses a folder. A lock whose process is gone
 * is taken over. Throws a `StoreError` of kind `locked` where the process still runs.
 *
 * Two machines that share the folder over a network do not see each other's processes.
 */
export async function takeLock(path: string): Promise<Lock> {
  const own = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) });
  const draft = `${path}.${process.pid}-${drafts++}`;
  await writeFile(draft, own, { mode: 0o600 });
  try {
    while (!(await linked(draft, path)) && !(await tookOver(draft, path))) await setTimeout(20);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    release: async () => {
      if ((await contents(path)) === own) await rm(path, { force: true });
    },
  };
}

let drafts = 0;

/** A guard older than this was left by a node that was killed while it took a lock over. */
const GUARD_MS = 10_000;

/** When a process began, in the system's own terms; `undefined` where there is no such process. */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields === undefined || fields[0] === 'Z') return undefined;
    return `${boot.trim()} ${fields[19]}`;
  }
  if (process.platform === 'win32') return isRunning(pid) ? 'running' : undefined;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(
    () => ({ stdout: '' }),
  );
  return stdout.trim() === '' ? undefined : stdout.trim();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return errorCode(cause) === 'EPERM';
  }
}

/** Whether the lock is ours now: a link is made whole or not at all, and never over another. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** Whether we put our lock in the place of one whose process is gone; a guard lets one node try. */
async function tookOver(draft: string, path: string): Promise<boolean> {
  const seen = await contents(path);
  if (seen === undefined) return false;
  await mustBeGone(path, seen);
  const guard = `${path}.takeover`;
  if (!(await linked(draft, guard))) {
    const made = await stat(guard).catch(() => undefined);
    if (made !== undefined && Date.now() - made.ctimeMs > GUARD_MS)
      await rm(guard, { force: true });
    return false;
  }
  try {
    if ((await contents(path)) !== seen) return false;
    await rename(draft, path);
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

async function mustBeGone(path: string, seen: string): Promise<void> {
  const holder = parseHolder(seen);
  if (holder === undefined || (await startOf(holder.pid)) !== holder.started) return;
  throw new StoreError(
    'locked',
    `${path}: the node with process id ${holder.pid} uses this folder; stop it, or choose another folder with --data`,
  );
}

/** `undefined` for a lock that a power cut left empty or half written. */
function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(text);
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

async function contents(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}
