/** A moment: milliseconds since 1970-01-01T00:00:00Z, UTC, leap seconds not counted (POSIX). */
export type Instant = number & { readonly '~unit': 'ms-utc' };

/** Brands `ms`. For feeds and the clock: the core passes instants on, it makes none. */
export const instant = (ms: number): Instant => ms as Instant;

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads an RFC 3339 date-time; `undefined` when it is not one, names no zone, or names a day or
 * hour that does not exist (30 February, 24:00, a leap second). Beyond milliseconds is cut off.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const millis = Math.floor(Number(`0${match[7] ?? ''}`) * 1000);
  const zone = match[8] ?? 'Z';
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millis);
  return instant(date.getTime() - offsetMillis(zone));
}

/** RFC 3339 in UTC with `Z`; milliseconds only where there are any. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The later of two moments. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** A source of the present. The world's is at the edge; a replay's is the journal. */
export interface Clock {
  now(): Instant;
}

function offsetMillis(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}
