import { later } from '@greenline/base';
import type { Journal, JournalEntry } from '@greenline/pipeline';
import { StoreError } from '../store-error.ts';

/** A journal that forgets: for tests and for replays that keep nothing. */
export function memoryJournal(): Journal {
  const entries: JournalEntry[] = [];
  let closed = false;
  return {
    append: async (inputs) => {
      if (closed) throw new StoreError('closed', 'the journal is closed');
      if (inputs.length === 0) throw new RangeError('an append of no inputs');
      const first = entries.length + 1;
      for (const input of inputs) {
        const last = entries.at(-1);
        const receivedAt =
          last === undefined ? input.receivedAt : later(last.receivedAt, input.receivedAt);
        entries.push({ ...input, receivedAt, seq: entries.length + 1, bytes: input.bytes.slice() });
      }
      return first;
    },
    read: (fromSeq) => batches(entries.slice(Math.max(0, fromSeq - 1))),
    get lastSeq() {
      return entries.length;
    },
    close: async () => {
      closed = true;
    },
  };
}

const BATCH = 1000;

async function* batches(entries: readonly JournalEntry[]): AsyncGenerator<readonly JournalEntry[]> {
  for (let at = 0; at < entries.length; at += BATCH) yield entries.slice(at, at + BATCH);
}
