import type { Difference } from './aspect.ts';
import type { Partings } from './partings.ts';

/** What of an agreement a change is about. */
export type Part =
  | 'agreement'
  | 'party'
  | 'source'
  | 'moment'
  | 'phase'
  | 'line'
  | 'zone'
  | 'class'
  | 'model'
  | 'clause';

/** How large a line (km) or a zone (km²) was and is, and how far it moved at most. */
export interface GeometryChange {
  readonly unit: 'km' | 'km²';
  readonly before?: number;
  readonly after?: number;
  /** Metres; absent where it was not there before, or is not there now. */
  readonly movedAtMostM?: number;
}

/** What became of one part of an agreement. */
export interface AgreementChange {
  readonly part: Part;
  /** Its id, the number of a clause; of one that was renumbered, its new number. */
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly differences: readonly Difference[];
  /** What it says, in a sentence, in the old version and in the new. */
  readonly before?: string;
  readonly after?: string;
  readonly geometry?: GeometryChange;
}

/** Which version of an agreement. */
export interface VersionName {
  readonly agreement: string;
  readonly version: string;
  readonly title: string;
  readonly digest: string;
}

/** Everything in which two versions of an agreement differ, and where readings part in each. */
export interface AgreementDifference {
  readonly before: VersionName;
  readonly after: VersionName;
  /** In the order of the file: parties, sources, moments, phases, lines, zones, classes, models, clauses. */
  readonly changes: readonly AgreementChange[];
  readonly readings: {
    readonly before: readonly Partings[];
    readonly after: readonly Partings[];
  };
}
