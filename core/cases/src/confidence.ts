import { type Instant, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import { type LookWanted, lookWanted } from './look-wanted.ts';
import type { CaseContext } from './practice.ts';
import type { Source } from './source.ts';

/** How well a case is corroborated, from nothing to the most that is told apart. */
export const LEVELS = ['none', 'unauthenticated', 'single', 'two', 'three'] as const;
export type ConfidenceLevel = (typeof LEVELS)[number];

/** How far a case can be relied on, and why: a plain scale, no probability. */
export interface Confidence {
  readonly level: ConfidenceLevel;
  /** The level in words. */
  readonly words: string;
  /** The sources that made it, in words, one each. */
  readonly basis: readonly string[];
  /** The looks that would raise it by a level; empty at the top. */
  readonly raises: readonly LookWanted[];
}

export const LEVEL_WORDS: Readonly<Record<ConfidenceLevel, string>> = {
  none: 'no source that stands',
  unauthenticated: 'unauthenticated only: anybody could have sent it',
  single: 'single authenticated source',
  two: 'two or more independent authenticated sources',
  three: 'three or more independent authenticated sources, of two kinds or more',
};

/** What a case is weighed from. */
export interface Weighed {
  readonly sources: readonly Source[];
  /** Ids of sources that count no more. */
  readonly withdrawn: readonly string[];
  readonly position?: Position | undefined;
  readonly label: LabelId;
  /** Of several happenings these are the sources of the one least well corroborated. */
  readonly weakestOf?: number;
}

export function levelOf(sources: readonly Source[]): ConfidenceLevel {
  const held = sources.filter(({ trust }) => trust === 'authenticated');
  if (held.length === 0) return sources.length === 0 ? 'none' : 'unauthenticated';
  if (held.length === 1) return 'single';
  return held.length >= 3 && new Set(held.map(({ kind }) => kind)).size >= 2 ? 'three' : 'two';
}

/**
 * Weighs the sources of a case. Only sources that can be held to their word count towards a level; a
 * deadline that was set stays while the level does.
 */
export function confidenceOf(
  weighed: Weighed,
  before: Confidence | undefined,
  now: Instant,
  context: Pick<CaseContext, 'sensors' | 'practice'>,
): Confidence {
  const level = levelOf(weighed.sources);
  const basis = weighed.sources.map(sourceWords);
  const kept = before?.level === level ? before.raises[0]?.dueAt : undefined;
  const dueAt = kept ?? instant(now + context.practice.lookWithinS * 1000);
  const wanted = lookWanted(level, weighed, dueAt, now, context.sensors);
  const { weakestOf = 1 } = weighed;
  const least = weakestOf > 1 ? `, for the weakest of ${weakestOf} findings` : '';
  const words = `${LEVEL_WORDS[level]}${least}`;
  return { level, words, basis, raises: wanted === undefined ? [] : [wanted] };
}

function sourceWords({ id, nation, kind, trust, by }: Source): string {
  const others = by.filter((name) => name !== id);
  const relayed = others.length === 0 ? '' : `, passed on by ${others.join(', ')}`;
  return `${id} (${kind}, ${nation}): ${trust}${relayed}`;
}
