import type { Instant } from '@greenline/base';
import type { Finding } from '../finding.ts';

/** One finding as a trial tells it. */
export type TriedFinding = Pick<
  Finding,
  'id' | 'verdict' | 'probability' | 'party' | 'from' | 'to' | 'reason'
>;

/**
 * How the same history stands under two versions of an agreement, in one matter.
 *
 * `verdict`: judged otherwise. `party`: laid to somebody else. `span`: of the same verdict, over another
 * time.
 */
export interface TrialDifference {
  readonly kind: 'only-old' | 'only-new' | 'verdict' | 'party' | 'span';
  readonly clause: string;
  readonly reading?: string;
  readonly nature: Finding['nature'];
  readonly subject: readonly string[];
  readonly old?: TriedFinding;
  readonly new?: TriedFinding;
}

/** The stretch of history that is compared; open where an end is absent. */
export interface TrialSpan {
  readonly from?: Instant;
  readonly to?: Instant;
}

/**
 * Compares what two versions find in one history: each finding of a clause and subject is set against the
 * one of the same verdict that it overlaps longest, or else of another. In order of time, clause and subject.
 */
export function compareFindings(
  old: readonly Finding[],
  now: readonly Finding[],
  span: TrialSpan = {},
): readonly TrialDifference[] {
  const [before, after] = [old, now].map((findings) => byMatter(findings, span));
  const matters = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  const differences = [...matters].flatMap((matter) =>
    compareMatter(before?.get(matter) ?? [], after?.get(matter) ?? []),
  );
  return differences
    .map((difference) => [orderOf(difference), difference] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, difference]) => difference);
}

function byMatter(
  findings: readonly Finding[],
  { from, to }: TrialSpan,
): ReadonlyMap<string, readonly Finding[]> {
  const matters = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (from !== undefined && finding.to < from) continue;
    if (to !== undefined && finding.from >= to) continue;
    const { clause, reading, nature, subject } = finding;
    const matter = JSON.stringify([clause, reading ?? null, nature, subject]);
    const known = matters.get(matter);
    if (known === undefined) matters.set(matter, [finding]);
    else known.push(finding);
  }
  return matters;
}

/** Of one verdict first: a breach that only begins sooner is the same breach. */
function compareMatter(
  old: readonly Finding[],
  now: readonly Finding[],
): readonly TrialDifference[] {
  const left = new Set([...now].sort(inTime));
  const pairs = new Map<Finding, Finding>();
  for (const alike of [true, false]) {
    for (const was of [...old].sort(inTime)) {
      if (pairs.has(was)) continue;
      const is = nearest(was, left, alike);
      if (is === undefined) continue;
      pairs.set(was, is);
      left.delete(is);
    }
  }
  return [
    ...old.flatMap((was) => differenceOf(was, pairs.get(was)) ?? []),
    ...[...left].map((is) => ({ kind: 'only-new' as const, ...matterOf(is), new: told(is) })),
  ];
}

/** The one that overlaps longest, of the same verdict where `alike`. */
function nearest(was: Finding, among: Iterable<Finding>, alike: boolean): Finding | undefined {
  let best: Finding | undefined;
  for (const one of among) {
    if (!overlap(was, one) || (alike && was.verdict !== one.verdict)) continue;
    if (best === undefined || shared(was, one) > shared(was, best)) best = one;
  }
  return best;
}

function differenceOf(was: Finding, is: Finding | undefined): TrialDifference | undefined {
  if (is === undefined) return { kind: 'only-old', ...matterOf(was), old: told(was) };
  const kind =
    was.verdict !== is.verdict
      ? 'verdict'
      : was.party !== is.party
        ? 'party'
        : was.from !== is.from || was.to !== is.to
          ? 'span'
          : undefined;
  return kind && { kind, ...matterOf(was), old: told(was), new: told(is) };
}

const matterOf = ({ clause, reading, nature, subject }: Finding) => ({
  clause,
  ...(reading !== undefined && { reading }),
  nature,
  subject,
});

const told = ({ id, verdict, probability, party, from, to, reason }: Finding): TriedFinding => ({
  id,
  verdict,
  probability,
  party,
  from,
  to,
  reason,
});

const overlap = (a: Finding, b: Finding): boolean => a.from <= b.to && b.from <= a.to;

/** Milliseconds in common. */
const shared = (a: Finding, b: Finding): number => Math.min(a.to, b.to) - Math.max(a.from, b.from);

const inTime = (a: Finding, b: Finding): number => a.from - b.from || (a.id < b.id ? -1 : 1);

function orderOf({
  kind,
  clause,
  reading,
  nature,
  subject,
  old,
  new: is,
}: TrialDifference): string {
  const at = String(old?.from ?? is?.from ?? 0).padStart(16, '0');
  return JSON.stringify([at, clause, subject, reading ?? '', nature, kind]);
}
