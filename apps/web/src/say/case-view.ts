import { type CaseState, type StepKind, stepsFrom } from '@greenline/cases';
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

/** What is offered first, where it is legal: to confirm and to refute stand side by side. */
const UNDECIDED: readonly StepKind[] = ['confirm', 'refute', 'verify', 'dissent', 'unresolve'];
const DECIDED: readonly StepKind[] = [
  'dissent',
  'reply',
  'refer',
  'remedy',
  're-verify',
  'resume',
  'close',
];
const MOST_FIRST = 4;

/** The legal steps of a case: the first few as buttons, the rest behind "More". */
export function stepsOf(found: CaseRow): { first: readonly StepKind[]; more: readonly StepKind[] } {
  const legal = stepsFrom(found.state as CaseState);
  const asked = found.state === 'open' || found.state === 'being-verified' ? UNDECIDED : DECIDED;
  const first = asked.filter((step) => legal.includes(step)).slice(0, MOST_FIRST);
  return { first, more: legal.filter((step) => !first.includes(step)) };
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
  const unit = far ? 'km' : finding.unit === 'count' ? '' : (finding.unit ?? '');
  const spread = finding.unit === 'm' && plusMinusM !== undefined ? plusMinusM / scale : undefined;
  const say = (value: number | undefined, plusMinus?: number): string | undefined =>
    value === undefined ? undefined : quantity(value / scale, unit, plusMinus).trim();
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
        what: stepWords(line),
        ...(line.step.reason !== undefined && { why: line.step.reason }),
      };
    case 'linked':
      return {
        who: `${line.step.by} (${line.nation})`,
        what: `${line.link === 'merged-in' ? 'merged in the findings of' : 'split this off'} case ${line.other.slice(0, 8)}`,
        ...(line.step.reason !== undefined && { why: line.step.reason }),
      };
    case 'refused':
      return {
        who: line.step.by,
        what: `asked to ${plain(line.step.step)}: refused`,
        why: `Missing: ${line.refusal.missing}`,
      };
    case 'rule':
      return {
        who: line.signed === undefined ? 'Rule' : `Rule ${line.signed.rule}`,
        what: plain(line.rule),
        why: line.reason,
      };
  }
}

function stepWords(line: Extract<HistoryLine, { readonly entry: 'step' }>): string {
  const { effect, other } = line;
  const { step } = line.step;
  if (step === 'attribute') {
    const { party } = (line.step as unknown as { readonly with: { readonly party: string } }).with;
    return `named ${party}: ${plain(effect)}`;
  }
  if (effect === 'voted') return `voted to ${step}`;
  if (other !== undefined) return `${STEP_DONE[step]}: case ${other.slice(0, 8)}`;
  return STEP_DONE[step];
}
