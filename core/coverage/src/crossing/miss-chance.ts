import type { Stretch } from './crossing.ts';

/**
 * Probability that one look misses everything, from the stretches in which things were there to be seen.
 *
 * Glimpses come every `glimpseS` seconds, the first at a moment nobody knows: the mean over all such moments,
 * exactly. Stretches in seconds, finite; `pd` is each glimpse's of each thing.
 */
export function missChance(stretches: readonly Stretch[], pd: number, glimpseS: number): number {
  let sure = 0;
  const turns: { readonly at: number; readonly step: 1 | -1 }[] = [];
  let extra = 0;
  for (const [from, to] of stretches) {
    const glimpses = (to - from) / glimpseS;
    sure += Math.floor(glimpses);
    const begin = modulo(from, glimpseS);
    const end = begin + (glimpses - Math.floor(glimpses)) * glimpseS;
    // One glimpse more for those first moments that fall between the two, round the clock of a glimpse.
    turns.push({ at: begin, step: 1 }, { at: end > glimpseS ? end - glimpseS : end, step: -1 });
    if (end > glimpseS) extra += 1;
  }
  turns.sort((a, b) => a.at - b.at);
  let mean = 0;
  let since = 0;
  for (const { at, step } of [...turns, { at: glimpseS, step: 1 as const }]) {
    mean += (at - since) * (1 - pd) ** (sure + extra);
    since = at;
    extra += step;
  }
  return mean / glimpseS;
}

const modulo = (value: number, by: number): number => value - by * Math.floor(value / by);
