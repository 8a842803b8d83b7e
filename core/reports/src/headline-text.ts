import type { Wording } from './language/wording.ts';
import type { Change, Headline } from './report.ts';

/** What changed, in a sentence or two: the rate first where the count alone would mislead. */
export function headlineText(
  { leads, raw, normalised, effort }: Omit<Headline, 'text'>,
  wording: Wording,
): string {
  const { say, number, rate } = wording;
  return say(leads === 'normalised' ? 'headline.rateFirst' : 'headline.countFirst', {
    rateShare: percent(normalised, wording),
    rateBefore: rate(normalised.before),
    rateNow: rate(normalised.now),
    effortShare: percent(effort, wording),
    effortBefore: number(effort.before),
    effortNow: number(effort.now),
    countShare: percent(raw, wording),
    countBefore: number(raw.before),
    countNow: number(raw.now),
  });
}

/**
 * `+60 %`, `−60 %`, from ten times on `×12`, with the signs of typography. What grew from nothing has no
 * share.
 */
export function percent(
  { share, now }: Change,
  { say, number }: Wording,
  fromNone: 'headline.fromNone' | 'headline.new' = 'headline.fromNone',
): string {
  if (share === undefined) return say(now === 0 ? 'headline.unchanged' : fromNone);
  if (share >= 9) return `×${number(Math.round(share + 1))}`;
  const whole = Math.round(share * 100);
  return whole === 0 ? '±0 %' : `${whole > 0 ? '+' : '−'}${number(Math.abs(whole))} %`;
}
