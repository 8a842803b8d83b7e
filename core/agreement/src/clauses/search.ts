import type { CoverageFact } from '../fact.ts';
import type { Evidence } from '../judging/look.ts';
import { type Samples, samplesWithin } from '../judging/samples.ts';

/** What is known of a zone from looking for what may remain in it: plain data. */
export interface Search {
  /** By sample: probability that all looks so far missed what remains there. */
  readonly missed: number[];
  /** By id: probability that a thing that was seen is there. */
  readonly seen: Map<string, number>;
  /** Why sensors saw nothing that counts; the first eight of them. */
  readonly hindered: Map<string, string>;
  evidence: Evidence | undefined;
  told: boolean;
}

export const newSearch = ({ shares }: Samples): Search => ({
  missed: shares.map(() => 1),
  seen: new Map(),
  hindered: new Map(),
  evidence: undefined,
  told: false,
});

const NAMED = 8;

/** Adds a look; jammed and denied ones, and those that nobody vouches for, count nothing. */
export function addLook(
  search: Search,
  samples: Samples,
  { area, pd, sensor, state }: CoverageFact,
  authenticated: boolean,
): void {
  if (state === 'looked' && authenticated)
    for (const i of samplesWithin(samples, area))
      search.missed[i] = (search.missed[i] ?? 1) * (1 - pd);
  else if (search.hindered.size < NAMED)
    search.hindered.set(sensor, state === 'looked' ? 'unauthenticated' : state);
}

/** Probability that what remained somewhere in the zone would have been found. */
export const chanceOfFinding = ({ missed }: Search, { shares }: Samples): number =>
  shares.reduce((sum, share, i) => sum + share * (1 - (missed[i] ?? 1)), 0);

/** Share of the zone that was looked at with any chance of finding something. */
export const shareLookedAt = ({ missed }: Search, { shares }: Samples): number =>
  shares.reduce((sum, share, i) => sum + ((missed[i] ?? 1) < 1 ? share : 0), 0);

/** Before anybody looks, something remains or not with even chances. */
const PRIOR = 0.5;

/** P(something remains), found with this chance had it been there and not found. */
export const remaining = (chance: number): number =>
  (PRIOR * (1 - chance)) / (PRIOR * (1 - chance) + 1 - PRIOR);

/** The chance of finding at which P(something remains) comes down to a probability. */
export const chanceNeeded = (probability: number): number =>
  1 - (probability * (1 - PRIOR)) / (PRIOR * (1 - probability));
