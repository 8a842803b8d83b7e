export { type AcceptanceRule, digestOfRule } from './acceptance-rule.ts';
export { applyCommand, type StepOutcome } from './apply-command.ts';
export { applyFinding } from './apply-finding.ts';
export type {
  Attribution,
  Case,
  CaseId,
  CaseState,
  Decision,
  Quorum,
  StepClock,
  Vote,
} from './case.ts';
export { type CaseBook, emptyCaseBook, type StrayStep } from './case-book.ts';
export { delayClocks, isOverdue, tick } from './clock.ts';
export { type Confidence, type ConfidenceLevel, LEVEL_WORDS } from './confidence.ts';
export { corroborate } from './corroborate.ts';
export type { DeskNote, HandedCase } from './desk-note.ts';
export type { FindingArrival } from './finding-arrival.ts';
export type { HistoryEntry, RuleName, RuleSigned, StepEffect } from './history-entry.ts';
export type { LookWanted } from './look-wanted.ts';
export { noteDelivery } from './note-delivery.ts';
export { type CommandError, parseCommand } from './parse-command.ts';
export {
  type CaseContext,
  type CasePractice,
  DEFAULT_PRACTICE,
  type Signatory,
} from './practice.ts';
export type { Refusal } from './refusal.ts';
export { runRules } from './run-rules.ts';
export type { KnownSensor, Source } from './source.ts';
export { type CaseCommand, RULE_PREFIX, STEPS, type StepKind, WATCH } from './step.ts';
export { stepsFrom } from './transition.ts';
export { handOverId } from './watch.ts';
export { forgetWitnessed, originOf, type Testimony, witness } from './witness.ts';
