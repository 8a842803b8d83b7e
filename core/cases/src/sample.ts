import type { Instant } from '@greenline/base';
import type { Case, CaseId } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import type { CaseContext } from './practice.ts';
import { type RuleStanding, tally, tellStanding } from './rule-standing.ts';
import { takenBack } from './weigh.ts';

/**
 * Notes what a person found of a case in a rule’s sample, and what follows for the rule.
 *
 * Too many refuted: the rule suspends itself, and what it accepted since the last good sample goes
 * back to be verified. A full round that is good vouches for what was accepted before it.
 */
export function noteCheck(
  book: CaseBook,
  one: Case,
  now: Instant,
  context: CaseContext,
): readonly Case[] {
  const standing = book.rules.get(one.sampledBy?.rule ?? '');
  const sample = standing?.samples.get(one.id);
  if (standing === undefined || sample === undefined || standing.digest !== one.sampledBy?.digest)
    return [];
  const found = one.decision === 'unresolved' ? undefined : one.decision;
  if (found === sample.found) return [];
  if (found === undefined) delete sample.found;
  else sample.found = found;
  const rule = context.practice.acceptance.find((each) => each.rule === standing.rule);
  if (rule === undefined || standing.standing !== 'in-force') return [];
  const { checked, refuted } = tally(standing);
  if (refuted > rule.mostRefuted * Math.max(checked, rule.round)) {
    return suspend(book, standing, rule.mostRefuted, now, context);
  }
  if (checked >= rule.round) vouch(standing);
  tellStanding(book, standing, now);
  return [];
}

/** A good sample vouches for all that was accepted before the oldest case of it that nobody checked. */
function vouch(standing: RuleStanding): void {
  const open = [...standing.samples.values()].filter(({ found }) => found === undefined);
  const checked = [...standing.samples.values()].filter(({ found }) => found !== undefined);
  const newest = Math.max(...checked.map(({ number }) => number));
  const upTo = Math.min(newest, ...open.map(({ number }) => number));
  for (const [id, number] of standing.unvouched) {
    if (number <= upTo) standing.unvouched.delete(id);
  }
  for (const [id, { found }] of standing.samples) {
    if (found !== undefined) standing.samples.delete(id);
  }
}

function suspend(
  book: CaseBook,
  standing: RuleStanding,
  bound: number,
  now: Instant,
  context: CaseContext,
): readonly Case[] {
  const { rule, since } = standing;
  const { checked, refuted } = tally(standing);
  standing.standing = 'suspended';
  const reason = `of ${checked} checked in the sample of the rule ${rule} people refuted ${refuted}: more than ${bound} of a round`;
  const returned = [...standing.unvouched.keys()].flatMap((id) =>
    returnCase(book, id, reason, now, context),
  );
  tellStanding(book, standing, now);
  book.desk.push({
    note: 'rule-suspended',
    id: `rule-suspended/${rule}/${since ?? 0}`,
    at: now,
    rule,
    checked,
    refuted,
    bound,
    returned: returned.length,
  });
  standing.unvouched.clear();
  standing.samples.clear();
  return returned;
}

function returnCase(
  book: CaseBook,
  id: CaseId,
  reason: string,
  now: Instant,
  context: CaseContext,
): readonly Case[] {
  const one = book.cases.get(id);
  if (one?.acceptedBy === undefined) return [];
  return [keep(book, takenBack(book, one, { rule: 'rule-suspended', reason, now }, context))];
}
