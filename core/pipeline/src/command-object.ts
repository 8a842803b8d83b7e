import { fail, fromUtf8, type JsonObject, ok, type Result } from '@greenline/base';
import { OPERATOR } from './hands.ts';
import type { JournalEntry } from './journal.ts';

/** The plain object that a command is; `undefined` for anything else. */
export function objectIn(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes) ?? '');
    const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
    return plain ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Nobody signs as somebody else; a recording keeps the hands it has. */
export function signs(
  entry: JournalEntry,
  by: string,
): Result<undefined, { readonly kind: string; readonly field: string; readonly text: string }> {
  if (entry.by === OPERATOR || entry.by === by) return ok(undefined);
  const text = `${entry.by} cannot sign as ${by}`;
  return fail({ kind: 'not-theirs', field: 'by', text });
}
