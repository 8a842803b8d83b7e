import type { Nature, Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { Befell } from './befell.ts';

/** A cell of the fixed global grid: where something was, as fine as it may be told. */
export interface ReleasedCell {
  readonly id: string;
  /** One closed ring of [lon, lat] (RFC 7946). */
  readonly polygon: readonly (readonly [lon: number, lat: number])[];
}

/** What every released record carries. Ids are salted for its audience and match nothing else. */
interface ReleasedBase {
  readonly id: string;
  /** `parties`, `commission`, `public` or a nation's id. */
  readonly audience: string;
  readonly exercise?: true;
}

/** A verdict on coarse facts. Times are hours, distances whole kilometres. */
export interface ReleasedFinding extends ReleasedBase {
  readonly kind: 'released-finding';
  readonly clause: string;
  readonly agreement: string;
  readonly version: string;
  readonly reading?: string;
  readonly nature: Nature;
  readonly verdict: Verdict;
  readonly party: string;
  /** Most probable kind of the thing. */
  readonly class: string;
  /** How many of that kind one sensor saw in the cell at once; absent where one. */
  readonly atLeast?: number;
  readonly from: Instant;
  readonly to: Instant;
  /** What the clause measures, taken at the centre of the cell: a distance from one line or boundary. */
  readonly measuredKm?: number;
  readonly limitKm?: number;
  readonly marginKm?: number;
  /** Absent where the place would be that of monitors. */
  readonly cell?: ReleasedCell;
  readonly reason: string;
}

/** Something that happened once, to the minute and the cell. */
export interface ReleasedEvent extends ReleasedBase, Befell {
  readonly kind: 'released-event';
  readonly class: string;
  readonly at: Instant;
  readonly party?: string;
  readonly direction?: 'outgoing' | 'incoming' | 'undetermined';
  /** Absent where no report placed it, and where the place is that of monitors. */
  readonly cell?: ReleasedCell;
}

/** A case that people have confirmed. */
export interface ReleasedCase extends ReleasedBase {
  readonly kind: 'released-case';
  readonly clause: string;
  readonly party: string;
  /** The state's own word, as `confirmed`, `remedy-agreed`. */
  readonly state: string;
  /** The hour in which it was decided. */
  readonly decidedAt: Instant;
  /** Only where the released finding says as much: else the decision would cut the cell in two. */
  readonly cell?: ReleasedCell;
}

export type ReleasedRecord = ReleasedFinding | ReleasedEvent | ReleasedCase;

/** What one audience is given for one hour, empty hours included, so that its coming says nothing. */
export interface Release {
  readonly kind: 'release';
  readonly schema: 'release/1';
  readonly audience: string;
  /** Sorted: a release to the parties names both. */
  readonly recipients: readonly string[];
  /** The end of the hour that it covers. */
  readonly upTo: Instant;
  /** When it may leave: never sooner than the delay after `upTo`. */
  readonly releasedAt: Instant;
  /** In order of their canonical text. */
  readonly records: readonly ReleasedRecord[];
  readonly exercise?: true;
}

/**
 * Mines or unexploded ordnance, for those who walk there: exact and at once, since it is no force.
 * Says nothing of who saw it.
 */
export interface HazardWarning {
  readonly kind: 'hazard-warning';
  readonly id: string;
  readonly class: string;
  readonly at: Instant;
  /** When the node had it. */
  readonly recordedAt?: Instant;
  readonly position: { readonly lon: number; readonly lat: number };
  /** One sigma on each horizontal axis, metres; absent where nobody stated one. */
  readonly sigmaM?: number;
  readonly exercise?: true;
}
