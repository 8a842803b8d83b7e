import { type Instant, instant } from '@greenline/base';
import type { CaseBook } from './case-book.ts';
import type { CasePractice } from './practice.ts';
import type { Refusal } from './refusal.ts';

const HOUR_MS = 3_600_000;

/** Why a person can judge no more: within any stretch as long as a watch they judge so many items at most. */
export function watchFull(
  book: CaseBook,
  by: string,
  now: Instant,
  { watch: { hours, most } }: CasePractice,
): Refusal | undefined {
  const since = instant(now - hours * HOUR_MS);
  const recent = (book.judged.get(by) ?? []).filter((at) => at > since);
  if (recent.length < most) return undefined;
  const missing = `somebody fresh: ${by} judged ${most} items within ${hours} h, as many as one person can; hand over`;
  return { kind: 'watch-full', most, hours, missing };
}

/** Counts an item that a person judged. */
export function countJudged(
  book: CaseBook,
  by: string,
  now: Instant,
  { watch: { most } }: CasePractice,
): void {
  const before = book.judged.get(by) ?? [];
  book.judged.set(by, [...before, now].slice(-most));
}
