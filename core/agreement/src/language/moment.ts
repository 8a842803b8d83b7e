import { fail, type Instant, instant, ok, type Result } from '@greenline/base';
import { nearestName } from '@greenline/declarations';
import { addCalendar, type CalendarUnit } from './calendar.ts';
import { readTime } from './local-time.ts';

/** One step from a milestone: `+9d` are nine days of the calendar, `+72h` are 72 hours. */
interface Offset {
  readonly count: number;
  readonly unit: 'ms' | CalendarUnit;
}

/**
 * A moment that an agreement names: a time, or steps from a milestone (`EIF+9d`).
 *
 * Days, weeks, months and years are counted on the calendar of the agreement's zone, so a day may have
 * 23 or 25 hours; hours, minutes and seconds are counted on the clock.
 */
export interface Moment {
  /** Where nothing has to happen first. */
  readonly fixed: Instant | undefined;
  /** The milestone that has to come first; absent where `fixed`. */
  readonly milestone: string | undefined;
  readonly offsets: readonly Offset[];
  readonly timezone: string;
  /** As the file writes it. */
  readonly text: string;
}

export const fixedMoment = (at: Instant, timezone: string, text: string): Moment => ({
  fixed: at,
  milestone: undefined,
  offsets: [],
  timezone,
  text,
});

/** When it is, once its milestone came at `reached`. */
export function momentAfter(moment: Moment, reached: Instant): Instant {
  let at = reached;
  for (const { count, unit } of moment.offsets)
    at = unit === 'ms' ? instant(at + count) : addCalendar(at, count, unit, moment.timezone);
  return at;
}

const MILLIS: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 };
const STEP = /^\s*([+-])\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|w|mo|y)/;

const MOST_STEPS = 10;
/** A longer step is a slip of the pen. */
const CENTURY = { ms: 36_525 * 86_400_000, d: 36_525, w: 5_218, mo: 1_200, y: 100 } as const;

/** The milestones that a moment may be counted from. */
export interface Milestones {
  readonly names: readonly string[];
  /** Where its time is known beforehand. */
  fixed(name: string): Instant | undefined;
}

/** Reads a time, `EIF`, `EIF+9d` or `D-2d+12h`. The error is one sentence with the remedy. */
export function readMoment(
  text: string,
  timezone: string,
  milestones: Milestones,
): Result<Moment, string> {
  if (/^\d/.test(text)) {
    const at = readTime(text, timezone);
    return typeof at === 'number' ? ok(fixedMoment(at, timezone, text)) : fail(TIME_ERRORS[at]);
  }
  const name = [...milestones.names]
    .sort((a, b) => b.length - a.length)
    .find(
      (one) =>
        text.startsWith(one) &&
        (text.length === one.length || !/^[\p{L}\p{N}_]/u.test(text.slice(one.length))),
    );
  if (name === undefined) {
    const word = text.split(/\s*[+]/)[0] ?? text;
    const near = nearestName(word, milestones.names);
    const known = near === undefined ? 'name it under milestones' : `did you mean ${near}?`;
    return fail(`there is no milestone ${word}: ${known}`);
  }
  const base = milestones.fixed(name);
  const offsets = readOffsets(text.slice(name.length));
  if (offsets === undefined)
    return fail(
      `must be ${name} and steps of s, min, h, d, w, mo or y, as ${name}+9d or ${name}+72h`,
    );
  if (offsets.length > MOST_STEPS) return fail(`takes over ${MOST_STEPS} steps: say it in fewer`);
  if (offsets.some(({ count, unit }) => Math.abs(count) > CENTURY[unit]))
    return fail('steps over more than a century: take digits off');
  const moment = { fixed: undefined, milestone: name, offsets, timezone, text };
  return ok(
    base === undefined
      ? moment
      : { ...moment, fixed: momentAfter(moment, base), milestone: undefined },
  );
}

function readOffsets(text: string): readonly Offset[] | undefined {
  const offsets: Offset[] = [];
  let rest = text;
  while (rest.trim() !== '') {
    const match = STEP.exec(rest);
    if (match === null) return undefined;
    const count = Number(match[2]) * (match[1] === '-' ? -1 : 1);
    const unit = match[3] ?? '';
    const millis = MILLIS[unit];
    if (millis === undefined && !Number.isInteger(count)) return undefined;
    offsets.push(
      millis === undefined
        ? { count, unit: unit as CalendarUnit }
        : { count: Math.round(count * millis), unit: 'ms' },
    );
    rest = rest.slice(match[0].length);
  }
  return offsets;
}

export const TIME_ERRORS = {
  malformed: 'must be a real time, as 2015-02-15 00:00 or 2015-02-14T22:00:00Z',
  'no-such-time': 'does not exist: the clocks are put forward over it; write the instant in UTC',
  twice: 'happens twice: the clocks are put back over it; write the instant in UTC',
} as const;
