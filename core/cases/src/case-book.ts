import type { FindingId, Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { Case, CaseId } from './case.ts';
import type { Refusal } from './refusal.ts';
import type { CaseCommand } from './step.ts';

/** A step that no case could keep, because there is none of that id. */
export interface StrayStep {
  readonly recordedAt: Instant;
  readonly step: CaseCommand;
  readonly refusal: Refusal;
}

/**
 * All cases of a node and what finds them: maps and arrays of plain values, structured-clone-able.
 *
 * `applyFinding`, `applyCommand` and `tick` fold it in place; the cases in it are never altered, each
 * change puts a new one in the old one's stead.
 */
export interface CaseBook {
  readonly cases: Map<CaseId, Case>;
  /** Where each finding is kept, how it was judged, and of whom. */
  readonly findings: Map<
    FindingId,
    {
      readonly case: CaseId;
      readonly verdict: Verdict;
      readonly party: string;
      /** Where the parties read the clause differently: one of so many. */
      readonly reading?: { readonly name: string; readonly of: number };
    }
  >;
  /** Latest case of each subject. */
  readonly bySubject: Map<string, CaseId>;
  /** Cases of events by clause, party and stretch of time, oldest first. */
  readonly byStretch: Map<string, CaseId[]>;
  /** Ids of commands already taken, with the case and digest of each. */
  readonly commands: Map<string, string>;
  readonly stray: StrayStep[];
  /** Cases whose clock runs and has not yet run out. */
  readonly running: Set<CaseId>;
}

export const emptyCaseBook = (): CaseBook => ({
  cases: new Map(),
  findings: new Map(),
  bySubject: new Map(),
  byStretch: new Map(),
  commands: new Map(),
  stray: [],
  running: new Set(),
});

/** Puts a case in the book, in the stead of what stood there. */
export function keep(book: CaseBook, changed: Case): Case {
  book.cases.set(changed.id, changed);
  if (changed.clock === undefined || changed.clock.overdue) book.running.delete(changed.id);
  else book.running.add(changed.id);
  return changed;
}
