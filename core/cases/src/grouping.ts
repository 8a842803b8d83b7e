import type { Finding } from '@greenline/agreement';
import { distanceBetween } from '@greenline/geo';
import type { Case, CaseId } from './case.ts';
import type { CaseBook } from './case-book.ts';
import type { FindingArrival } from './finding-arrival.ts';
import type { CasePractice } from './practice.ts';

type Grouping = CasePractice['grouping'];

/**
 * The case that a finding belongs to; `undefined` where it opens its own.
 *
 * The latest of the same clause, party and subject; for events else the oldest of the same clause and
 * party that lies near enough in time, and whose first event lies near enough in place (measured from
 * the first, so that no case creeps along the line). A case that is decided takes no new subject in.
 */
export function caseOf(
  book: CaseBook,
  arrival: FindingArrival,
  grouping: Grouping,
): Case | undefined {
  const same = book.cases.get(book.bySubject.get(subjectKey(arrival.finding)) as CaseId);
  if (same !== undefined && isUndecided(same)) return same;
  if (arrival.about !== 'event') return undefined;
  for (const key of stretchKeys(arrival.finding, grouping)) {
    for (const id of book.byStretch.get(key) ?? []) {
      const one = book.cases.get(id);
      if (one !== undefined && isUndecided(one) && isNear(one, arrival, grouping)) return one;
    }
  }
  return undefined;
}

/** Notes where the next finding of the same subject or occasion will look for its case. */
export function register(
  book: CaseBook,
  joined: Case,
  arrival: FindingArrival,
  grouping: Grouping,
): void {
  book.bySubject.set(subjectKey(arrival.finding), joined.id);
  if (arrival.about !== 'event') return;
  const { from, to } = arrival.finding;
  for (const stretch of new Set([stretchOf(from, grouping), stretchOf(to, grouping)])) {
    const key = stretchKey(arrival.finding, stretch);
    const cases = book.byStretch.get(key);
    if (cases === undefined) book.byStretch.set(key, [joined.id]);
    else if (!cases.includes(joined.id)) cases.push(joined.id);
  }
}

/** What tells one clause, party and subject from another; exercises never mix with the real. */
export const subjectKey = (finding: Basis & { readonly subject: readonly string[] }): string =>
  [basis(finding), ...[...finding.subject].sort()].join('\u001f');

/** What tells the cases of one clause apart from those of another. */
export const basisOf = ({ agreement, clause, party, exercise }: Case): Basis => ({
  agreement,
  clause,
  party,
  ...(exercise === true && { exercise }),
});

type Basis = Pick<Finding, 'agreement' | 'clause' | 'party' | 'exercise'>;

const basis = ({ agreement, clause, party, exercise }: Basis): string =>
  [agreement, clause, party, exercise === true ? 'exercise' : 'real'].join('\u001f');

const isUndecided = (one: Case): boolean => one.decision === undefined && one.state !== 'closed';

function isNear(one: Case, { finding, position }: FindingArrival, grouping: Grouping): boolean {
  const gapMs = Math.max(finding.from - one.to, one.from - finding.to, 0);
  if (gapMs > grouping.gapS * 1000 || one.subject.length >= grouping.most) return false;
  if (one.position === undefined || position === undefined) return false;
  return distanceBetween(one.position, position) <= grouping.distanceM;
}

/** Time is cut into stretches as long as the gap, so that a near case lies at most one away. */
const stretchOf = (at: number, { gapS }: Grouping): number =>
  Math.floor(at / (Math.max(gapS, 1) * 1000));

const stretchKey = (finding: Finding, stretch: number): string =>
  `${basis(finding)}\u001f${stretch}`;

function stretchKeys(finding: Finding, grouping: Grouping): readonly string[] {
  const first = stretchOf(finding.from, grouping) - 1;
  const last = stretchOf(finding.to, grouping) + 1;
  const nearest = Math.min(last, first + 3);
  const keys = [];
  for (let stretch = first; stretch <= nearest; stretch++) keys.push(stretchKey(finding, stretch));
  return keys;
}
