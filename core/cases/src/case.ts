import type { FindingId, Nature, Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Refusal } from './refusal.ts';
import type { CaseCommand, StepKind } from './step.ts';

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

/** The time a case may stay where it is. */
export interface StepClock {
  /** The state whose time runs. */
  readonly state: CaseState;
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly overdue: boolean;
}

/**
 * What an accepted step did. `dissent`: a vote against a decision already taken; `concurs`: one for it.
 * Both stand, whoever was first.
 */
export type StepEffect = 'moved' | 'voted' | 'dissent' | 'concurs' | 'recorded';

/** One line of a case's history. Never altered, never removed. */
export type HistoryEntry =
  | {
      readonly entry: 'finding';
      readonly recordedAt: Instant;
      readonly finding: FindingId;
      readonly verdict: Verdict;
      readonly probability: number;
      readonly party: string;
      readonly supersedes?: FindingId;
    }
  | {
      readonly entry: 'step';
      readonly recordedAt: Instant;
      readonly step: CaseCommand;
      readonly nation?: string;
      readonly effect: StepEffect;
      readonly from: CaseState;
      readonly to: CaseState;
    }
  | {
      readonly entry: 'refused';
      readonly recordedAt: Instant;
      readonly step: CaseCommand;
      readonly refusal: Refusal;
    }
  | {
      /** A named rule of the machine: never a decision, always with its reason. */
      readonly entry: 'rule';
      readonly recordedAt: Instant;
      readonly rule: 'all-compliant' | 'new-finding' | 'overdue';
      readonly step?: StepKind;
      readonly from: CaseState;
      readonly to: CaseState;
      readonly reason: string;
    };

/** Findings of one clause and one party that people judge together. */
export interface Case {
  readonly id: CaseId;
  readonly clause: string;
  readonly agreement: string;
  readonly version: string;
  readonly nature: Nature;
  /**
   * Of whom the clause speaks: a party, `mission`, `private`, `unknown` or a nation's id. That of the
   * standing findings, `unknown` where they differ; once people decided, the one they decided on.
   */
  readonly party: string;
  /** `events`: happenings near each other in time and place. `subject`: one thing, or one duty. */
  readonly about: 'events' | 'subject';
  /** Ids of all tracks, events, zones or declarations of its findings, sorted. */
  readonly subject: readonly string[];
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
  /** Who has it in hand. */
  readonly holder?: string;
  readonly clock?: StepClock;
  /** Where a suspended case goes back to. */
  readonly suspendedFrom?: CaseState;
  /** An earlier case of the same clause, party and subject, which was over when this one opened. */
  readonly recurrenceOf?: CaseId;
  readonly history: readonly HistoryEntry[];
  readonly label: LabelId;
  readonly exercise?: true;
}
