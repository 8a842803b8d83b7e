import { formatInstant } from '@greenline/base';
import type { TrialDifference, TriedFinding } from './compare-findings.ts';

/** How many differences of each sort there are under one heading. */
export interface TrialCount {
  readonly onlyOld: number;
  readonly onlyNew: number;
  readonly changed: number;
}

/** Counts by a heading of one’s choice, as clause or party; headings in alphabetical order. */
export function countBy(
  differences: readonly TrialDifference[],
  heading: (difference: TrialDifference) => string,
): Readonly<Record<string, TrialCount>> {
  const counts = new Map<string, TrialCount>();
  for (const difference of differences) {
    const { onlyOld, onlyNew, changed } = counts.get(heading(difference)) ?? NONE;
    counts.set(heading(difference), {
      onlyOld: onlyOld + Number(difference.kind === 'only-old'),
      onlyNew: onlyNew + Number(difference.kind === 'only-new'),
      changed: changed + Number(!difference.kind.startsWith('only')),
    });
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const NONE: TrialCount = { onlyOld: 0, onlyNew: 0, changed: 0 };

/** Of whom a difference speaks. */
export const partyOf = ({ old, new: is }: TrialDifference): string =>
  old?.party ?? is?.party ?? 'unknown';

/** A difference as one plain line. */
export function trialWords(difference: TrialDifference): string {
  const { clause, reading, nature, subject, old, new: is } = difference;
  const cite = `clause ${clause}${reading === undefined ? '' : ` (${reading})`}`;
  const what = `${cite}, ${nature}, ${partyOf(difference)}, ${subject.join(' ')}`;
  if (old === undefined) return `only in the new: ${what}: ${say(is)}`;
  if (is === undefined) return `only in the old: ${what}: ${say(old)}`;
  return `${difference.kind} changed: ${what}: ${say(old)} → ${say(is)}`;
}

const say = (finding: TriedFinding | undefined): string =>
  finding === undefined
    ? ''
    : `${finding.verdict} (P ${finding.probability}) by ${finding.party}, ${formatInstant(finding.from)} to ${formatInstant(finding.to)}`;
