import type { Instant } from '@greenline/base';
import { type Fact, instantOf } from '../fact.ts';
import type { Finding } from '../finding.ts';
import type { PreparedAgreement } from '../prepared.ts';
import type { JudgeOptions } from './judge-state.ts';
import { LiveJudge } from './live-judge.ts';

/**
 * Judges facts all at once, in time order (declarations first where times are equal).
 *
 * Facts after `asOf` are left out, and duties of the mission are judged up to it. One row for each
 * clause, subject and maximal interval of one verdict, sorted by from, clause and subject.
 */
export function judge(
  agreement: PreparedAgreement,
  facts: Iterable<Fact>,
  options: JudgeOptions & { readonly asOf?: Instant },
): readonly Finding[] {
  const { asOf } = options;
  const ends = new Map<string, Finding>();
  const live = new LiveJudge(agreement, { ...options, endsOnly: true });
  const record = (findings: readonly Finding[]): void => {
    for (const { supersedes, ...finding } of findings) {
      if (supersedes !== undefined) ends.delete(supersedes);
      ends.set(finding.id, finding);
    }
  };
  for (const fact of inTimeOrder(facts))
    if (asOf === undefined || instantOf(fact) <= asOf) record(live.take(fact));
  for (const findings of live.ends(asOf)) record(findings);
  return [...ends.values()].sort(inOrder);
}

/** Facts as they would have been taken live. */
export function inTimeOrder(facts: Iterable<Fact>): readonly Fact[] {
  return [...facts].sort((a, b) => instantOf(a) - instantOf(b) || rankOf(a) - rankOf(b));
}

/** Of facts at one moment the lower rank is judged first: what was declared by then holds. */
export const rankOf = (fact: Fact): number => (fact.fact === 'declaration' ? 0 : 1);

/** From, clause, subject; then what tells the rest apart. */
export function inOrder(a: FindingKey, b: FindingKey): number {
  return (
    a.from - b.from ||
    compare(a.clause, b.clause) ||
    compare(subjectText(a), subjectText(b)) ||
    compare(a.reading ?? '', b.reading ?? '') ||
    compare(a.nature, b.nature) ||
    compare(a.id, b.id)
  );
}

/** What puts findings in order. */
export type FindingKey = Pick<Finding, 'from' | 'clause' | 'subject' | 'reading' | 'nature' | 'id'>;

const subjectText = ({ subject }: FindingKey): string =>
  subject.length === 1 ? (subject[0] as string) : subject.join('\u001f');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
