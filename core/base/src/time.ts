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
  return parsePlain(text) ?? parseAny(text);
}

/** `2026-03-10T10:00:00Z` or with three digits of fraction, as most messages write it; else `undefined`. */
function parsePlain(text: string): Instant | undefined {
  const { length } = text;
  if ((length !== 20 && length !== 24) || text.charCodeAt(length - 1) !== 0x5a) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  const millis = length === 24 ? digits(text, 20, 3) : 0;
  // A part that is not all digits is NaN and fails every comparison.
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)))
    return undefined;
  if (!(hour <= 23 && minute <= 59 && second <= 59 && millis <= 999)) return undefined;
  if (!marks(text, length)) return undefined;
  return instant(Date.UTC(year, month - 1, day, hour, minute, second, millis));
}

function marks(text: string, length: number): boolean {
  const dash = 0x2d;
  const colon = 0x3a;
  return (
    text.charCodeAt(4) === dash &&
    text.charCodeAt(7) === dash &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon &&
    (length === 20 || text.charCodeAt(19) === 0x2e)
  );
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function parseAny(text: string): Instant | undefined {
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
  const slot = at % WRITTEN_SLOTS;
  const known = written[slot];
  if (known !== undefined && known.at === at) return known.text;
  const text = new Date(at).toISOString().replace('.000Z', 'Z');
  if (slot >= 0) written[slot] = { at, text };
  return text;
}

/** Moments written lately: those of one second's messages are mostly the same few. */
const WRITTEN_SLOTS = 1024;
const written: ({ readonly at: Instant; readonly text: string } | undefined)[] = new Array(
  WRITTEN_SLOTS,
).fill(undefined);

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
