import type { Instant } from '@greenline/base';
import type { Case } from './case.ts';
import type { CaseBook } from './case-book.ts';
import { watchFull } from './duty-load.ts';
import { linkRefusal } from './link.ts';
import type { CaseContext, Signatory } from './practice.ts';
import type { Refusal } from './refusal.ts';
import { isCalled } from './source.ts';
import { staleness } from './stale.ts';
import type { CaseCommand } from './step.ts';
import { isEntitled, judges, mayStep, NEEDED_FIELD, needsReason, stepsFrom } from './transition.ts';

/** Where a step meets its case. */
export interface StepMeeting {
  readonly book: CaseBook;
  readonly now: Instant;
  readonly context: CaseContext;
}

/** Why a step cannot be taken; `undefined` where it can. */
export function refusalOf(
  one: Case | undefined,
  command: CaseCommand,
  signatory: Signatory | undefined,
  idUsed: boolean,
  { book, now, context }: StepMeeting,
): Refusal | undefined {
  const { step, by, reason } = command;
  if (one === undefined) {
    return { kind: 'unknown-case', missing: `a case with the id ${command.case}` };
  }
  if (idUsed) {
    return { kind: 'id-used', missing: 'a new id: another command was sent under this one' };
  }
  if (signatory === undefined) {
    return { kind: 'unknown-person', missing: `an entry for ${by} among the mission's people` };
  }
  const { standing } = signatory;
  if (!isEntitled(standing, step)) {
    return { kind: 'not-entitled', standing, missing: `a person of the mission to ${step}` };
  }
  if (!mayStep(step, one.state)) {
    const allowed = stepsFrom(one.state);
    const missing = `a step that can be taken while ${one.state}: ${allowed.join(', ')}`;
    return { kind: 'illegal-step', state: one.state, allowed, missing };
  }
  if (needsReason(step) && (reason ?? '').trim() === '') {
    return { kind: 'reason-missing', missing: `a reason to ${step}` };
  }
  return (
    fieldMissing(command) ??
    notThere(one, command, context) ??
    linkRefusal(book, one, command) ??
    alreadyCounted(one, command) ??
    staleness(one, command) ??
    (judges(step) ? watchFull(book, by, now, context.practice) : undefined)
  );
}

/** A source, a doer or a person that the step names and nobody knows. */
function notThere(
  one: Case,
  { step, with: besides }: CaseCommand,
  { doers, signatory }: CaseContext,
): Refusal | undefined {
  if (step === 'hand-over') return unknownTaker(besides?.to, signatory);
  if (step === 'attribute') {
    if (besides?.party === 'unknown' || doers.includes(String(besides?.party))) return undefined;
    return { kind: 'unknown-party', missing: `with.party: one of ${doers.join(', ')}, unknown` };
  }
  if (step !== 'withdraw-source') return undefined;
  if (one.sources.some((source) => isCalled(source, String(besides?.source)))) return undefined;
  const known = one.sources.map(({ id }) => id).join(', ');
  const missing =
    known === '' ? 'a source: the case rests on none' : `with.source: one of ${known}`;
  return { kind: 'unknown-source', missing };
}

/** Who takes over must be somebody who can decide. */
export function unknownTaker(
  to: unknown,
  signatory: CaseContext['signatory'],
): Refusal | undefined {
  if (signatory(String(to))?.standing === 'mission') return undefined;
  return {
    kind: 'unknown-person',
    missing: `somebody of the mission who decides, as ${to} is not`,
  };
}

function fieldMissing(command: CaseCommand): Refusal | undefined {
  const needed = NEEDED_FIELD[command.step];
  if (needed === undefined) return undefined;
  const [field, meaning] = needed;
  const value = command.with?.[field];
  if (typeof value === 'string' && value.trim() !== '') return undefined;
  return { kind: 'field-missing', field: `with.${field}`, missing: `with.${field}: ${meaning}` };
}

/** The same person does not count twice, in one round or beside a decision. */
function alreadyCounted(one: Case, { step, by, ...sent }: CaseCommand): Refusal | undefined {
  if (step === 'attribute') {
    const named = one.attributions.find((each) => each.by === by)?.party ?? 'unknown';
    if (sent.with?.party !== named) return undefined;
    return { kind: 'already-counted', missing: `another name than ${named}, which ${by} gave` };
  }
  if (step !== 'confirm' && step !== 'refute') return undefined;
  const counted = standingVote(one, by);
  if (counted !== step) return undefined;
  return { kind: 'already-counted', missing: `somebody other than ${by}, who did ${step} already` };
}

/** What a person last voted in the present round, after the decision included. */
function standingVote(one: Case, by: string): string | undefined {
  for (let i = one.history.length - 1; i >= 0; i--) {
    const line = one.history[i];
    if (line?.entry === 'rule' && line.to === 'being-verified' && line.from !== line.to) return;
    if (line?.entry !== 'step') continue;
    if (line.effect === 'moved' && line.to === 'being-verified' && line.from !== 'suspended')
      return;
    const { step } = line.step;
    if (line.step.by === by && (step === 'confirm' || step === 'refute')) return step;
  }
  return undefined;
}
