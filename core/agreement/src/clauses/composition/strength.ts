import type { Instant } from '@greenline/base';
import type { Deployment } from '@greenline/declarations';
import type { Evidence } from '../../judging/look.ts';

/** People of one nation in one zone, from one word about them to the next. */
export interface Stretch {
  readonly nation: string;
  readonly zone: string;
  readonly alliance: string | undefined;
  readonly personnel: number;
  readonly from: Instant;
  /** Exclusive; absent: until further notice. */
  readonly to: Instant | undefined;
  readonly evidence: Evidence;
}

/** A deployment announced anew replaces what stood of that nation in that zone from its beginning on. */
export function announced(
  stretches: readonly Stretch[],
  { nation, zone, alliance, personnel, from, to }: Deployment,
  evidence: Evidence,
): readonly Stretch[] {
  const before = stretches.flatMap((one) => {
    if (one.nation !== nation || one.zone !== zone) return [one];
    if (one.from >= from) return [];
    return one.to !== undefined && one.to <= from ? [one] : [{ ...one, to: from }];
  });
  return [...before, { nation, zone, alliance, personnel, from, to, evidence }];
}

export const inForceAt = (stretches: readonly Stretch[], at: Instant): readonly Stretch[] =>
  stretches.filter(({ from, to }) => from <= at && (to === undefined || at < to));

/** When words already spoken say that it changes next. */
export function nextChange(stretches: readonly Stretch[], at: Instant): Instant | undefined {
  let next: Instant | undefined;
  for (const { from, to } of stretches)
    for (const moment of [from, to])
      if (moment !== undefined && moment > at && (next === undefined || moment < next))
        next = moment;
  return next;
}

export const people = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { personnel }) => sum + personnel, 0);
