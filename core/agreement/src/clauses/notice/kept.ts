import { type Instant, roundDistance } from '@greenline/base';
import type { Notice } from '@greenline/declarations';
import type { Evidence, Look } from '../../judging/look.ts';
import { probabilityWithin } from '../../judging/look.ts';
import { placeIn } from '../../judging/place.ts';
import type { Hearing, Outcome } from '../../judging/rule.ts';

/** Whether what is seen keeps to the time and to the area of the notice nearest in time. */
export function kept(
  one: Notice,
  look: Look,
  common: Pick<Outcome, 'subject' | 'party' | 'nature' | 'at' | 'what'> & {
    readonly evidence: Evidence;
  },
  share: number,
  hearing: Hearing,
): readonly Outcome[] {
  const doubt = look.party === 'unknown' ? { doubt: 'whose it is is unknown' } : {};
  const over = Math.max(0, look.at - one.to, one.from - look.at) / 60_000;
  const late =
    look.sigmaMs > 0
      ? 1 - probabilityWithin(look.at, look.sigmaMs, one.from, one.to)
      : Number(over > 0);
  const area = hearing.area(one);
  const placed = area === undefined ? undefined : placeIn(area, look, true);
  const outside =
    placed === undefined
      ? { probability: 0.5, doubt: 'place unknown' }
      : { probability: 1 - placed.probability };
  const away = Math.max(0, roundDistance(-(placed?.insideBy ?? 0)));
  return [
    {
      ...common,
      ...doubt,
      part: 'window',
      against: one.id,
      probability: late * share,
      measured: over,
      limit: 0,
      margin: over,
      unit: 'min',
    },
    {
      ...common,
      ...doubt,
      ...outside,
      part: 'area',
      against: one.id,
      probability: outside.probability * share,
      measured: away,
      limit: 0,
      margin: away,
      unit: 'm',
    },
  ];
}

/** The notice whose time is nearest to a moment; of equals the first by id. */
export function nearest(notices: readonly Notice[], at: Instant): Notice | undefined {
  let best: Notice | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const one of notices) {
    const gap = Math.max(0, at - one.to, one.from - at);
    if (gap < least) {
      least = gap;
      best = one;
    }
  }
  return best;
}
