import { parentPort } from 'node:worker_threads';
import { zonesGeoJson } from '@greenline/agreement';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import { feeds } from '@greenline/feeds';
import { type JournalEntry, PastWalk, type PictureSpan } from '@greenline/pipeline';
import type { KnownThen } from './past.ts';

export type PastOrder =
  | { readonly kind: 'fold'; readonly entries: readonly JournalEntry[] }
  | { readonly kind: 'picture'; readonly span: PictureSpan };

const walk = new PastWalk({ hasher: nodeHasher, feeds, verify: verifyEd25519Now });

/** What was known at a moment, and the rules that held: as the mission stood in the journal then. */
export function knownThen(past: PastWalk, span: PictureSpan): KnownThen {
  const records = past.picture(span);
  if (past.mission === undefined) return records;
  const { id, version, digest } = past.mission.agreement;
  return {
    ...records,
    agreement: { id, version, digest },
    zones: zonesGeoJson(past.mission.agreement, span.at),
  };
}

parentPort?.on('message', (order: PastOrder) => {
  try {
    const then = order.kind === 'picture' ? knownThen(walk, order.span) : undefined;
    if (order.kind === 'fold') walk.fold(order.entries);
    parentPort?.postMessage({ then });
  } catch (cause) {
    parentPort?.postMessage({ failed: cause instanceof Error ? cause.message : String(cause) });
  }
});
