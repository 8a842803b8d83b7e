export type {
  Case,
  CaseId,
  CaseState,
  Decision,
  HistoryEntry,
  Quorum,
  StepClock,
  StepEffect,
  Vote,
} from './case.ts';
export {
  type CaseContext,
  type CasePractice,
  DEFAULT_PRACTICE,
  type Signatory,
} from './practice.ts';
export type { Refusal } from './refusal.ts';
export { type CaseCommand, STEPS, type StepKind } from './step.ts';

// Signatures published ahead of their bodies; each is replaced by its export as it lands.
import type { Finding } from '@greenline/agreement';
import type { Instant, Result } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Case } from './case.ts';
import type { CaseContext } from './practice.ts';
import type { Refusal } from './refusal.ts';
import type { CaseCommand } from './step.ts';

/** Maps and arrays of plain values: structured-clone-able. The functions below fold it in place. */
export interface CaseBook {
  readonly cases: ReadonlyMap<string, Case>;
}
export declare function emptyCaseBook(): CaseBook;

/** What the room needs to know of a finding besides itself. */
export interface FindingArrival {
  readonly finding: Finding;
  /** Of the clause, as `no-fire`. */
  readonly clauseKind: string;
  /** `event`: it happened once; grouped by time and place. `other`: grouped by subject. */
  readonly about: 'event' | 'other';
  /** Of the event or object; for an event without one, the observer's. */
  readonly position?: Position;
  /** The journal's. */
  readonly recordedAt: Instant;
}
/** Cases that changed, each once; empty for a compliant finding that supersedes none. */
export declare function applyFinding(
  book: CaseBook,
  arrival: FindingArrival,
  context: CaseContext,
): readonly Case[];

/** `refusal` where the step was not taken; it is kept in the case's history (or the book's) all the same. */
export interface StepOutcome {
  readonly changed: readonly Case[];
  readonly refusal?: Refusal;
}
export declare function applyCommand(
  book: CaseBook,
  command: CaseCommand,
  recordedAt: Instant,
  context: CaseContext,
): StepOutcome;
/** Cases whose clock ran out by `now`. */
export declare function tick(book: CaseBook, now: Instant): readonly Case[];

export interface CommandError {
  readonly kind: 'not-json' | 'missing' | 'wrong-type' | 'unknown-step' | 'too-long';
  /** Name of the offending field; absent where the whole is wrong. */
  readonly field?: string;
  /** One sentence with the remedy. */
  readonly text: string;
}
/** Text or a value already read from JSON. */
export declare function parseCommand(json: unknown): Result<CaseCommand, CommandError>;
