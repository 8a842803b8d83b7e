export { applyCommand, type StepOutcome } from './apply-command.ts';
export { applyFinding } from './apply-finding.ts';
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
export { type CaseBook, emptyCaseBook, type StrayStep } from './case-book.ts';
export { isOverdue, tick } from './clock.ts';
export type { FindingArrival } from './finding-arrival.ts';
export { type CommandError, parseCommand } from './parse-command.ts';
export {
  type CaseContext,
  type CasePractice,
  DEFAULT_PRACTICE,
  type Signatory,
} from './practice.ts';
export type { Refusal } from './refusal.ts';
export { type CaseCommand, STEPS, type StepKind } from './step.ts';
export { stepsFrom } from './transition.ts';
