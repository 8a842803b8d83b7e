import type { Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { EffortShares } from '@greenline/coverage';
import type { EffortBox, StorageSite } from '../report.ts';

/** What every line of a chronicle has: the record it stands for, when, and in which region. */
interface Line {
  readonly id: string;
  readonly at: Instant;
  readonly region: string;
}

/** Where something was: the middle of its cell, where it was released. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

export type Means = 'heard' | 'seen' | 'camera';

export interface Happening extends Line {
  readonly type: string;
  readonly direction: 'outgoing' | 'incoming' | 'undetermined';
  readonly means: readonly Means[];
  readonly place?: Place;
}

export interface Thing extends Line {
  readonly class: string;
  readonly party: string;
  readonly place: Place;
}

export interface Judgement extends Line {
  readonly clause: string;
  readonly party: string;
  readonly verdict: Verdict;
  /** Where the parties read the clause differently. */
  readonly reading?: string;
  /** What it is about: the same under every reading. */
  readonly about: string;
  /** Ids of what it is about; what was released is linked to nothing, and has only its kind. */
  readonly subject: readonly string[];
  readonly class?: string;
  /** People confirmed the case that it belongs to. */
  readonly confirmed: boolean;
  /** Exceptions cited, where they are why it is compliant. */
  readonly excusedBy: readonly string[];
  readonly reason: string;
}

/** Something that befell a case in the period. */
export interface Turn extends Line {
  readonly clause: string;
  readonly party: string;
  readonly turn: 'opened' | 'confirmed' | 'refuted' | 'unresolved';
}

/** A party's own words on a case. */
export interface Reply extends Line {
  readonly clause: string;
  readonly party: string;
  readonly words: string;
  /** When what it answers was decided or, before that, opened. */
  readonly answers: Instant;
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
  readonly replies?: readonly Reply[];
  readonly sites?: readonly StorageSite[];
  /** By stretches of the period; absent: effort not recorded, or not told so finely. */
  readonly hours?: readonly {
    readonly from: Instant;
    readonly to: Instant;
    readonly sensorHours: number;
  }[];
  /** Absent where it is not told where monitors looked. */
  readonly boxes?: readonly EffortBox[];
  /** By region, by disengagement area, and `total`; absent: effort not recorded. */
  readonly effort: ReadonlyMap<string, EffortShares>;
  /** Made of exact records: how things came to be known, and cases not yet decided, are told. */
  readonly exact: boolean;
}

/** The region of what nothing placed, or what lies in none of the mission's. */
export const NO_REGION = 'elsewhere';
/** The whole area. */
export const TOTAL = 'total';
