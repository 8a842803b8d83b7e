import type { Instant } from '@greenline/base';
import { digestOfRule } from './acceptance-rule.ts';
import type { StepOutcome } from './apply-command.ts';
import type { CaseBook } from './case-book.ts';
import type { CaseContext } from './practice.ts';
import type { Refusal } from './refusal.ts';
import { proposed, tellStanding } from './rule-standing.ts';
import { type CaseCommand, RULE_PREFIX } from './step.ts';

/** A person puts a rule of the mission in force, by the digest of its text, or suspends it. */
export function signRule(
  book: CaseBook,
  command: CaseCommand,
  idUsed: boolean,
  now: Instant,
  context: CaseContext,
): StepOutcome {
  const name = command.case.slice(RULE_PREFIX.length);
  const refusal = ruleRefusal(book, name, command, idUsed, context);
  if (refusal !== undefined) {
    book.stray.push({ recordedAt: now, step: command, refusal });
    return { changed: [], refusal };
  }
  const rule = context.practice.acceptance.find((each) => each.rule === name);
  if (rule === undefined) throw new Error(`the rule ${name} was signed and is not there`);
  const digest = digestOfRule(rule, context.hasher);
  const standing = book.rules.get(name);
  if (command.step === 'suspend' && standing !== undefined) standing.standing = 'suspended';
  else
    book.rules.set(name, {
      ...proposed(name, rule.version, digest),
      standing: 'in-force',
      inForceBy: command.by,
      since: now,
    });
  const changed = book.rules.get(name);
  if (changed !== undefined) tellStanding(book, changed, now);
  return { changed: [] };
}

function ruleRefusal(
  book: CaseBook,
  name: string,
  { id, by, step, reason, with: besides }: CaseCommand,
  idUsed: boolean,
  context: CaseContext,
): Refusal | undefined {
  const rule = context.practice.acceptance.find((each) => each.rule === name);
  if (rule === undefined) {
    const known = context.practice.acceptance.map((each) => each.rule).join(', ');
    const missing =
      known === '' ? 'a rule of acceptance in the mission’s file' : `a rule: one of ${known}`;
    return { kind: 'unknown-rule', missing };
  }
  if (idUsed) return { kind: 'id-used', missing: `a new id: another command was sent under ${id}` };
  const standing = context.signatory(by)?.standing;
  if (standing === undefined)
    return { kind: 'unknown-person', missing: `an entry for ${by} among the mission's people` };
  if (standing !== 'mission')
    return { kind: 'not-entitled', standing, missing: `a person of the mission to ${step}` };
  if (step !== 'put-in-force' && step !== 'suspend')
    return {
      kind: 'unknown-case',
      missing: 'the id of a case: a rule is put in force or suspended',
    };
  if ((reason ?? '').trim() === '')
    return { kind: 'reason-missing', missing: `a reason to ${step}` };
  if (step === 'suspend') {
    if (book.rules.get(name)?.standing === 'in-force') return undefined;
    return { kind: 'unknown-rule', missing: `a rule that is in force, as ${name} is not` };
  }
  const digest = digestOfRule(rule, context.hasher);
  if (besides?.digest === digest) return undefined;
  return { kind: 'other-digest', digest, missing: `with.digest: ${digest}, the rule as it stands` };
}
