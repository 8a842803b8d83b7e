import type { FindingId } from '@greenline/agreement';
import { portableHasher } from '@greenline/evidence';
import fc from 'fast-check';
import { expect } from 'vitest';
import { at, FIRE, ruled, sees, shot, step, tank } from './cases.fixture.ts';
import {
  applyCommand,
  applyFinding,
  type Case,
  type CaseBook,
  type CaseCommand,
  corroborate,
  digestOfRule,
  emptyCaseBook,
  runRules,
  STEPS,
  type StepKind,
  stepsFrom,
  tick,
} from './index.ts';

/** Where a case may go from each state; by a merge an undecided one may also be closed. */
const LEGAL: Readonly<Record<string, readonly string[]>> = {
  open: ['being-verified', 'suspended', 'closed'],
  'being-verified': ['confirmed', 'refuted', 'unresolved', 'suspended'],
  confirmed: ['before-the-commission', 'remedy-agreed', 'closed', 'being-verified', 'suspended'],
  refuted: ['closed', 'being-verified', 'suspended'],
  unresolved: ['being-verified', 'before-the-commission', 'closed', 'suspended'],
  'before-the-commission': ['remedy-agreed', 'closed', 'suspended'],
  'remedy-agreed': ['re-verified', 'suspended'],
  're-verified': ['closed', 'suspended'],
  closed: ['being-verified', 'open'],
};
const RULE = { ...FIRE, sample: 0.5, mostRefuted: 0.3, round: 2 };
const ROAD = [
  'refute',
  'attribute',
  'merge',
  'split',
  'remedy',
  're-verify',
  'reopen',
  'suspend',
  'resume',
] as const satisfies readonly StepKind[];
const OFFICERS = ['ana', 'bela', 'carla'] as const;

const act = fc.oneof(
  { weight: 6, arbitrary: stepAct() },
  {
    weight: 1,
    arbitrary: fc.record({
      revised: fc.nat(5),
      verdict: fc.constantFrom('breach' as const, 'undetermined' as const, 'compliant' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ heard: fc.constantFrom('mast-1', 'array-1', 'broadcast') }) },
  { weight: 1, arbitrary: fc.record({ joins: fc.constantFrom('mast-3', 'array-1', 'gateway') }) },
  { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 200_000 }) }) },
);

function stepAct() {
  return fc.record({
    by: fc.constantFrom(...OFFICERS, ...OFFICERS, ...OFFICERS, 'party', 'rule', 'nobody'),
    on: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
    step: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...STEPS) },
      // The road through the states, so that far states are reached and not only near ones.
      { weight: 3, arbitrary: fc.constantFrom('verify', 'confirm', 'confirm', ...ROAD) },
    ),
    reason: fc.constantFrom('because', 'because', 'because', undefined),
    to: fc.constantFrom('bela', 'party'),
    source: fc.constantFrom('mast-1', 'mast-2'),
    party: fc.constantFrom('A', 'B', 'unknown', 'X'),
    into: fc.nat(5),
    part: fc.nat(3),
    behind: fc.constantFrom(undefined, undefined, 0, 1, 4),
  });
}
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/**
 * Whatever anybody does in whatever order: no case reaches an illegal state, nothing is confirmed
 * without as many people as it takes or a signed rule, and no entry of any history is lost.
 */
export function anyOrderHolds(numRuns: number): void {
  const sequence = fc.array(act, { minLength: 1, maxLength: 40, size: 'max' });
  fc.assert(fc.property(sequence, holds), { numRuns });
}

function holds(sequence: readonly Act[]): void {
  const context = ruled(RULE);
  const of = emptyCaseBook();
  for (const sensor of ['mast-1', 'mast-2'])
    for (const id of ['E0', 'E1', 'T0']) sees(of, id, sensor);
  applyFinding(of, tank('T0', { subject: ['T0'] }), context);
  applyFinding(of, shot('E0', 0), context);
  applyFinding(of, shot('E1', 5_000), context);
  const digest = digestOfRule(RULE, portableHasher);
  const rule = { id: 'rule/fire-by-two' as Case['id'] };
  applyCommand(of, step('ana', 'put-in-force', rule, { with: { digest } }), at(1), context);
  let second = 100;
  let drawn = 0;
  for (const each of sequence) {
    const before = new Map(of.cases);
    const written = linesOf(of);
    if ('wait' in each) {
      second += each.wait;
      tick(of, at(second));
      runRules(of, at(second), context);
    } else if ('verdict' in each) {
      const supersedes = [...of.findings.keys()][each.revised % of.findings.size] as FindingId;
      const kept = of.findings.get(supersedes);
      const more = { supersedes, verdict: each.verdict, subject: kept?.subject ?? [] };
      applyFinding(
        of,
        { ...shot(`R${++drawn}`, second, 0, more), recordedAt: at(second) },
        context,
      );
      expect(linesOf(of)).toBeGreaterThan(written);
    } else if ('joins' in each) {
      if (sees(of, 'E1', each.joins)) corroborate(of, 'E1', at(second), context);
    } else if ('heard' in each) {
      sees(of, `H${++drawn}`, each.heard);
      applyFinding(of, { ...shot(`H${drawn}`, second), recordedAt: at(second) }, context);
      expect(linesOf(of)).toBeGreaterThan(written);
    } else {
      const command = commandOf(of, each);
      applyCommand(of, command, at(second), context);
      expect(keeps(of, command)).toBe(true);
    }
    for (const [id, one] of of.cases) checkCase(before.get(id), one, of);
  }
}

