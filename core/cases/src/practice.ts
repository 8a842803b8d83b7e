import type { Hasher } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { AcceptanceRule } from './acceptance-rule.ts';
import type { CaseState, Quorum } from './case.ts';
import type { KnownSensor } from './source.ts';

/** Somebody, or a named rule of the machine, who may take steps. */
export interface Signatory {
  readonly id: string;
  /** Of whose contingent. A party's person has the party's id. */
  readonly nation: string;
  /** A party's person may reply and dissent, never decide; a rule decides nothing either. */
  readonly standing: 'mission' | 'party' | 'rule';
}

/** How a mission handles cases: its parameters, as its files set them. */
export interface CasePractice {
  /** By kind of clause (`no-fire`); `attribution` to name who did it; `default` for the rest. */
  readonly quorum: Readonly<Record<string, Quorum>> & { readonly default: Quorum };
  /** Events of one clause and party no further apart than this make one case. */
  readonly grouping: { readonly gapS: number; readonly distanceM: number; readonly most: number };
  /** How long a case may stay in a state, seconds; absent: no clock. */
  readonly clocksS: Readonly<Partial<Record<CaseState, number>>>;
  /** How many items one person judges in a watch at most. */
  readonly watch: { readonly hours: number; readonly most: number };
  /** Until when a look that would raise a case's confidence is asked for, seconds. */
  readonly lookWithinS: number;
  /** Rules that may accept cases once somebody has put them in force. */
  readonly acceptance: readonly AcceptanceRule[];
}

export const DEFAULT_PRACTICE: CasePractice = {
  quorum: {
    default: { persons: 2, nations: 2 },
    'no-fire': { persons: 1, nations: 1 },
  },
  grouping: { gapS: 900, distanceM: 5_000, most: 500 },
  clocksS: {
    open: 3_600,
    'being-verified': 86_400,
    confirmed: 259_200,
    refuted: 259_200,
    unresolved: 604_800,
    'before-the-commission': 1_209_600,
    'remedy-agreed': 1_209_600,
    're-verified': 259_200,
  },
  watch: { hours: 12, most: 200 },
  lookWithinS: 21_600,
  acceptance: [],
};

/** How many people it takes to name who did it. */
export const attributionQuorum = ({ quorum }: CasePractice): Quorum =>
  quorum.attribution ?? quorum.default;

/** What the rules of cases need from outside. */
export interface CaseContext {
  readonly hasher: Hasher;
  readonly practice: CasePractice;
  /** `undefined` for somebody the mission does not know. */
  readonly signatory: (id: string) => Signatory | undefined;
  /** The mission's register, by id. */
  readonly sensors: ReadonlyMap<string, KnownSensor>;
  /** Whom people can name as the doer: parties, nations, `private`, `mission`. */
  readonly doers: readonly string[];
  readonly rollUp: (a: LabelId, b: LabelId) => LabelId;
}
