import type { Case } from './case.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { Refusal } from './refusal.ts';
import type { CaseCommand, StepKind } from './step.ts';

/** Steps that only add words or hands: they hold whatever happened meanwhile. */
const HOLDS: readonly StepKind[] = [
  'dissent',
  'reply',
  'hand-over',
  'withdraw-source',
  'suspend',
  'note',
];
const VOTES: readonly StepKind[] = ['confirm', 'refute', 'attribute'];

/**
 * Whether a step was made upon a view of the case that what happened since has made untrue.
 *
 * What others wrote or voted meanwhile takes nothing from a step. A new finding, a source withdrawn,
 * a merge or a split takes the ground from a judgement; a move takes it from the next move. A vote
 * that a decision overtook stands beside it.
 */
export function staleness(one: Case, { step, with: besides }: CaseCommand): Refusal | undefined {
  const upon = besides?.upon;
  if (upon === undefined) return undefined;
  const { revision } = one;
  if (typeof upon !== 'number' || !Number.isInteger(upon) || upon < 1 || upon > revision) {
    const missing = `with.upon: a whole number from 1 to ${revision}, the revision that you saw`;
    return { kind: 'field-missing', field: 'with.upon', missing };
  }
  if (HOLDS.includes(step)) return undefined;
  const since = one.history.slice(upon);
  if (!since.some((line) => unsettles(line, step))) return undefined;
  const lines = revision - upon;
  const missing = `another look: ${lines} ${lines === 1 ? 'line was' : 'lines were'} added since you read it; send the step again upon ${revision}`;
  return { kind: 'stale', upon, revision, missing };
}

function unsettles(line: HistoryEntry, step: StepKind): boolean {
  switch (line.entry) {
    case 'finding':
    case 'linked':
      return true;
    case 'refused':
      return false;
    case 'rule':
      return line.rule !== 'overdue';
    case 'step':
      if (line.step.step === 'withdraw-source' || line.other !== undefined) return true;
      if (line.from === line.to) return false;
      return !VOTES.includes(step) || line.from !== 'being-verified';
  }
}
