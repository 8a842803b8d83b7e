import { type Instant, instant } from '@greenline/base';

const DAY_MS = 86_400_000;
const TICK_MS = 1000 / 128;
const TURN_MS = 512_000;

/** The moment nearest to the reception at which a clock that starts anew every `period` showed `clock`, ms. */
export function nearest(clockMs: number, periodMs: number, receivedAt: Instant): Instant {
  const behind = (((receivedAt - clockMs) % periodMs) + periodMs) % periodMs;
  const offset = behind <= periodMs / 2 ? -behind : periodMs - behind;
  return instant(Math.round(receivedAt + offset));
}

/** Time of day, 24 bits of 1/128 s UTC: of the day that brings it nearest to the reception. */
export const timeOfDay = (ticks: number, receivedAt: Instant): Instant =>
  nearest(ticks * TICK_MS, DAY_MS, receivedAt);

/**
 * The last 16 bits of a time of day (category 001). They start anew every 512 s and at midnight, which
 * is no multiple of that.
 */
export function truncatedTimeOfDay(ticks: number, receivedAt: Instant): Instant {
  const midnight = Math.floor(receivedAt / DAY_MS) * DAY_MS;
  const candidates = [midnight - DAY_MS, midnight, midnight + DAY_MS].map((day) => {
    const turns = Math.round((receivedAt - day - ticks * TICK_MS) / TURN_MS);
    const mostTurns = Math.floor((DAY_MS - 1 - ticks * TICK_MS) / TURN_MS);
    return day + ticks * TICK_MS + Math.min(Math.max(turns, 0), mostTurns) * TURN_MS;
  });
  const off = (at: number): number => Math.abs(at - receivedAt);
  return instant(Math.round(candidates.reduce((a, b) => (off(b) < off(a) ? b : a))));
}

/** A day has this many ticks; a time of day beyond is none. */
export const TICKS_A_DAY = 86_400 * 128;
