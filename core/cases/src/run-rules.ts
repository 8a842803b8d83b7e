import type { Instant } from '@greenline/base';
import { type AcceptanceRule, digestOfRule, fits, isSampled } from './acceptance-rule.ts';
import type { Case } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import type { RuleSigned } from './history-entry.ts';
import { movedByRule } from './move.ts';
import type { CaseContext } from './practice.ts';
import { proposed, type RuleStanding, tellStanding } from './rule-standing.ts';
import { attributed, partyOf } from './weigh.ts';

/**
 * Lets every rule that is in force accept what has come to rest, in one batch. Cases that changed
 * come back, in the order in which they were opened.
 *
 * What a rule accepts it says happened; who did it, people say. A rule whose text is another than the
 * one that was signed is proposed anew.
 */
export function runRules(book: CaseBook, now: Instant, context: CaseContext): readonly Case[] {
  const changed: Case[] = [];
  for (const rule of context.practice.acceptance) {
    const standing = standingOf(book, rule, now, context);
    if (standing.standing !== 'in-force' || standing.inForceBy === undefined) continue;
    const { version, digest, inForceBy } = standing;
    const signed: RuleSigned = { rule: rule.rule, version, digest, inForceBy };
    const before = changed.length;
    for (const id of [...book.fresh]) {
      const one = book.cases.get(id);
      if (one === undefined || !isAtRest(one, rule, now) || !fits(rule, one, book)) continue;
      changed.push(keep(book, taken(book, one, rule, standing, signed, now, context)));
    }
    if (changed.length > before) tellStanding(book, standing, now);
  }
  return changed;
}

function standingOf(
  book: CaseBook,
  rule: AcceptanceRule,
  now: Instant,
  { hasher }: CaseContext,
): RuleStanding {
  const digest = digestOfRule(rule, hasher);
  const known = book.rules.get(rule.rule);
  if (known?.digest === digest) return known;
  const fresh = proposed(rule.rule, rule.version, digest);
  book.rules.set(rule.rule, fresh);
  tellStanding(book, fresh, now);
  return fresh;
}

/**
 * Nothing was added to it for so long. Where fire never pauses, half the time that a case may lie
 * open is enough: what comes after makes the next case.
 */
function isAtRest(one: Case, { settleS }: AcceptanceRule, now: Instant): boolean {
  if (now - (one.history.at(-1)?.recordedAt ?? now) >= settleS * 1000) return true;
  return one.clock !== undefined && 2 * now >= one.clock.since + one.clock.dueAt;
}

function taken(
  book: CaseBook,
  one: Case,
  rule: AcceptanceRule,
  standing: RuleStanding,
  signed: RuleSigned,
  now: Instant,
  context: CaseContext,
): Case {
  const number = ++standing.taken;
  const name = `${signed.rule}, version ${signed.version}, put in force by ${signed.inForceBy}`;
  if (isSampled(rule, one, context.hasher)) {
    standing.sampled++;
    standing.samples.set(one.id, { number });
    const reason = `in the sample of the rule ${name}: a person checks it`;
    const move = { rule: 'sampled', to: 'being-verified', reason, now, signed } as const;
    return { ...movedByRule(one, move, context), sampledBy: signed };
  }
  standing.accepted++;
  standing.unvouched.set(one.id, number);
  const reason = `${one.confidence.words}: accepted under the rule ${name}`;
  const move = { rule: 'accepted', reason, now, signed } as const;
  const verified = movedByRule(one, { ...move, to: 'being-verified' }, context);
  const confirmed = movedByRule(verified, { ...move, to: 'confirmed' }, context);
  return attributed({ ...confirmed, party: 'unknown', acceptedBy: signed }, partyOf(book, one));
}
