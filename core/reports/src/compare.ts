import { roundProbability } from '@greenline/base';
import type { EffortShares } from '@greenline/coverage';
import type { Change, Compared, Count, Figure, Headline } from './day-report.ts';

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
  const text =
    leads === 'normalised' ? rateFirst(raw, normalised, hours) : countFirst(raw, normalised, hours);
  return { about, leads, raw, normalised, effort: hours, text };
}

function change(now: number, before: number): Change {
  if (before === 0) return { now, before };
  return { now, before, share: roundProbability((now - before) / before) };
}

const rateFirst = (raw: Change, normalised: Change, hours: Change): string =>
  `For each sensor-hour ${percent(normalised)} (${rate(normalised.before)} to ${rate(normalised.now)}). ` +
  `Observation changed by ${percent(hours)} (${thousands(hours.before)} to ${thousands(hours.now)} sensor-hours), ` +
  `so the count alone misleads: ${percent(raw)} (${thousands(raw.before)} to ${thousands(raw.now)}).`;

const countFirst = (raw: Change, normalised: Change, hours: Change): string =>
  `In number ${percent(raw)} (${thousands(raw.before)} to ${thousands(raw.now)}), for much the same ` +
  `observation (${percent(hours)}); for each sensor-hour ${percent(normalised)}.`;

/**
 * `+60 %`, `−60 %`, from ten times on `×12`, with the signs of typography. What grew from nothing has no
 * share.
 */
export function percent({ share, now }: Change, fromNone = 'up from none'): string {
  if (share === undefined) return now === 0 ? 'unchanged' : fromNone;
  if (share >= 9) return `×${thousands(Math.round(share + 1))}`;
  const whole = Math.round(share * 100);
  return whole === 0 ? '±0 %' : `${whole > 0 ? '+' : '−'}${Math.abs(whole)} %`;
}

/** Two figures that count. */
export function rate(value: number): string {
  if (value === 0) return '0';
  return value >= 1
    ? value.toFixed(1)
    : value.toFixed(Math.min(6, 1 - Math.floor(Math.log10(value))));
}

/** `1,000`; one decimal where there is a part. */
export function thousands(value: number): string {
  const [whole = '', part] = (Number.isInteger(value) ? String(value) : value.toFixed(1)).split(
    '.',
  );
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined || part === '0' ? grouped : `${grouped}.${part}`;
}
