import { type Instant, instant, parseInstant } from '@greenline/base';

const LOCAL = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Why a time in an agreement cannot be placed. */
export type TimeError = 'malformed' | 'no-such-time' | 'twice';

export const isTimezone = (name: string): boolean => {
  try {
    formatter(name);
    return true;
  } catch {
    return false;
  }
};

/**
 * A time as an agreement writes it: RFC 3339, or a local date and time of the agreement's own zone
 * (`2015-02-15 00:00`; a date alone is its first instant).
 *
 * A local time that a change of the clocks skips does not exist, and one that happens twice is not
 * chosen here: both are refused.
 */
export function readTime(text: string, timezone: string): Instant | TimeError {
  const absolute = parseInstant(text);
  if (absolute !== undefined) return absolute;
  const match = LOCAL.exec(text);
  if (match === null) return 'malformed';
  const clock = match[2] ?? '00:00';
  const asUtc = parseInstant(`${match[1]}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  if (asUtc === undefined) return 'malformed';
  const offsets = new Set(
    [-DAY_MS, 0, DAY_MS].map((shift) => offsetAt(instant(asUtc + shift), timezone)),
  );
  const found = [...offsets]
    .map((offset) => instant(asUtc - offset))
    .filter((at) => at + offsetAt(at, timezone) === asUtc);
  if (found.length === 0) return 'no-such-time';
  return found.length === 1 ? (found[0] as Instant) : 'twice';
}

/** Daily hours, `07:00-09:00`, as minutes of the local day; an end before the start is next day's. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

export function readHours(text: string): Hours | undefined {
  const [from, to, more] = text.split('-').map((part) => clockMinutes(part.trim()));
  if (from === undefined || to === undefined || more !== undefined || from === to) return undefined;
  return { from, to };
}

/** Minutes of the day of `19:30`; `undefined` where it is no time of day. */
export function clockMinutes(text: string): number | undefined {
  const match = CLOCK.exec(text);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

/** Milliseconds by which a moment lies outside daily hours, on the nearer side; 0 within them. */
export function outsideHours(at: Instant, hours: Hours, timezone: string): number {
  const minute = (((at + offsetAt(at, timezone)) % DAY_MS) + DAY_MS) % DAY_MS;
  const from = hours.from * 60_000;
  const to = hours.to * 60_000;
  const within = from < to ? minute >= from && minute <= to : minute >= from || minute <= to;
  if (within) return 0;
  const after = (minute - to + DAY_MS) % DAY_MS;
  const before = (from - minute + DAY_MS) % DAY_MS;
  return Math.min(after, before);
}

/** Milliseconds that the clocks of a zone are ahead of UTC at a moment. */
export function offsetAt(at: Instant, timezone: string): number {
  const hour = Math.floor(at / HOUR_MS);
  if (lastHour.hour !== hour || lastHour.timezone !== timezone) {
    const [begins, ends] = [hour * HOUR_MS, (hour + 1) * HOUR_MS] as [Instant, Instant];
    const offset = workedOut(begins, timezone);
    const steady = workedOut(ends, timezone) === offset;
    lastHour = { hour, timezone, offset: steady ? offset : undefined };
  }
  return lastHour.offset ?? workedOut(at, timezone);
}

const HOUR_MS = 3_600_000;

/** The hour asked about last, and its offset unless the clocks change within it. */
let lastHour: {
  readonly hour: number;
  readonly timezone: string;
  readonly offset: number | undefined;
} = { hour: Number.NaN, timezone: '', offset: undefined };

function workedOut(at: Instant, timezone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter(timezone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour % 24, minute, second);
  return local - Math.floor(at / 1000) * 1000;
}

const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  let made = formatters.get(timezone);
  if (made === undefined) {
    made = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timezone, made);
  }
  return made;
}
