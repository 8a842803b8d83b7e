import type { FindingId, Nature, Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Confidence } from './confidence.ts';
import type { HistoryEntry, RuleSigned } from './history-entry.ts';
import type { Source } from './source.ts';

/** UUIDv8 over the clause and the first finding, so that a replay finds the same case. */
export type CaseId = string & { readonly '~id': 'case' };

/** Where a case stands. Nothing is called a violation before `confirmed`. */
export type CaseState =
  | 'open'
  | 'being-verified'
  | 'confirmed'
  | 'refuted'
  | 'unresolved'
  | 'before-the-commission'
  | 'remedy-agreed'
  | 're-verified'
  | 'suspended'
  | 'closed';

/** What people made of a case, whatever state it has gone on to. */
export type Decision = 'confirmed' | 'refuted' | 'unresolved';

/** How many people it takes to decide, and of how many nations at least. */
export interface Quorum {
  readonly persons: number;
  readonly nations: number;
}

/** One person's standing vote in the present round. */
export interface Vote {
  readonly by: string;
  readonly nation: string;
  readonly vote: 'confirm' | 'refute';
}

/** Whom one person names as the doer of what was confirmed. */
export interface Attribution {
  readonly by: string;
  readonly nation: string;
  readonly party: string;
}

/** The time a case may stay where it is. */
export interface StepClock {
  /** The state whose time runs. */
  readonly state: CaseState;
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly overdue: boolean;
}

/** Findings of one clause and one party that people judge together. */
export interface Case {
  readonly id: CaseId;
  readonly clause: string;
  /** Kind of the clause, as `no-fire`. */
  readonly clauseKind: string;
  readonly agreement: string;
  readonly version: string;
  /** Lines of its history: what a step may say it was made upon. */
  readonly revision: number;
  readonly nature: Nature;
  /**
   * Of whom the clause speaks: a party, `mission`, `private`, `unknown` or a nation's id. That of the
   * standing findings, `unknown` where they differ; once people decided, the one they decided on.
   * Of a case confirmed by fewer people than it takes to name a doer: `unknown`.
   */
  readonly party: string;
  /** Whom the findings name, where it is decided that it happened and not yet who did it. */
  readonly alleged?: string;
  /** Whom people named since it was confirmed, one each. */
  readonly attributions: readonly Attribution[];
  /** `events`: happenings near each other in time and place. `subject`: one thing, or one duty. */
  readonly about: 'events' | 'subject';
  /** Ids of all tracks, events, zones or declarations of its findings, sorted. */
  readonly subject: readonly string[];
  /** Most probable classes of its subjects, sorted. */
  readonly classes: readonly string[];
  /** Whose word it rests on, withdrawn sources left out, in order of id. */
  readonly sources: readonly Source[];
  /** Ids of sources that were withdrawn from it, sorted. */
  readonly withdrawn: readonly string[];
  readonly confidence: Confidence;
  readonly state: CaseState;
  /** Strongest verdict among the standing findings: what is alleged, not what is decided. */
  readonly verdict: Verdict;
  /** Absent until people decide. */
  readonly decision?: Decision;
  readonly decidedAt?: Instant;
  /** Span of its findings. */
  readonly from: Instant;
  readonly to: Instant;
  /** Place of the first finding; absent where nothing placed it. */
  readonly position?: Position;
  readonly openedAt: Instant;
  /** Standing findings, in order of joining; those they replace are in the history. */
  readonly findings: readonly FindingId[];
  /** Findings that joined after people decided: the decision did not weigh them. */
  readonly findingsSinceDecision: number;
  readonly quorum: Quorum;
  readonly votes: readonly Vote[];
  /** "1 of 2", towards the side with more votes. */
  readonly progress: { readonly have: number; readonly need: number };
  /** The rule on whose word alone it is confirmed. */
  readonly acceptedBy?: RuleSigned;
  /** The rule whose sample it is in: a person checks it. */
  readonly sampledBy?: RuleSigned;
  /** Who has it in hand. */
  readonly holder?: string;
  readonly clock?: StepClock;
  /** Where a suspended case goes back to. */
  readonly suspendedFrom?: CaseState;
  /** An earlier case of the same clause, party and subject, which was over when this one opened. */
  readonly recurrenceOf?: CaseId;
  /** The case that took its findings over; its own history and votes stay here. */
  readonly mergedInto?: CaseId;
  readonly mergedFrom?: readonly CaseId[];
  readonly splitFrom?: CaseId;
  readonly splitInto?: readonly CaseId[];
  readonly history: readonly HistoryEntry[];
  readonly label: LabelId;
  readonly exercise?: true;
}
