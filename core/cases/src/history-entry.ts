import type { FindingId, Verdict } from '@greenline/agreement';
import type { Digest, Instant } from '@greenline/base';
import type { CaseId, CaseState } from './case.ts';
import type { Refusal } from './refusal.ts';
import type { CaseCommand, StepKind } from './step.ts';

/** Under which signed rule a machine acted, and whose signature put it in force. */
export interface RuleSigned {
  readonly rule: string;
  readonly version: number;
  readonly digest: Digest;
  readonly inForceBy: string;
}

/**
 * What an accepted step did. `dissent`: a vote against a decision already taken; `concurs`: one for it.
 * Both stand, whoever was first. `attributed`: enough people named the same doer.
 */
export type StepEffect =
  | 'moved'
  | 'voted'
  | 'attributed'
  | 'dissent'
  | 'concurs'
  | 'recorded'
  | 'split';

/** Named rules of the machine. Of these only `accepted` decides, and only under a person's signature. */
export type RuleName =
  | 'all-compliant'
  | 'new-finding'
  | 'overdue'
  | 'accepted'
  | 'sampled'
  | 'no-longer-fits'
  | 'rule-suspended'
  | 'source-gone'
  | 'corroborated'
  | 'task-delivered';

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
      /** The case on the other side of a merge or a split. */
      readonly other?: CaseId;
    }
  | {
      readonly entry: 'refused';
      readonly recordedAt: Instant;
      readonly step: CaseCommand;
      readonly refusal: Refusal;
    }
  | {
      /** A named rule of the machine, always with its reason. */
      readonly entry: 'rule';
      readonly recordedAt: Instant;
      readonly rule: RuleName;
      readonly step?: StepKind;
      readonly from: CaseState;
      readonly to: CaseState;
      readonly reason: string;
      /** Of what a rule of the mission accepted or chose for its sample. */
      readonly signed?: RuleSigned;
    }
  | {
      /** What another case's merge or split did to this one. */
      readonly entry: 'linked';
      readonly recordedAt: Instant;
      readonly link: 'merged-in' | 'split-off';
      readonly other: CaseId;
      readonly step: CaseCommand;
      readonly nation: string;
      readonly findings: readonly FindingId[];
    };
