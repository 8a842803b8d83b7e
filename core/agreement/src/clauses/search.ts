import { roundProbability } from '@greenline/base';
import type { CoverageFact } from '../fact.ts';
import type { Samples } from '../judging/samples.ts';

/** What looks for what may remain in a zone have come to: plain data. */
export interface Search {
  /** By sample: probability that all looks so far missed what remains there. */
  readonly missed: number[];
  /** Probability that what remained somewhere in the zone would have been found. */
  found: number;
  /** Share of the zone that was looked at with any chance of finding something. */
  lookedAt: number;
  /** Why sensors saw nothing that counts; the first eight of them. */
  readonly hindered: Map<string, string>;
}

export const newSearch = ({ shares }: Samples): Search => ({
  missed: shares.map(() => 1),
  found: 0,
  lookedAt: 0,
  hindered: new Map(),
});

const NAMED = 8;

/**
 * Adds a look that covers these samples; jammed and denied ones, and those that nobody vouches for,
 * count nothing.
 */
export function addLook(
  search: Search,
  { shares }: Samples,
  inside: readonly number[],
  { pd, sensor, state }: CoverageFact,
  authenticated: boolean,
): void {
  const { missed, hindered } = search;
  if (state !== 'looked' || !authenticated) {
    if (hindered.size < NAMED) hindered.set(sensor, state === 'looked' ? 'unauthenticated' : state);
    return;
  }
  for (const i of inside) missed[i] = (missed[i] ?? 1) * (1 - pd);
  let found = 0;
  let lookedAt = 0;
  for (let i = 0; i < shares.length; i++) {
    const [share, miss] = [shares[i] as number, missed[i] as number];
    found += share * (1 - miss);
    if (miss < 1) lookedAt += share;
  }
  search.found = roundProbability(found);
  search.lookedAt = roundProbability(lookedAt);
}

/** Before anybody looks, something remains or not with even chances. */
const PRIOR = 0.5;

/** P(something remains), found with this chance had it been there and not found. */
export const remaining = (chance: number): number =>
  (PRIOR * (1 - chance)) / (PRIOR * (1 - chance) + 1 - PRIOR);

/** The chance of finding at which P(something remains) comes down to a probability. */
export const chanceNeeded = (probability: number): number =>
  1 - (probability * (1 - PRIOR)) / (PRIOR * (1 - probability));
