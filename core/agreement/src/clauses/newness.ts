import {
  formatInstant,
  type Instant,
  type Json,
  parseInstant,
  roundProbability,
} from '@greenline/base';
import type { Look } from '../judging/look.ts';

/** Whether a thing came to its place after a moment. */
export interface Newness {
  /** P(new); `undefined` where nobody had looked at the place before. */
  readonly chance: number | undefined;
  /** When it was first seen, and when it was not there, for a sentence. */
  readonly words: string;
}

/**
 * What was seen before a moment is status quo. What was first seen after it, and was not there at an
 * earlier look, was made at some moment between the two looks, each as likely. Where nobody looked
 * before, a thing first seen late may have stood there early: that is not decided here.
 */
export function newnessOf(look: Look, since: Instant): Newness {
  const stated = timeOf(look.attributes.firstSeenAt);
  const first = stated !== undefined && stated < look.firstAt ? stated : look.firstAt;
  const gone = timeOf(look.attributes.notThereAt);
  const words = `first seen ${formatInstant(first)}${gone === undefined ? '' : `, not there ${formatInstant(gone)}`}`;
  return { chance: chanceOf(first, gone, look.at, since), words };
}

function chanceOf(
  first: Instant,
  gone: Instant | undefined,
  now: Instant,
  since: Instant,
): number | undefined {
  const missed = gone !== undefined && gone < now ? gone : undefined;
  if (missed !== undefined && missed >= since) return 1;
  if (first <= since) return 0;
  return missed === undefined ? undefined : (first - since) / (first - missed);
}

/** By how much a thing has grown over its first known measure, the measures of it apart. */
export function growthOf({
  attributes,
  firstAttributes,
}: Look): { readonly share: number; readonly words: string } | undefined {
  let most: { readonly share: number; readonly words: string } | undefined;
  for (const [name, unit] of MEASURES) {
    const [then, now] = [firstAttributes[name], attributes[name]];
    if (typeof then !== 'number' || typeof now !== 'number' || !(then > 0)) continue;
    const share = roundProbability(now / then - 1);
    if (most === undefined || share > most.share)
      most = { share, words: `from ${then} ${unit} to ${now} ${unit}` };
  }
  return most;
}

const MEASURES = [
  ['areaM2', 'm²'],
  ['extentM', 'm'],
] as const;

const timeOf = (value: Json | undefined): Instant | undefined =>
  typeof value === 'string' ? parseInstant(value) : undefined;
