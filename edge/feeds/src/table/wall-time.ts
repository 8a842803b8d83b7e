import { type Instant, instant, parseInstant } from '@greenline/base';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MMMM: '(?<monthName>[A-Za-z]{3,9})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2}(?:\\.\\d{1,9})?)',
  A: '(?<half>[AaPp][Mm])',
};
const known = new Map<string, RegExp>();

/**
 * Reads a time by its form: `rfc3339`, `epoch-s`, `epoch-ms`, or tokens as `M/D/YYYY h:mm:ss A`; a zone of
 * the IANA database says whose wall the clock hung on. An hour that a change of clocks skipped is
 * refused; of one that came twice the first is taken.
 */
export function readTime(text: string, form: string, zone: string): Instant | undefined {
  if (form === 'rfc3339') return parseInstant(text.replace(/^(.{10}) /, '$1T'));
  if (form === 'epoch-s' || form === 'epoch-ms') {
    if (!/^-?\d{1,14}(?:\.\d+)?$/.test(text)) return undefined;
    const ms = Math.floor(Number(text) * (form === 'epoch-s' ? 1000 : 1));
    return Math.abs(ms) < 8.64e15 ? instant(ms) : undefined;
  }
  const parts = patternOf(form).exec(text)?.groups;
  if (parts === undefined) return undefined;
  const named = parts.monthName?.toLowerCase();
  const month =
    named === undefined
      ? Number(parts.month ?? 1)
      : MONTHS.findIndex((name) => name === named || name.slice(0, 3) === named) + 1;
  const half = parts.half?.toLowerCase();
  const hour = Number(parts.hour ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const two = (value: number | string): string => String(value).padStart(2, '0');
  const wall = parseInstant(
    `${parts.year}-${two(month)}-${two(parts.day ?? 1)}T${two(hours)}:${two(parts.minute ?? 0)}:${parts.second ?? '00'}Z`,
  );
  return wall === undefined ? undefined : fromWall(wall, zone);
}

function patternOf(form: string): RegExp {
  const before = known.get(form);
  if (before !== undefined) return before;
  const source = form.replace(
    /YYYY|MMMM|MM|M|DD|D|hh|h|mm|ss|A|[^A-Za-z0-9\s]/g,
    (part) => TOKENS[part] ?? `\\${part}`,
  );
  const pattern = new RegExp(`^${source.replace(/\s+/g, '\\s+')}$`);
  if (known.size < 100) known.set(form, pattern);
  return pattern;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function aheadMs(at: number, zone: string): number {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      ...({
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      } as const),
    });
    clocks.set(zone, clock);
  }
  const part = Object.fromEntries(
    clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day,
    part.hour,
    part.minute,
    part.second,
  );
  return wall - Math.floor(at / 1000) * 1000;
}

function fromWall(wall: number, zone: string): Instant | undefined {
  if (zone === 'UTC') return instant(wall);
  const day = 86_400_000;
  const offsets = [aheadMs(wall - day, zone), aheadMs(wall + day, zone)];
  const moments = offsets
    .map((ahead) => wall - ahead)
    .filter((at) => at + aheadMs(at, zone) === wall);
  return moments.length === 0 ? undefined : instant(Math.min(...moments));
}

/** Whether the zone is one of the IANA database. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const isTimeForm = (form: string): boolean =>
  ['rfc3339', 'epoch-s', 'epoch-ms'].includes(form) ||
  (/YYYY/.test(form) && /D/.test(form) && /M/.test(form));
