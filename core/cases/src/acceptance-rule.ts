import { type Digest, digestOfJson, type Hasher, utf8 } from '@greenline/base';
import { isA } from '@greenline/observation';
import type { Case } from './case.ts';
import type { CaseBook } from './case-book.ts';
import type { Source } from './source.ts';

/**
 * A rule of the mission that accepts cases nobody could verify one by one: fire, by the thousand. It
 * says that a thing happened, never who did it, and does nothing until a person signs it.
 */
export interface AcceptanceRule {
  readonly rule: string;
  readonly version: number;
  /** Kinds of clauses; only such as one person alone may decide. */
  readonly kinds: readonly string[];
  /** Kinds of the taxonomy: every subject of a case must be one of them, or narrower. */
  readonly classes: readonly string[];
  /** Every finding rests on so many independent authenticated sources at least… */
  readonly sources: number;
  /** …or on one authenticated sensor of such a kind, as the register has it. */
  readonly arrays: readonly string[];
  /** Share of the cases that a person checks, chosen by the digest of the case's id. */
  readonly sample: number;
  /** Share of refuted among those checked beyond which the rule suspends itself. */
  readonly mostRefuted: number;
  /** How many checks make a sample that vouches for what was accepted before it. */
  readonly round: number;
  /** How long a case must have been quiet before it is accepted, seconds. */
  readonly settleS: number;
}

/** What a person signs when they put a rule in force. */
export const digestOfRule = (rule: AcceptanceRule, hasher: Hasher): Digest =>
  digestOfJson(hasher, rule);

/** Whether every finding of a case is such as the rule accepts, on the sources that still stand. */
export function fits(rule: AcceptanceRule, one: Case, book: CaseBook): boolean {
  if (!rule.kinds.includes(one.clauseKind) || one.verdict !== 'breach') return false;
  if (one.nature !== 'substantive' || one.findings.length === 0) return false;
  return one.findings.every((id) => {
    const kept = book.findings.get(id);
    if (kept === undefined || kept.classes.length === 0) return false;
    if (!kept.classes.every((name) => rule.classes.some((wide) => isA(name, wide)))) return false;
    return suffice(
      rule,
      kept.sources.filter((source) => !one.withdrawn.includes(source.id)),
    );
  });
}

function suffice({ sources, arrays }: AcceptanceRule, given: readonly Source[]): boolean {
  const held = given.filter(({ trust }) => trust === 'authenticated');
  return held.length >= sources || held.some(({ kind }) => arrays.includes(kind));
}

const WHOLE = 2 ** 32;

/** Whether a person checks a case: nobody can choose it, and everybody can check the choice. */
export function isSampled(rule: AcceptanceRule, { id }: Pick<Case, 'id'>, hasher: Hasher): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = hasher.sha256(utf8(id));
  return ((a * 256 + b) * 256 + c) * 256 + d < rule.sample * WHOLE;
}
