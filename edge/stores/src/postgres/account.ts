import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StoreError } from '../store-error.ts';

const run = promisify(execFile);

/** The system user under which the database server runs. */
export interface Account {
  readonly name: string;
  /** Set where it is another user than this process's. */
  readonly other?: { readonly uid: number; readonly gid: number };
}

/** PostgreSQL refuses to run as root: then it runs as this user, which is made if missing. */
const SERVER_USER = 'postgres';

/** Ourselves, or for root the server's own user. Throws a `StoreError` where there can be none. */
export async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return { name: ownName() };
  const known = await lookUp(SERVER_USER);
  if (known !== undefined) return { name: SERVER_USER, other: known };
  const reason = await makeUser(SERVER_USER);
  const made = await lookUp(SERVER_USER);
  if (made !== undefined) return { name: SERVER_USER, other: made };
  throw new StoreError(
    'account',
    `root may not run the database, and no user "${SERVER_USER}" can be made (${reason}); run as an ordinary user, or give a server with --database`,
  );
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new StoreError(
      'account',
      'this user has no name on this system, which the database needs; run as a user that has one, or give a server with --database',
      cause,
    );
  }
}

async function lookUp(
  name: string,
): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Makes a system user by whichever tool there is; gives why it failed. */
async function makeUser(name: string): Promise<string> {
  const tools: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ];
  let reason = '';
  for (const [tool, args] of tools) {
    try {
      await run(tool, args);
      return '';
    } catch (cause) {
      reason ||= cause instanceof Error ? (cause.message.trim().split('\n').at(-1) ?? '') : '';
    }
  }
  return reason;
}

/** Whether the account may pass through every folder down to `path`, and through it. */
export async function canEnter(account: Account, path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (!(await mayPass(account, folder))) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function mayPass({ other }: Account, folder: string): Promise<boolean> {
  try {
    if (other === undefined) {
      await access(folder, constants.X_OK);
      return true;
    }
    const { uid, gid, mode } = await stat(folder);
    if (uid === other.uid) return (mode & 0o100) !== 0;
    return (mode & (gid === other.gid ? 0o010 : 0o001)) !== 0;
  } catch {
    return false;
  }
}
