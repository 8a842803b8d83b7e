import { type Instant, instant } from '@greenline/base';
import { offsetAt } from './local-time.ts';

/** Day, week, month and year of the calendar. */
export type CalendarUnit = 'd' | 'w' | 'mo' | 'y';

/**
 * The same local time of day some days, weeks, months or years on.
 *
 * Where the clocks skip that time it is as much later as they were put forward; where they show it
 * twice, the first (RFC 5545, 3.3.5). A month that is too short gives its last day.
 */
export function addCalendar(
  from: Instant,
  count: number,
  unit: CalendarUnit,
  timezone: string,
): Instant {
  const local = new Date(from + offsetAt(from, timezone));
  const moved = new Date(local);
  if (unit === 'd') moved.setUTCDate(local.getUTCDate() + count);
  else if (unit === 'w') moved.setUTCDate(local.getUTCDate() + 7 * count);
  else {
    const months = unit === 'mo' ? count : 12 * count;
    moved.setUTCMonth(local.getUTCMonth() + months);
    if (moved.getUTCDate() !== local.getUTCDate()) moved.setUTCDate(0);
  }
  return atLocal(moved.getTime(), timezone);
}

/** A month of the calendar of a zone. `to` is the first moment of the next. */
export interface Month {
  /** `2026-03`. */
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** The month that a moment lies in. */
export function monthAt(at: Instant, timezone: string): Month {
  const local = new Date(at + offsetAt(at, timezone));
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()];
  return {
    name: local.toISOString().slice(0, 'yyyy-mm'.length),
    from: atLocal(Date.UTC(year, month, 1), timezone),
    to: atLocal(Date.UTC(year, month + 1, 1), timezone),
  };
}

/** The moment at which the clocks of a zone show a local time, given as if it were UTC. */
function atLocal(local: number, timezone: string): Instant {
  const before = offsetAt(instant(local - DAY_MS), timezone);
  const after = offsetAt(instant(local + DAY_MS), timezone);
  for (const offset of [before, after]) {
    const at = instant(local - offset);
    if (offsetAt(at, timezone) === offset) return at;
  }
  return instant(local - before);
}

const DAY_MS = 86_400_000;
