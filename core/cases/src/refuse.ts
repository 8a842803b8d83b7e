import type { Case } from './case.ts';
import type { Signatory } from './practice.ts';
import type { Refusal } from './refusal.ts';
import type { CaseCommand } from './step.ts';
import { isEntitled, mayStep, NEEDED_FIELD, needsReason, stepsFrom } from './transition.ts';

/** Why a step cannot be taken; `undefined` where it can. */
export function refusalOf(
  one: Case | undefined,
  command: CaseCommand,
  signatory: Signatory | undefined,
  idUsed: boolean,
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
  return fieldMissing(command) ?? alreadyCounted(one, command);
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
function alreadyCounted(one: Case, { step, by }: CaseCommand): Refusal | undefined {
  if (step !== 'confirm' && step !== 'refute') return undefined;
  const counted = standingVote(one, by);
  if (counted !== step) return undefined;
  return { kind: 'already-counted', missing: `somebody other than ${by}, who did ${step} already` };
}

/** What a person last voted in the present round, after the decision included. */
function standingVote(one: Case, by: string): string | undefined {
  for (let i = one.history.length - 1; i >= 0; i--) {
    const line = one.history[i];
    if (line?.entry !== 'step') continue;
    if (line.effect === 'moved' && line.to === 'being-verified' && line.from !== 'suspended')
      return;
    const { step } = line.step;
    if (line.step.by === by && (step === 'confirm' || step === 'refute')) return step;
  }
  return undefined;
}
