import type { Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { EffortShares } from '@greenline/coverage';

/** What every line of a chronicle has: the record it stands for, when, and in which region. */
interface Line {
  readonly id: string;
  readonly at: Instant;
  readonly region: string;
}

export type Means = 'heard' | 'seen' | 'camera';

export interface Happening extends Line {
  readonly type: string;
  readonly direction: 'outgoing' | 'incoming' | 'undetermined';
  readonly means: readonly Means[];
}

export interface Thing extends Line {
  readonly class: string;
  readonly party: string;
}

export interface Judgement extends Line {
  readonly clause: string;
  readonly party: string;
  readonly verdict: Verdict;
  /** Where the parties read the clause differently. */
  readonly reading?: string;
  /** What it is about: the same under every reading. */
  readonly about: string;
  readonly reason: string;
}

/** Something that befell a case in the period. */
export interface Turn extends Line {
  readonly clause: string;
  readonly party: string;
  readonly turn: 'opened' | 'confirmed' | 'refuted' | 'unresolved';
}

export interface Restriction extends Line {
  readonly access: 'denied' | 'delayed' | 'conditional';
  readonly delayMin: number | undefined;
}

export interface Hazard extends Line {
  readonly class: string;
}

export interface Interference extends Line {
  readonly type: string;
}

/**
 * One period as a report tells it, whoever reads it: each thing once, cut to the period, in its
 * region. Staff's is made of exact records, everybody else's of released ones.
 */
export interface Chronicle {
  readonly happenings: readonly Happening[];
  readonly things: readonly Thing[];
  readonly judgements: readonly Judgement[];
  readonly turns: readonly Turn[];
  readonly hazards: readonly Hazard[];
  /** Absent where nothing of the kind is released. */
  readonly restrictions?: readonly Restriction[];
  readonly interference?: readonly Interference[];
  /** By region, and `total`; absent: effort not recorded. */
  readonly effort: ReadonlyMap<string, EffortShares>;
  /** Made of exact records: how things came to be known, and cases not yet decided, are told. */
  readonly exact: boolean;
}

/** The region of what nothing placed, or what lies in none of the mission's. */
export const NO_REGION = 'elsewhere';
/** The whole area. */
export const TOTAL = 'total';
