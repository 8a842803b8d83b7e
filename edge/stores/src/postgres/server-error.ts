import { errorCode, StoreError } from '../store-error.ts';

/** What a program of the server's said before it failed. */
export function outputOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const stderr = 'stderr' in cause && typeof cause.stderr === 'string' ? cause.stderr : '';
  return stderr.trim() === '' ? cause.message : stderr;
}

const REASONS: readonly (readonly [RegExp, StoreError['kind'], string])[] = [
  [/No space left on device/i, 'full', 'the disk is full; free some space and start again'],
  [/Read-only file system/i, 'read-only', 'the disk is read-only; remount it for writing'],
  [
    /Is another postmaster|lock file ".*" already exists|Address already in use/i,
    'locked',
    'another server uses this folder or its socket; stop it, or choose another folder with --data',
  ],
  [
    /incompatible with server|initialized by PostgreSQL version/i,
    'foreign',
    'made by another version of PostgreSQL; move the folder away and run greenline rebuild',
  ],
  [
    /Permission denied|Operation not permitted/i,
    'forbidden',
    'permission denied; give the database its folder',
  ],
  [
    /could not look up effective user|cannot be run as root|EPERM/i,
    'account',
    'the database needs an ordinary user of this system; run as one, or give a server with --database',
  ],
];

/** What the server said, in one line with the remedy. */
export function serverError(folder: string, said: string, cause: unknown): StoreError {
  for (const [pattern, kind, text] of REASONS)
    if (pattern.test(said) || pattern.test(errorCode(cause) ?? ''))
      return new StoreError(kind, `${folder}: ${text}`, cause);
  const line = /^.*(?:FATAL|PANIC|error): *(.*)$/im.exec(said)?.[1] ?? said.trim().split('\n')[0];
  return new StoreError('failed', `${folder}: the database: ${line}; see server.log there`, cause);
}
