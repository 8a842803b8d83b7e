import { type Instant, instant } from '@greenline/base';
import { type Baseline, baselineOf, DAY, HOUR } from './baseline.ts';
import { type RateWarning, type RateWatch, RISE, type WatchedHour } from './rate-watch.ts';

/** Evidence from which on a rise is told: one false alarm a sector in some months. */
const ENOUGH = 5.5;
/** What is usual is learnt over four weeks. */
const KEPT = 28 * DAY;
/** A rise is over once a day's rate falls below so many times the one before it. */
const OVER = 1.5;
/** A rise that lasts so long is the new habit. */
const LASTS = 7 * DAY;

/**
 * Takes an hour that is over; gives a warning in the hour in which the evidence for a rise is enough.
 *
 * A cumulative sum of logarithms of likelihood ratios (Page 1954) for counts against their effort,
 * each over the scatter of what is usual. Fewer sensors that find fewer things are no fall, and more
 * that find more no rise. An hour in which nobody looked says nothing.
 */
export function hourOver(watch: RateWatch, hour: WatchedHour): RateWarning | undefined {
  if (!(hour.sensorHours > 0)) return undefined;
  const usual = usualOn(watch, hour.at);
  watch.hours.push(hour);
  const first = watch.hours.findIndex(({ at }) => at >= hour.at - KEPT);
  if (first > 0) watch.hours.splice(0, first);
  if (watch.risen !== undefined) {
    settle(watch, hour.at);
    return undefined;
  }
  if (usual === undefined) return undefined;
  const due = usual.rate * hour.sensorHours;
  const step = (hour.happened * Math.log(RISE) - (RISE - 1) * due) / usual.scatter;
  watch.score = Math.max(0, watch.score + Math.min(step, MOST_AN_HOUR));
  if (watch.score === 0) watch.since = undefined;
  else watch.since ??= hour.at;
  if (watch.score < ENOUGH || watch.since === undefined) return undefined;
  const { happened, sensorHours } = sumSince(watch.hours, watch.since);
  const warning = {
    at: instant(hour.at + HOUR),
    since: watch.since,
    now: happened / sensorHours,
    before: usual.rate,
    happened,
    sensorHours,
  };
  watch.risen = { since: watch.since, toldAt: warning.at, before: usual.rate };
  watch.score = 0;
  watch.since = undefined;
  return warning;
}

/** One hour alone, however wild, is a barrage and no rise of the rate. */
const MOST_AN_HOUR = ENOUGH / 2;

/** Learnt anew once a day: a habit does not change by the hour. */
function usualOn(watch: RateWatch, at: Instant): Baseline | undefined {
  const day = Math.floor(at / DAY);
  if (watch.usual?.day !== day) watch.usual = { day, baseline: baselineOf(watch.hours, at) };
  return watch.usual.baseline;
}

function settle(watch: RateWatch, at: Instant): void {
  const { risen } = watch;
  if (risen === undefined) return;
  const { happened, sensorHours } = sumSince(watch.hours, instant(at - DAY));
  const ended = at - risen.toldAt >= DAY && happened < OVER * risen.before * sensorHours;
  const lasts = at - risen.since >= LASTS;
  if (lasts) watch.hours = watch.hours.filter((hour) => hour.at >= risen.since);
  if (ended)
    watch.hours = watch.hours.filter((hour) => hour.at < risen.since || hour.at > at - DAY);
  if (ended || lasts) watch.risen = watch.usual = undefined;
}

function sumSince(hours: readonly WatchedHour[], since: Instant) {
  const sum = { happened: 0, sensorHours: 0 };
  for (const hour of hours) {
    if (hour.at < since) continue;
    sum.happened += hour.happened;
    sum.sensorHours += hour.sensorHours;
  }
  return sum;
}
