import { digestOf } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';
import { linkOfHand } from './hands.ts';
import type { JournalEntry } from './journal.ts';
import type { Walk } from './walk.ts';

/** Keeps a refusal where people look for it: the bytes are in the journal under its seq. */
export function refuse(walk: Walk, entry: JournalEntry, format: string, error: DecodeError): void {
  const { refused, refusedBy } = walk.state;
  refused.set(error.kind, (refused.get(error.kind) ?? 0) + 1);
  const link = linkOfHand(entry.by);
  const theirs = refusedBy.get(link) ?? new Map<string, number>();
  theirs.set(error.kind, (theirs.get(error.kind) ?? 0) + 1);
  refusedBy.set(link, theirs);
  const source = digestOf(walk.ports.hasher, entry.bytes);
  walk.output.emit('refusal', `refusal-${entry.seq}`, walk.missionLabel, entry.receivedAt, {
    by: entry.by,
    error: { ...error },
    format,
    journal: entry.seq,
    receivedAt: entry.receivedAt,
    size: entry.bytes.length,
    source,
  });
}
