import type { Hasher } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Consequence } from './consequence.ts';
import type { Filer } from './filer.ts';

/** How a mission handles filings: its parameters, as its files set them. */
export interface FilingPractice {
  /** Seconds by form and clock, as `protest/acknowledge`; absent: the form’s own. */
  readonly clocksS: Readonly<Record<string, number>>;
  /** Hours that a window for comments stays open. */
  readonly commentWindowH: number;
  /** Who must be there for the commission to sit. */
  readonly quorum: { readonly parties: number; readonly chair: boolean };
  /** The guard’s: hours until what was seen may be told, and how coarsely it is placed. */
  readonly delayH: number;
  readonly cellM: number;
}

export const DEFAULT_FILING_PRACTICE: FilingPractice = {
  clocksS: {},
  commentWindowH: 24,
  quorum: { parties: 2, chair: true },
  delayH: 6,
  cellM: 1_000,
};

/** What the rules of filings need from outside. */
export interface FilingContext {
  readonly hasher: Hasher;
  readonly practice: FilingPractice;
  readonly parties: readonly [string, string];
  readonly exercise: boolean;
  readonly label: (owner: string, shownTo: readonly string[]) => LabelId;
  /** The case that somebody may know by a name; `undefined` where there is none. */
  readonly caseNamed: (name: string, filer: Filer) => string | undefined;
  /** Why what a filing brings about would be refused elsewhere; `undefined` where it would not. */
  readonly refuses: (consequence: Consequence, filer: Filer) => string | undefined;
  /** The mission’s region that a position lies in. */
  readonly regionOf: (position: {
    readonly lon: number;
    readonly lat: number;
  }) => string | undefined;
  readonly hasRegion: (id: string) => boolean;
}
