import { fail, type Instant, instant, ok, type Result } from '@greenline/base';

/** The time a day's report covers. */
export interface Period {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** Why there is no such day, and what to write instead. */
export interface DayError {
  readonly kind: 'bad-day' | 'bad-cut-off' | 'bad-time-zone';
  readonly text: string;
}

/**
 * The day that ends at the cut-off on a local date: from the cut-off of the date before, so 23 or 25
 * hours where the clock changes.
 *
 * A cut-off that the clock skips falls as much later as was skipped; one that comes twice is the first
 * (RFC 5545's reading, and Temporal's "compatible").
 */
export function dayBounds(day: string, cutOff: string, timeZone: string): Result<Period, DayError> {
  const date = dateOf(day);
  if (date === undefined) {
    return fail({ kind: 'bad-day', text: `"${day}" is no day: write it as 2026-03-10` });
  }
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(cutOff);
  if (time === null) {
    return fail({ kind: 'bad-cut-off', text: `"${cutOff}" is no time of day: write it as 19:30` });
  }
  const wallClock = wallClockOf(timeZone);
  if (wallClock === undefined) {
    const text = `"${timeZone}" is no time zone: write it as Europe/Kyiv`;
    return fail({ kind: 'bad-time-zone', text });
  }
  const cut = date + (Number(time[1]) * 60 + Number(time[2])) * MINUTE;
  return ok({ from: fromWall(cut - DAY, wallClock), to: fromWall(cut, wallClock) });
}

/** The date before a day, as `2026-03-09`; the day must be one. */
export const dayBefore = (day: string): string => dayPlus(day, -1);
/** The date after a day. */
export const dayAfter = (day: string): string => dayPlus(day, 1);

/** The date so many days after a day, which must be one. */
export function dayPlus(day: string, days: number): string {
  return new Date((dateOf(day) ?? Number.NaN) + days * DAY).toISOString().slice(0, 10);
}

/** A moment as the clock on the wall shows it, `2026-03-10 16:07`, in a time zone that exists. */
export function localTime(at: Instant, timeZone: string): string {
  const wall = wallClockOf(timeZone)?.(at) ?? at;
  return new Date(wall).toISOString().slice(0, 16).replace('T', ' ');
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What a clock on the wall shows at a moment, written down as if it were UTC. */
type WallClock = (at: number) => number;

function wallClockOf(timeZone: string): WallClock | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return undefined;
  }
  return (at) => {
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const read = (name: Intl.DateTimeFormatPartTypes): number => part.get(name) ?? 0;
    return Date.UTC(
      read('year'),
      read('month') - 1,
      read('day'),
      read('hour'),
      read('minute'),
      read('second'),
    );
  };
}

/** The moment at which the wall shows `wall`: by the zone's offset a day before and a day after. */
function fromWall(wall: number, wallClock: WallClock): Instant {
  const before = wall - (wallClock(wall - DAY) - (wall - DAY));
  const after = wall - (wallClock(wall + DAY) - (wall + DAY));
  const shown = [before, after].filter((at) => wallClock(at) === wall);
  return instant(shown.length > 0 ? Math.min(...shown) : before);
}

function dateOf(day: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (match === null) return undefined;
  const date = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(date) || new Date(date).toISOString().slice(0, 10) !== day ? undefined : date;
}
