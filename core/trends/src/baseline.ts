import type { Instant } from '@greenline/base';
import type { WatchedHour } from './rate-watch.ts';

/** What is usual: happenings to a sensor-hour, and how much more they scatter than chance alone. */
export interface Baseline {
  readonly rate: number;
  /** Variance of an hour's number over its mean, 1 at least: salvos come together. */
  readonly scatter: number;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A rise is found within a day: the last one says nothing of what is usual. */
const RECENT = DAY;
/** Less than so many hours or happenings are no habit. */
const FEWEST_HOURS = 72;
const FEWEST = 12;

/** `undefined` where too little was seen to say what is usual. */
export function baselineOf(hours: readonly WatchedHour[], now: Instant): Baseline | undefined {
  const past = hours.filter(({ at }) => at < now - RECENT);
  if (past.length < FEWEST_HOURS) return undefined;
  let happened = 0;
  let looked = 0;
  for (const hour of past) {
    happened += hour.happened;
    looked += hour.sensorHours;
  }
  if (happened < FEWEST || looked <= 0) return undefined;
  const rate = happened / looked;
  return { rate, scatter: scatterOf(past, rate) };
}

/** By hours alone and by days: what comes in spells scatters more over the longer stretch. */
function scatterOf(past: readonly WatchedHour[], rate: number): number {
  return Math.max(1, pearson(past, rate, HOUR), pearson(past, rate, 6 * HOUR));
}

function pearson(past: readonly WatchedHour[], rate: number, stretch: number): number {
  const sums = new Map<number, { happened: number; due: number }>();
  for (const { at, happened, sensorHours } of past) {
    const key = Math.floor(at / stretch);
    const sum = sums.get(key) ?? { happened: 0, due: 0 };
    sums.set(key, sum);
    sum.happened += happened;
    sum.due += rate * sensorHours;
  }
  let squares = 0;
  for (const { happened, due } of sums.values()) squares += (happened - due) ** 2 / due;
  return squares / Math.max(1, sums.size - 1);
}
