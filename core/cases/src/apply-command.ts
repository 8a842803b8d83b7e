import { canonicalJson, type Instant } from '@greenline/base';
import { attributionsWith, doerOf, namesDoer } from './attribution.ts';
import type { Case, CaseId, CaseState } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import { countJudged } from './duty-load.ts';
import type { HistoryEntry, StepEffect } from './history-entry.ts';
import { merged, split } from './link.ts';
import { movedTo } from './move.ts';
import type { CaseContext, Signatory } from './practice.ts';
import type { Refusal } from './refusal.ts';
import { refusalOf } from './refuse.ts';
import { signRule } from './rule-step.ts';
import { noteCheck } from './sample.ts';
import { isCalled } from './source.ts';
import { type CaseCommand, RULE_PREFIX, WATCH } from './step.ts';
import { judges, leadsTo } from './transition.ts';
import { decides, progressOf, votesWith } from './vote.ts';
import { handOverWatch } from './watch.ts';
import { attributed, partyOf, remade } from './weigh.ts';

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

  const reused = earlier !== undefined;
  if (!reused) book.commands.set(command.id, sent);
  if (command.case === WATCH) return handOverWatch(book, command, reused, recordedAt, context);
  if (command.case.startsWith(RULE_PREFIX))
    return signRule(book, command, reused, recordedAt, context);

  const one = book.cases.get(command.case as CaseId);
  const signatory = context.signatory(command.by);
  const meeting = { book, now: recordedAt, context };
  const refusal = refusalOf(one, command, signatory, reused, meeting);
  if (one === undefined || signatory === undefined || refusal !== undefined) {
    return refuse(book, one, command, recordedAt, refusal);
  }
  if (judges(command.step)) countJudged(book, command.by, recordedAt, context.practice);
  const linking = { step: command, signatory, now: recordedAt };
  if (command.step === 'merge') return { changed: merged(book, one, linking, context) };
  if (command.step === 'split') return { changed: split(book, one, linking, context) };
  const after = keep(book, stepped(book, one, command, signatory, recordedAt, context));
  const returned = noteCheck(book, after, recordedAt, context);
  return { changed: [after, ...returned] };
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
  book: CaseBook,
  one: Case,
  step: CaseCommand,
  signatory: Signatory,
  recordedAt: Instant,
  context: CaseContext,
): Case {
  const votes = votesWith(one, step, signatory);
  const to = destination(one, step, votes);
  const moved = to !== one.state;
  const named = partyNamed(book, one, to, step, signatory, votes, context);
  const entry: HistoryEntry = {
    entry: 'step',
    recordedAt,
    step,
    nation: signatory.nation,
    effect: moved ? 'moved' : named.party !== one.party ? 'attributed' : effectOf(one, step),
    from: one.state,
    to,
  };
  const after: Case = {
    ...(moved ? movedTo(one, to, recordedAt, context) : one),
    votes,
    ...named,
    progress: progressOf(votes, one.quorum),
    ...holderAfter(step),
    history: [...one.history, entry],
  };
  if (step.step === 'withdraw-source') return withoutSource(book, after, step, recordedAt, context);
  return attributed(after, partyOf(book, after));
}

/** Whom a case names after a step: two people of two nations name a doer, and nobody renames one. */
function partyNamed(
  book: CaseBook,
  one: Case,
  to: CaseState,
  step: CaseCommand,
  signatory: Signatory,
  votes: Case['votes'],
  { practice }: CaseContext,
): Pick<Case, 'party' | 'attributions'> {
  const { party, attributions } = one;
  if (to === one.state && step.step !== 'attribute') return { party, attributions };
  if (one.state === 'suspended' || to === 'suspended') return { party, attributions };
  if (step.step === 'attribute') {
    const named = attributionsWith(one, step, signatory);
    const doer = party === 'unknown' ? doerOf(named, practice) : undefined;
    return { party: doer ?? party, attributions: named };
  }
  if (to === 'being-verified') return { party: partyOf(book, one), attributions: [] };
  const sure = to !== 'confirmed' || namesDoer(votes, practice);
  return { party: sure ? party : 'unknown', attributions };
}

/** A source is taken from a case: what rested on it alone goes with it, and the rest is weighed anew. */
function withoutSource(
  book: CaseBook,
  one: Case,
  { with: besides }: CaseCommand,
  now: Instant,
  context: CaseContext,
): Case {
  const name = String(besides?.source);
  const gone = one.sources.filter((source) => isCalled(source, name)).map(({ id }) => id);
  const withdrawn = [...new Set([...one.withdrawn, ...gone])].sort();
  return remade(book, { ...one, withdrawn }, now, context);
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

function effectOf(one: Case, { step, with: besides }: CaseCommand): StepEffect {
  if (step === 'dissent') return 'dissent';
  if (step === 'attribute')
    return one.party === 'unknown' ? 'voted' : besides?.party === one.party ? 'concurs' : 'dissent';
  if (step !== 'confirm' && step !== 'refute') return 'recorded';
  if (one.state === 'being-verified') return 'voted';
  return one.state === leadsTo(step, one.state) ? 'concurs' : 'dissent';
}

/** Who takes a case up, or is handed it, has it in hand. */
function holderAfter(step: CaseCommand): { holder?: string } {
  if (step.step === 'verify') return { holder: step.by };
  const to = step.with?.to;
  return step.step === 'hand-over' && typeof to === 'string' ? { holder: to } : {};
}
