import { derivedId, type Hasher, type Instant } from '@greenline/base';
import type { StepOutcome } from './apply-command.ts';
import type { Case } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import type { HandedCase } from './desk-note.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { CaseContext, Signatory } from './practice.ts';
import type { Refusal } from './refusal.ts';
import { unknownTaker } from './refuse.ts';
import type { CaseCommand } from './step.ts';
import { isEntitled, mayStep } from './transition.ts';

/** One act hands all cases over that a person has in hand; who takes them sees what is open and overdue. */
export function handOverWatch(
  book: CaseBook,
  command: CaseCommand,
  idUsed: boolean,
  now: Instant,
  context: CaseContext,
): StepOutcome {
  const signatory = context.signatory(command.by);
  const refusal = watchRefusal(command, idUsed, signatory, context);
  if (signatory === undefined || refusal !== undefined) {
    if (refusal === undefined) throw new Error(`step ${command.id} was neither taken nor refused`);
    book.stray.push({ recordedAt: now, step: command, refusal });
    return { changed: [], refusal };
  }
  const to = String(command.with?.to);
  const held = [...book.cases.values()].filter(
    ({ holder, state }) => holder === command.by && mayStep('hand-over', state),
  );
  const changed = held.map((one) => keep(book, handed(one, to, command, signatory, now)));
  const cases = changed.map(handedCase);
  book.desk.push({
    note: 'hand-over',
    id: handOverId(context.hasher, command.id),
    at: now,
    from: command.by,
    to,
    words: command.reason ?? '',
    open: cases.length,
    overdue: cases.filter(({ overdue }) => overdue).length,
    cases,
  });
  return { changed };
}

/** Under which the desk is told of a hand-over. */
export const handOverId = (hasher: Hasher, command: string): string =>
  derivedId(hasher, 'desk', [command], 0);

function watchRefusal(
  { id, by, step, reason, with: besides }: CaseCommand,
  idUsed: boolean,
  signatory: Signatory | undefined,
  context: CaseContext,
): Refusal | undefined {
  if (idUsed) return { kind: 'id-used', missing: `a new id: another command was sent under ${id}` };
  if (signatory === undefined)
    return { kind: 'unknown-person', missing: `an entry for ${by} among the mission's people` };
  const { standing } = signatory;
  if (!isEntitled(standing, step) || standing !== 'mission')
    return { kind: 'not-entitled', standing, missing: `a person of the mission to ${step}` };
  if (step !== 'hand-over')
    return { kind: 'unknown-case', missing: 'the id of a case: a watch can only be handed over' };
  if ((reason ?? '').trim() === '')
    return { kind: 'reason-missing', missing: 'a note for who takes the watch' };
  return unknownTaker(besides?.to, context.signatory);
}

function handed(
  one: Case,
  to: string,
  step: CaseCommand,
  { nation }: Signatory,
  recordedAt: Instant,
): Case {
  const entry: HistoryEntry = {
    entry: 'step',
    recordedAt,
    step,
    nation,
    effect: 'recorded',
    from: one.state,
    to: one.state,
  };
  return { ...one, holder: to, history: [...one.history, entry] };
}

const handedCase = ({ id, clause, state, clock }: Case): HandedCase => ({
  case: id,
  clause,
  state,
  ...(clock !== undefined && { dueAt: clock.dueAt }),
  overdue: clock?.overdue === true,
});
