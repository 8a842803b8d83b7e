/** What went wrong beneath a store. `locked`: another node holds it; `foreign`: made by another program or version. */
export type StoreErrorKind =
  | 'locked'
  | 'full'
  | 'read-only'
  | 'forbidden'
  | 'damaged'
  | 'failed'
  | 'closed'
  | 'unreachable'
  | 'too-old'
  | 'foreign'
  | 'account';

/** The disk or the database failing. The message is one line that names the place and the remedy. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, cause?: unknown) {
    super(message.replaceAll(/\s*\n\s*/g, ' '), cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.kind = kind;
  }
}

/** The disk's refusal in words; anything else as it says itself. */
export function diskError(place: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const code = errorCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StoreError(
      'full',
      `${place}: the disk is full; free some space and start again`,
      cause,
    );
  if (code === 'EROFS')
    return new StoreError(
      'read-only',
      `${place}: the disk is read-only; remount it for writing`,
      cause,
    );
  if (code === 'EACCES' || code === 'EPERM')
    return new StoreError(
      'forbidden',
      `${place}: permission denied; give this user the folder or use --data`,
      cause,
    );
  const text = cause instanceof Error ? cause.message : String(cause);
  return new StoreError('failed', `${place}: ${text}; check the disk, then start again`, cause);
}

/** The code of a system call's error, as `ENOSPC`; `undefined` for anything else. */
export function errorCode(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
