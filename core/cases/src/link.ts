import type { FindingId } from '@greenline/agreement';
import { derivedId, type Instant } from '@greenline/base';
import type { Case, CaseId } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import { clockFor } from './clock.ts';
import { basisOf, subjectKey } from './grouping.ts';
import type { HistoryEntry } from './history-entry.ts';
import { movedTo } from './move.ts';
import type { CaseContext, Signatory } from './practice.ts';
import type { Refusal } from './refusal.ts';
import type { CaseCommand } from './step.ts';
import { mayStep } from './transition.ts';
import { remade } from './weigh.ts';

/** A step that two cases are changed by, and who signed it when. */
export interface Linking {
  readonly step: CaseCommand;
  readonly signatory: Signatory;
  readonly now: Instant;
}

/** Why a case cannot be merged or split as asked; `undefined` where it can. */
export function linkRefusal(
  book: CaseBook,
  one: Case,
  { step, with: besides }: CaseCommand,
): Refusal | undefined {
  if (step === 'reopen' && one.mergedInto !== undefined)
    return noLink(`a split of case ${one.mergedInto}, into which this one was merged`);
  if (step !== 'merge' && step !== 'split') return undefined;
  if (one.sampledBy !== undefined && one.state === 'being-verified') {
    const missing = `a decision on it first: it is in the sample of the rule ${one.sampledBy.rule}`;
    return { kind: 'in-sample', rule: one.sampledBy.rule, missing };
  }
  if (step === 'split') return splitRefusal(one, besides?.findings);
  const into = book.cases.get(besides?.into as CaseId);
  if (into === undefined)
    return noLink(`a case with the id ${String(besides?.into)} to merge into`);
  if (into.id === one.id) return noLink('another case: this is the case itself');
  const alike =
    into.clause === one.clause &&
    into.agreement === one.agreement &&
    into.exercise === one.exercise;
  if (!alike) return noLink('a case of the same clause of the same agreement');
  if (!mayStep('merge', into.state))
    return noLink(`a case that is not decided: reopen ${into.id} first`);
  if (into.sampledBy !== undefined)
    return noLink(`a case that is in no rule’s sample, as ${into.id} is`);
  return undefined;
}

function splitRefusal(one: Case, asked: unknown): Refusal | undefined {
  const findings = Array.isArray(asked) ? asked : [];
  const known = findings.every((id) => one.findings.includes(id as FindingId));
  const some = new Set(findings).size;
  if (some > 0 && known && some < one.findings.length) return undefined;
  return noLink('with.findings: ids of some of the case’s findings, and not of all');
}

const noLink = (missing: string): Refusal => ({ kind: 'no-such-link', missing });

/** One case is closed into another, which takes its findings over. Votes stay where they were cast. */
export function merged(
  book: CaseBook,
  one: Case,
  linking: Linking,
  context: CaseContext,
): readonly Case[] {
  const { step, now } = linking;
  const into = book.cases.get(step.with?.into as CaseId);
  if (into === undefined) throw new Error(`case ${one.id} was merged into none`);
  const { holder: _done, ...gone } = movedTo(one, 'closed', now, context);
  const closed: Case = {
    ...gone,
    findings: [],
    mergedInto: into.id,
    history: [...one.history, stepEntry(one, 'closed', linking, 'moved', into.id)],
  };
  const taker: Case = {
    ...into,
    findings: [...into.findings, ...one.findings],
    withdrawn: [...new Set([...into.withdrawn, ...one.withdrawn])].sort(),
    mergedFrom: [...(into.mergedFrom ?? []), one.id],
    history: [...into.history, linkedEntry('merged-in', one.id, linking, one.findings)],
  };
  moveFindings(book, one, one.findings, into.id);
  for (const cases of book.byStretch.values()) {
    if (cases.includes(one.id) && !cases.includes(into.id)) cases.push(into.id);
  }
  return [keep(book, closed), keep(book, remade(book, taker, now, context))];
}

/** Some findings of a case become a case of their own, which nobody has judged. */
export function split(
  book: CaseBook,
  one: Case,
  linking: Linking,
  context: CaseContext,
): readonly Case[] {
  const { step, now } = linking;
  const asked = step.with?.findings as readonly string[];
  const taken = one.findings.filter((id) => asked.includes(id));
  const id = derivedId(context.hasher, 'case', [one.id, step.id], 0) as CaseId;
  const clock = clockFor('open', now, context.practice);
  const { clock: _running, holder: _hand, sampledBy: _sample, ...body } = one;
  const { mergedFrom: _from, splitInto: _into, suspendedFrom: _back, ...rest } = body;
  const born: Case = {
    ...rest,
    id,
    state: 'open',
    openedAt: now,
    findings: taken,
    votes: [],
    attributions: [],
    progress: { have: 0, need: one.quorum.persons },
    ...(clock !== undefined && { clock }),
    splitFrom: one.id,
    history: [linkedEntry('split-off', one.id, linking, taken)],
  };
  const parent: Case = {
    ...one,
    findings: one.findings.filter((finding) => !taken.includes(finding)),
    splitInto: [...(one.splitInto ?? []), id],
    history: [...one.history, stepEntry(one, one.state, linking, 'split', id)],
  };
  moveFindings(book, one, taken, id);
  return [
    keep(book, remade(book, parent, now, context)),
    keep(book, remade(book, born, now, context)),
  ];
}

/** What replaces a finding, and what comes of its subject next, will look for it in its new case. */
function moveFindings(book: CaseBook, one: Case, findings: readonly FindingId[], to: CaseId): void {
  for (const finding of findings) {
    const kept = book.findings.get(finding);
    if (kept === undefined) continue;
    book.findings.set(finding, { ...kept, case: to });
    const key = subjectKey({ ...basisOf(one), party: kept.party, subject: kept.subject });
    if (book.bySubject.get(key) === one.id) book.bySubject.set(key, to);
  }
}

const stepEntry = (
  one: Case,
  to: Case['state'],
  { step, signatory, now }: Linking,
  effect: 'moved' | 'split',
  other: CaseId,
): HistoryEntry => ({
  entry: 'step',
  recordedAt: now,
  step,
  nation: signatory.nation,
  effect,
  from: one.state,
  to,
  other,
});

const linkedEntry = (
  link: 'merged-in' | 'split-off',
  other: CaseId,
  { step, signatory, now }: Linking,
  findings: readonly FindingId[],
): HistoryEntry => ({
  entry: 'linked',
  recordedAt: now,
  link,
  other,
  step,
  nation: signatory.nation,
  findings,
});
