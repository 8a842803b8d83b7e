import type { FindingId, Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Case, CaseId } from './case.ts';
import type { DeskNote } from './desk-note.ts';
import type { Refusal } from './refusal.ts';
import type { RuleStanding } from './rule-standing.ts';
import type { Source } from './source.ts';
import type { CaseCommand } from './step.ts';
import type { Witnessed } from './witness.ts';

/** A step that no case could keep, because there is none of that id. */
export interface StrayStep {
  readonly recordedAt: Instant;
  readonly step: CaseCommand;
  readonly refusal: Refusal;
}

/** What is kept of a finding: where it lies, what it says, and whose word it rests on. */
export interface KeptFinding {
  readonly case: CaseId;
  readonly verdict: Verdict;
  readonly party: string;
  readonly subject: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly position?: Position;
  readonly label: LabelId;
  readonly sources: readonly Source[];
  readonly classes: readonly string[];
  /** Where the parties read the clause differently: one of so many. */
  readonly reading?: { readonly name: string; readonly of: number };
}

/**
 * All cases of a node and what finds them: maps and arrays of plain values, structured-clone-able.
 *
 * `applyFinding`, `applyCommand`, `tick` and `runRules` fold it in place; the cases in it are never
 * altered, each change puts a new one in the old one's stead.
 */
export interface CaseBook {
  readonly cases: Map<CaseId, Case>;
  readonly findings: Map<FindingId, KeptFinding>;
  /** Findings about each track, event or stated subject. */
  readonly about: Map<string, FindingId[]>;
  /** Latest case of each subject. */
  readonly bySubject: Map<string, CaseId>;
  /** Cases of events by clause, party and stretch of time, oldest first. */
  readonly byStretch: Map<string, CaseId[]>;
  /** Ids of commands already taken, with the case and digest of each. */
  readonly commands: Map<string, string>;
  readonly stray: StrayStep[];
  /** Cases whose clock runs and has not yet run out. */
  readonly running: Set<CaseId>;
  /** None of them falls due before this. */
  clocks: { soonest: number };
  /** Cases that nobody has taken up. */
  readonly fresh: Set<CaseId>;
  /** Who has seen each track, event or stated subject. */
  readonly witnessed: Map<string, Witnessed>;
  /** When each person last judged, as often as a watch allows. */
  readonly judged: Map<string, Instant[]>;
  /** The mission's rules of acceptance, by name. */
  readonly rules: Map<string, RuleStanding>;
  /** What the duty desk is to be told and was not told yet: whoever folds takes it out. */
  readonly desk: DeskNote[];
}

export const emptyCaseBook = (): CaseBook => ({
  cases: new Map(),
  findings: new Map(),
  about: new Map(),
  bySubject: new Map(),
  byStretch: new Map(),
  commands: new Map(),
  stray: [],
  running: new Set(),
  clocks: { soonest: Number.POSITIVE_INFINITY },
  fresh: new Set(),
  witnessed: new Map(),
  judged: new Map(),
  rules: new Map(),
  desk: [],
});

/** Puts a case in the book, in the stead of what stood there. */
export function keep(book: CaseBook, one: Case): Case {
  const changed = { ...one, revision: one.history.length };
  const { id, clock } = changed;
  book.cases.set(id, changed);
  if (clock === undefined || clock.overdue) {
    book.running.delete(id);
  } else {
    book.running.add(id);
    book.clocks.soonest = Math.min(book.clocks.soonest, clock.dueAt);
  }
  if (changed.state === 'open') book.fresh.add(id);
  else book.fresh.delete(id);
  return changed;
}
