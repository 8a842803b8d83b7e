import type { Feed } from '@greenline/observation';
import { countRefusal, type Deliver, type FeedCounters } from '../deliver.ts';

/** Remembered so that what is found again is not told again. */
const MOST_KNOWN = 100_000;

/** Delivers what an answer holds and `known` does not, and remembers it there. */
export async function deliverNew(
  answer: Uint8Array,
  { format, split }: Feed,
  from: string,
  known: Set<string>,
  counters: FeedCounters,
  deliver: Deliver,
): Promise<void> {
  counters.bytes += answer.length;
  for (const piece of split(answer)) {
    if (!piece.ok) {
      countRefusal(counters, piece.error.kind);
      continue;
    }
    const { bytes, offset } = piece.value;
    const text = Buffer.from(bytes).toString('utf8');
    if (known.has(text)) continue;
    counters.received += 1;
    await deliver(bytes, { format, from, offset });
    counters.kept += 1;
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(text);
  }
}
