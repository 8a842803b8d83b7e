import type { Digest, Instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Case, CaseId, CaseState } from './case.ts';
import type { CaseBook } from './case-book.ts';

/** One case of a hand-over, as it stood. */
export interface HandedCase {
  readonly case: CaseId;
  readonly clause: string;
  readonly state: CaseState;
  readonly dueAt?: Instant;
  readonly overdue: boolean;
}

/**
 * What the duty desk is told: an alarm, a rule's standing, a watch handed over. A later note of the
 * same id replaces the earlier one; an alarm's comes once.
 */
export type DeskNote = {
  readonly id: string;
  readonly at: Instant;
  /** Absent: the mission's own. */
  readonly label?: LabelId;
} & (
  | {
      /** A case stays where it is longer than it may. */
      readonly note: 'overdue';
      readonly case: CaseId;
      readonly clause: string;
      readonly state: CaseState;
      readonly dueAt: Instant;
      readonly holder?: string;
    }
  | {
      readonly note: 'rule';
      readonly rule: string;
      readonly version: number;
      readonly digest: Digest;
      readonly standing: 'proposed' | 'in-force' | 'suspended';
      /** Who put it in force, and when. */
      readonly inForceBy?: string;
      readonly since?: Instant;
      readonly accepted: number;
      readonly sampled: number;
      readonly checked: number;
      readonly refuted: number;
    }
  | {
      /** A rule suspended itself, and so many cases went back to be verified. */
      readonly note: 'rule-suspended';
      readonly rule: string;
      readonly checked: number;
      readonly refuted: number;
      readonly bound: number;
      readonly returned: number;
    }
  | {
      readonly note: 'hand-over';
      readonly from: string;
      readonly to: string;
      /** What the one who leaves says to the one who comes. */
      readonly words: string;
      readonly open: number;
      readonly overdue: number;
      readonly cases: readonly HandedCase[];
    }
);

export function tellOverdue(book: CaseBook, one: Case, at: Instant): void {
  const { clock, id, clause, state, label, holder } = one;
  if (clock === undefined) return;
  book.desk.push({
    note: 'overdue',
    id: `overdue/${id}/${clock.dueAt}`,
    at,
    label,
    case: id,
    clause,
    state,
    dueAt: clock.dueAt,
    ...(holder !== undefined && { holder }),
  });
}
