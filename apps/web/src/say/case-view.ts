import type { StepKind } from '@greenline/cases';
import type { CaseRow, FindingRow, HistoryLine } from '../wire.ts';
import { plain, STEP_DONE } from '../words.ts';
import { quantity, share } from './quantity.ts';

/** States in which the mission still owes a decision or a step. */
const WAITING = new Set(['open', 'being-verified', 'remedy-agreed']);

export const waits = (found: CaseRow): boolean => WAITING.has(found.state);

/** Cases that wait, oldest clock first; a case without a clock counts from its opening. */
export function queueOf(cases: Iterable<CaseRow>): CaseRow[] {
  const due = (found: CaseRow): number =>
    Date.parse(found.clock?.dueAt ?? found.openedAt ?? '') || 0;
  return [...cases].filter(waits).sort((a, b) => due(a) - due(b) || a.id.localeCompare(b.id));
}

/** The rest, last changed first. */
export const settledOf = (cases: Iterable<CaseRow>): CaseRow[] =>
  [...cases].filter((found) => !waits(found)).sort((a, b) => b.seq - a.seq);

/**
 * What a case may be called. "Violation" is said only once people have confirmed it; before that it
 * is what the findings allege.
 */
export function title(found: CaseRow, partyName: string): string {
  const confirmed = found.decision === 'confirmed' || found.state === 'confirmed';
  const what = confirmed
    ? 'Ceasefire violation'
    : found.verdict === 'breach'
      ? 'Possible breach'
      : 'Undetermined';
  return `${what}, ${partyName}`;
}

/** The steps offered first in a state, and those behind "More". The node has the last word. */
export function stepsOf(found: CaseRow): { first: readonly StepKind[]; more: readonly StepKind[] } {
  switch (found.state) {
    case 'open':
    case 'being-verified':
      return {
        first: ['confirm', 'refute', 'verify', 'dissent'],
        more: ['unresolve', 'hand-over', 'suspend', 'reply', 'withdraw-source', 'note'],
      };
    case 'confirmed':
    case 'refuted':
    case 'unresolved':
      return {
        first: ['dissent', 'reply', 'refer', 'remedy'],
        more: ['close', 'reopen', 'suspend', 'hand-over', 'withdraw-source', 'note'],
      };
    case 'remedy-agreed':
      return { first: ['re-verify', 'dissent', 'reply'], more: ['reopen', 'hand-over', 'note'] };
    case 'suspended':
      return { first: ['resume', 'dissent'], more: ['note'] };
    case 'closed':
      return { first: ['reopen', 'dissent'], more: ['note'] };
    default:
      return { first: ['dissent', 'reply', 'close'], more: ['reopen', 'hand-over', 'note'] };
  }
}

export interface Measure {
  readonly measured?: string;
  readonly limit?: string;
  readonly margin?: string;
}

/**
 * Measured value, limit and margin in words. `plusMinusM` is the half-width of the 95 % interval of
 * the place, where it is known and the measure is a distance.
 */
export function measureOf(finding: FindingRow, plusMinusM?: number): Measure {
  if (finding.measuredKm !== undefined || finding.limitKm !== undefined) {
    return {
      ...(finding.measuredKm !== undefined && { measured: `${finding.measuredKm} km ± 1` }),
      ...(finding.limitKm !== undefined && { limit: `${finding.limitKm} km` }),
      ...(finding.marginKm !== undefined && { margin: `${finding.marginKm} km ± 1` }),
    };
  }
  const far = finding.unit === 'm' && Math.max(finding.measured ?? 0, finding.limit ?? 0) >= 10_000;
  const scale = far ? 1000 : 1;
  const unit = far ? 'km' : (finding.unit ?? '');
  const spread = finding.unit === 'm' && plusMinusM !== undefined ? plusMinusM / scale : undefined;
  const say = (value: number | undefined, plusMinus?: number): string | undefined =>
    value === undefined ? undefined : quantity(value / scale, unit, plusMinus);
  const measured = say(finding.measured, spread);
  const limit = say(finding.limit);
  const margin = say(finding.margin, spread);
  return {
    ...(measured !== undefined && { measured }),
    ...(limit !== undefined && { limit }),
    ...(margin !== undefined && { margin }),
  };
}

/** One line of a case's history as people read it: who, what, why. */
export function historyWords(line: HistoryLine): { who: string; what: string; why?: string } {
  switch (line.entry) {
    case 'finding':
      return {
        who: 'Finding',
        what: `joined: ${line.verdict}, ${share(line.probability)} likely a breach`,
        ...(line.supersedes !== undefined && { why: 'It replaces an earlier finding.' }),
      };
    case 'step':
      return {
        who: line.nation === undefined ? line.step.by : `${line.step.by} (${line.nation})`,
        what: line.effect === 'voted' ? `voted to ${line.step.step}` : STEP_DONE[line.step.step],
        ...(line.step.reason !== undefined && { why: line.step.reason }),
      };
    case 'refused':
      return {
        who: line.step.by,
        what: `asked to ${plain(line.step.step)}: refused`,
        why: `Missing: ${line.refusal.missing}`,
      };
    case 'rule':
      return { who: 'Rule', what: plain(line.rule), why: line.reason };
  }
}