function commandOf(
  of: CaseBook,
  asked: Exclude<
    Act,
    { wait: number } | { verdict: string } | { heard: string } | { joins: string }
  >,
): CaseCommand {
  const { by, on, step: kind, reason, to, source, party, into, part, behind } = asked;
  const cases = [...of.cases.values()];
  const about = cases[on % cases.length] as Case;
  const findings = about.findings.slice(0, part);
  const upon = behind === undefined ? undefined : Math.max(1, about.revision - behind);
  const { reason: _none, ...command } = step(by, kind, about);
  return {
    ...command,
    ...(reason !== undefined && { reason }),
    with: {
      to,
      source,
      party,
      into: cases[into % cases.length]?.id ?? '',
      findings,
      ...(upon !== undefined && { upon }),
    },
  };
}

/** Whether a command stands in the history of its case, taken or refused. */
export const keeps = (of: CaseBook, { id, case: about }: CaseCommand): boolean =>
  of.cases
    .get(about as Case['id'])
    ?.history.some(
      (line) => (line.entry === 'step' || line.entry === 'refused') && line.step.id === id,
    ) === true;

const linesOf = (of: CaseBook): number =>
  [...of.cases.values()].reduce((sum, { history }) => sum + history.length, 0);

function checkCase(before: Case | undefined, after: Case, of: CaseBook): void {
  if (before === after) return;
  expect(after.revision).toBe(after.history.length);
  expect(stepsFrom(after.state).length).toBeGreaterThan(0);
  expect(JSON.parse(JSON.stringify(after))).toEqual(after);
  expect(new Set(after.votes.map(({ by }) => by)).size).toBe(after.votes.length);
  expect(new Set(after.attributions.map(({ by }) => by)).size).toBe(after.attributions.length);
  if (['open', 'being-verified'].includes(after.state)) expect(after.decision).toBeUndefined();
  if (after.state === 'confirmed') expect(after.decision).toBe('confirmed');
  for (const finding of after.findings) expect(of.findings.get(finding)?.case).toBe(after.id);
  checkMoves(before, after);
  checkDecision(before, after);
}

/** Line by line: each move starts where the last one ended and is a legal one; what stood stands. */
function checkMoves(before: Case | undefined, after: Case): void {
  const known = before?.history ?? [];
  expect(after.history.slice(0, known.length)).toEqual(known);
  let state: string = before?.state ?? 'open';
  for (const line of after.history.slice(known.length)) {
    if (line.entry !== 'step' && line.entry !== 'rule') continue;
    expect(line.from).toBe(state);
    if (line.to !== line.from) {
      const merged = line.entry === 'step' && line.step.step === 'merge' ? ['closed'] : [];
      const legal = state === 'suspended' ? [before?.suspendedFrom] : (LEGAL[state] ?? []);
      expect([...legal, ...merged]).toContain(line.to);
    }
    state = line.to;
  }
  expect(after.state).toBe(state);
}

/** Who is confirmed by fewer than two people of two nations is nobody's, and was signed for. */
function checkDecision(before: Case | undefined, after: Case): void {
  if (after.decision !== 'confirmed' || before?.decision === 'confirmed') return;
  if (after.state !== 'confirmed') return;
  const confirming = after.votes.filter(({ vote }) => vote === 'confirm');
  const nations = new Set(confirming.map(({ nation }) => nation)).size;
  if (nations < 2) {
    expect(after.party).toBe('unknown');
    expect(after.clauseKind).toBe('no-fire');
  }
  if (confirming.length === 0) expect(after.acceptedBy?.inForceBy).toBe('ana');
}
