import { roundProbability } from '@greenline/base';
import type { EffortShares } from '@greenline/coverage';
import { headlineText } from './headline-text.ts';
import { ENGLISH } from './language/wording.ts';
import type { Change, Compared, Count, Figure, Headline } from './report.ts';

/** A share of change in effort beyond which counts mislead and rates lead. */
const MISLEADING = 0.2;

/** What the first headline is about. */
export const ALL_HAPPENINGS = 'all happenings';

export const figure = (lines: readonly { readonly id: string }[]): Figure => {
  const records = [...new Set(lines.map(({ id }) => id))].sort();
  return { value: records.length, records };
};

/** A count with the effort that stands behind it, or the reason why it is not printed. */
export function countOf(
  lines: readonly { readonly id: string }[],
  effort: EffortShares | undefined,
): Count {
  const { value, records } = figure(lines);
  if (effort !== undefined && effort.sensorHours > 0)
    return { standing: 'counted', value, records };
  const unseen = effort !== undefined && value === 0;
  return { standing: unseen ? 'not-observed' : 'effort-not-recorded', records };
}

export function compared(
  now: readonly { readonly id: string }[],
  effort: EffortShares | undefined,
  before: readonly { readonly id: string }[] | undefined,
  effortBefore: EffortShares | undefined,
): Compared {
  const counted = countOf(now, effort);
  const earlier = before === undefined ? undefined : countOf(before, effortBefore);
  const rate = rateOf(counted, effort);
  const rateBefore = earlier === undefined ? undefined : rateOf(earlier, effortBefore);
  return {
    now: counted,
    ...(earlier !== undefined && { before: earlier }),
    ...(rate !== undefined && { rate }),
    ...(rateBefore !== undefined && { rateBefore }),
  };
}

const rateOf = (count: Count, effort: EffortShares | undefined): number | undefined =>
  count.standing === 'counted' && effort !== undefined
    ? roundProbability(count.value / effort.sensorHours)
    : undefined;

/** What changed; the rate leads where the effort changed by more than a fifth. */
export function headlineOf(
  about: string,
  { now, before, rate, rateBefore }: Compared,
  effort: EffortShares | undefined,
  effortBefore: EffortShares | undefined,
): Headline | undefined {
  if (now.standing !== 'counted' || before?.standing !== 'counted') return undefined;
  if (rate === undefined || rateBefore === undefined) return undefined;
  if (effort === undefined || effortBefore === undefined) return undefined;
  const raw = change(now.value, before.value);
  const normalised = change(rate, rateBefore);
  const hours = change(effort.sensorHours, effortBefore.sensorHours);
  const leads = Math.abs(hours.share ?? 0) > MISLEADING ? 'normalised' : 'raw';
  const headline = { about, leads, raw, normalised, effort: hours } as const;
  return { ...headline, text: headlineText(headline, ENGLISH) };
}

function change(now: number, before: number): Change {
  if (before === 0) return { now, before };
  return { now, before, share: roundProbability((now - before) / before) };
}
