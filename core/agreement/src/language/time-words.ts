import { type Instant, instant } from '@greenline/base';
import { offsetAt } from './local-time.ts';
import { type Moment, readMoment } from './moment.ts';

/** What a milestone is called. */
export type MilestoneTitle = (name: string) => string;

/**
 * The words of a time as an agreement writes it: `15 February 2015, 00:00 local time (14 February 2015,
 * 22:00 UTC)`, or `9 days after entry into force`, with that moment where it is known beforehand.
 */
export function timeWords(
  { text, timezone, fixed }: Moment,
  milestones: readonly string[],
  title: MilestoneTitle,
): string {
  const at = fixed === undefined ? undefined : momentWords(fixed, timezone);
  if (/^\d/.test(text)) return at ?? text;
  const read = readMoment(text, timezone, { names: milestones, fixed: () => undefined });
  if (!read.ok || read.value.milestone === undefined) return text;
  const counted = countedWords(read.value, title(read.value.milestone));
  return at === undefined ? counted : `${counted}, that is ${at}`;
}

/** `15 February 2015, 00:00 local time (14 February 2015, 22:00 UTC)`. */
export function momentWords(at: Instant, timezone: string): string {
  const local = dayAndHour(instant(at + offsetAt(at, timezone)));
  const utc = dayAndHour(at);
  const day = local.day === utc.day ? '' : `${utc.day}, `;
  return `${local.day}, ${local.hour} local time (${day}${utc.hour} UTC)`;
}

/** `48 hours`, `1 minute`, `15 days`: a stretch of time in its largest whole unit. */
export const stretchWords = (ms: number): string =>
  ms >= 3 * DAY_MS && ms % DAY_MS === 0 ? counted(ms / DAY_MS, 'day') : clockWords(ms);

/** The same in hours at most: on the clock a day is not always 24 of them. */
function clockWords(ms: number): string {
  const [size, unit] = STRETCHES.find(([least]) => ms >= least && ms % least === 0) ?? SECOND;
  return counted(Number((ms / size).toFixed(3)), unit);
}

/** Steps in one direction are told together: `72 hours and then 45 days after D`. */
function countedWords({ offsets }: Moment, title: string): string {
  let words = title;
  for (let i = 0; i < offsets.length; ) {
    const before = (offsets[i]?.count ?? 0) < 0;
    const steps: string[] = [];
    for (; i < offsets.length && (offsets[i]?.count ?? 0) < 0 === before; i++) {
      const { count = 0, unit = 'ms' } = offsets[i] ?? {};
      const size = Math.abs(count);
      steps.push(unit === 'ms' ? clockWords(size) : counted(size, CALENDAR[unit]));
    }
    words = `${steps.join(' and then ')} ${before ? 'before' : 'after'} ${words}`;
  }
  return words;
}

const DAY_MS = 86_400_000;
const SECOND = [1000, 'second'] as const;
const STRETCHES = [[3_600_000, 'hour'], [60_000, 'minute'], SECOND] as const;
const CALENDAR = { d: 'day', w: 'week', mo: 'month', y: 'year' } as const;

const counted = (count: number, unit: string): string =>
  `${count} ${unit}${count === 1 ? '' : 's'}`;

function dayAndHour(at: Instant): { readonly day: string; readonly hour: string } {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hour = '', minute = '', second = ''] = time.replace(/\.\d+Z$/, '').split(':');
  return {
    day: `${Number(day)} ${MONTHS[Number(month) - 1]} ${Number(year)}`,
    hour: `${hour}:${minute}${second === '00' ? '' : `:${second}`}`,
  };
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
