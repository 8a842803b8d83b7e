import { instant } from '@greenline/base';
import { dayAfter, dayBounds, localTime, type Period } from './day-bounds.ts';

const HOUR = 3_600_000;
/** Longer than any day: then the stretches are days. */
const LONGEST_DAY = 26 * HOUR;

/** Hours of a day, or days from cut-off to cut-off of a longer period: the bars of a chart. */
export function stretchesOf(
  { from, to }: Period,
  timeZone: string,
  cutOff: string,
): readonly Period[] {
  if (to - from <= LONGEST_DAY) return cut(from, to, (start) => start + HOUR);
  return cut(from, to, (start) => {
    const date = localTime(instant(start), timeZone).slice(0, 10);
    const ends = [date, dayAfter(date)].map((day) => dayBounds(day, cutOff, timeZone));
    return ends.flatMap((day) => (day.ok ? [day.value.to] : [])).find((end) => end > start) ?? to;
  });
}

function cut(from: number, to: number, endOf: (start: number) => number): readonly Period[] {
  const stretches: Period[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(to, endOf(start));
    stretches.push({ from: instant(start), to: instant(end) });
    start = end;
  }
  return stretches;
}
