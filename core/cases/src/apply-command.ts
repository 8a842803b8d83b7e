import { canonicalJson, type Instant } from '@greenline/base';
import type { Case, CaseId, CaseState, Decision, HistoryEntry, StepEffect } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import { clockFor } from './clock.ts';
import type { CaseContext, Signatory } from './practice.ts';
import type { Refusal } from './refusal.ts';
import { refusalOf } from './refuse.ts';
import type { CaseCommand } from './step.ts';
import { leadsTo } from './transition.ts';
import { decides, progressOf, votesWith } from './vote.ts';

/** What came of a step. `refusal`: it was not taken, and is kept in the history all the same. */
export interface StepOutcome {
  readonly changed: readonly Case[];
  readonly refusal?: Refusal;
}

/**
 * Takes one step of one person.
 *
 * A command that comes again, byte for byte, changes nothing. A vote that comes after the decision
 * stands beside it, as dissent or concurrence: of two people who act at once neither is lost.
 */
export function applyCommand(
  book: CaseBook,
  command: CaseCommand,
  recordedAt: Instant,
  context: CaseContext,
): StepOutcome {
  const sent = canonicalJson(command);
  const earlier = book.commands.get(command.id);
  if (earlier === sent) return { changed: [] };

  const one = book.cases.get(command.case as CaseId);
  const signatory = context.signatory(command.by);
  const refusal = refusalOf(one, command, signatory, earlier !== undefined);
  if (earlier === undefined) book.commands.set(command.id, sent);
  if (one === undefined || signatory === undefined || refusal !== undefined) {
    return refuse(book, one, command, recordedAt, refusal);
  }
  return { changed: [keep(book, stepped(one, command, signatory, recordedAt, context))] };
}

function refuse(
  book: CaseBook,
  one: Case | undefined,
  step: CaseCommand,
  recordedAt: Instant,
  refusal: Refusal | undefined,
): StepOutcome {
  if (refusal === undefined) throw new Error(`step ${step.id} was neither taken nor refused`);
  if (one === undefined) {
    book.stray.push({ recordedAt, step, refusal });
    return { changed: [], refusal };
  }
  const entry: HistoryEntry = { entry: 'refused', recordedAt, step, refusal };
  return { changed: [keep(book, { ...one, history: [...one.history, entry] })], refusal };
}

function stepped(
  one: Case,
  step: CaseCommand,
  signatory: Signatory,
  recordedAt: Instant,
  context: CaseContext,
): Case {
  const votes = votesWith(one, step, signatory);
  const to = destination(one, step, votes);
  const moved = to !== one.state;
  const entry: HistoryEntry = {
    entry: 'step',
    recordedAt,
    step,
    nation: signatory.nation,
    effect: moved ? 'moved' : effectOf(one, step),
    from: one.state,
    to,
  };
  const next = moved ? movedTo(one, to, recordedAt, context) : one;
  return {
    ...next,
    votes,
    progress: progressOf(votes, one.quorum),
    ...holderAfter(step),
    history: [...one.history, entry],
  };
}

function destination(one: Case, step: CaseCommand, votes: Case['votes']): CaseState {
  if (step.step === 'resume') return one.suspendedFrom ?? one.state;
  if (step.step === 'confirm' || step.step === 'refute') {
    const undecided = one.state === 'being-verified';
    return undecided && decides(votes, step.step, one.quorum)
      ? leadsTo(step.step, one.state)
      : one.state;
  }
  return leadsTo(step.step, one.state);
}

function effectOf(one: Case, { step }: CaseCommand): StepEffect {
  if (step === 'dissent') return 'dissent';
  if (step !== 'confirm' && step !== 'refute') return 'recorded';
  if (one.state === 'being-verified') return 'voted';
  return one.state === leadsTo(step, one.state) ? 'concurs' : 'dissent';
}

const DECISIONS: readonly CaseState[] = ['confirmed', 'refuted', 'unresolved'] satisfies Decision[];

/** A case in another state: its clock starts anew, and a decision is taken or taken back with it. */
function movedTo(one: Case, to: CaseState, recordedAt: Instant, context: CaseContext): Case {
  const { clock: _stopped, suspendedFrom: _resumed, ...rest } = one;
  const clock = clockFor(to, recordedAt, context.practice);
  const next: Case = {
    ...rest,
    state: to,
    ...(clock !== undefined && { clock }),
    ...(to === 'suspended' && { suspendedFrom: one.state }),
  };
  if (one.state === 'suspended' || to === 'suspended') return next;
  if (to === 'being-verified') {
    const { decision: _taken, decidedAt: _then, ...undecided } = next;
    return { ...undecided, findingsSinceDecision: 0 };
  }
  if (!DECISIONS.includes(to)) return next;
  return { ...next, decision: to as Decision, decidedAt: recordedAt, findingsSinceDecision: 0 };
}

/** Who takes a case up, or is handed it, has it in hand. */
function holderAfter(step: CaseCommand): { holder?: string } {
  if (step.step === 'verify') return { holder: step.by };
  const to = step.with?.to;
  return step.step === 'hand-over' && typeof to === 'string' ? { holder: to } : {};
}
