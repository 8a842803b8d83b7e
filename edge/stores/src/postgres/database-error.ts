import { errorCode, StoreError } from '../store-error.ts';

/** What the database says, in one line; our own mistakes as they are. */
export function databaseError(cause: unknown): unknown {
  if (cause instanceof StoreError || cause instanceof TypeError || cause instanceof RangeError)
    return cause;
  const code = errorCode(cause);
  if (code === '53100')
    return new StoreError('full', 'the database: its disk is full; free some space', cause);
  if (code === '25006')
    return new StoreError('read-only', 'the database is read-only; give the primary server', cause);
  const text = cause instanceof Error ? cause.message : String(cause);
  return new StoreError('failed', `the database: ${text}; check the server`, cause);
}
