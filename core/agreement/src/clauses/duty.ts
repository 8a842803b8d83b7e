import { type Instant, roundProbability } from '@greenline/base';
import type { Evidence } from '../judging/look.ts';

/** How far an act had come by a moment, as somebody put it. */
export interface Word {
  readonly at: Instant;
  /** Of the whole, 0 to 1. */
  readonly share: number;
  readonly evidence: Evidence;
}

/** What the party said under one id, and what the mission saw of it. */
export interface Report {
  readonly said: Word | undefined;
  readonly seen: Word | undefined;
}

/** A later word under the same id replaces the earlier, the party's own and the mission's apart. */
export const withWord = (report: Report | undefined, word: Word, verified: boolean): Report => ({
  said: verified ? report?.said : word,
  seen: verified ? word : report?.seen,
});

/** How a party stands to what it owes: overdue, done on its own word, or done as the mission saw. */
export type Standing = 'overdue' | 'said' | 'done';

/** A moment from which a party stands so. */
export interface Turn {
  readonly at: Instant;
  readonly standing: Standing;
  /** Absent where nobody had said anything. */
  readonly evidence: Evidence | undefined;
}

/** So much of the whole, by then. */
export interface Due {
  readonly at: Instant;
  readonly share: number;
}

/**
 * How a party stood up to now: from the deadline, and from the first word that the act was done to
 * this extent. `ownWord`: what the party says suffices.
 */
export function turnsOf(
  reports: readonly Report[],
  due: Due,
  ownWord: boolean,
  now: Instant,
): readonly Turn[] {
  const reaching = (word: Word | undefined): readonly Word[] =>
    word === undefined || roundProbability(word.share) < roundProbability(due.share) ? [] : [word];
  const words = reports.flatMap(({ said }) => reaching(said));
  const verified = reports.flatMap(({ seen }) => reaching(seen));
  const said = first(ownWord ? [] : words);
  const done = first(ownWord ? [...words, ...verified] : verified);
  const inTime = [said, done].some((word) => word !== undefined && word.at <= due.at);
  const turns: Turn[] = [];
  if (!inTime && now > due.at)
    turns.push({ at: due.at, standing: 'overdue', evidence: farthest(reports, due.at)?.evidence });
  if (said !== undefined && (done === undefined || said.at < done.at))
    turns.push({ at: said.at, standing: 'said', evidence: said.evidence });
  if (done !== undefined) turns.push({ at: done.at, standing: 'done', evidence: done.evidence });
  return turns.filter(({ at }) => at <= now);
}

/** The word that tells of the greatest share by a moment. */
export function farthest(reports: readonly Report[], at: Instant): Word | undefined {
  const words = reports.flatMap(({ said, seen }) => [said, seen]);
  return words.reduce<Word | undefined>(
    (best, word) =>
      word !== undefined && word.at <= at && word.share > (best?.share ?? 0) ? word : best,
    undefined,
  );
}

const first = (words: readonly Word[]): Word | undefined =>
  words.reduce<Word | undefined>(
    (best, word) => (best === undefined || word.at < best.at ? word : best),
    undefined,
  );
