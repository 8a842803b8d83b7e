import type { Instant } from '@greenline/base';
import type { PlausibilityDoubt } from '@greenline/observation';
import { metresBetween, type SelfReport } from './self-report.ts';

/** How long a thing has reported one and the same place. */
export interface Stillness {
  since: SelfReport | undefined;
  reports: number;
  /** Metres that it says it has gone since. */
  gone: number;
  lastAt: Instant | undefined;
}

/** Nearer than so to the place before it is the same number: GNSS at rest scatters more, metres. */
const SAME_M = 0.02;
/** A receiver at rest may still say that it moves a little, m/s. */
const SLOW_MPS = 2;
const REPORTS = 8;
const LONGEST_STEP_S = 60;
const LEAST_S = 30;

export const noStillness = (): Stillness => ({
  since: undefined,
  reports: 0,
  gone: 0,
  lastAt: undefined,
});

/** A thing that says it moves and reports the same place to the centimetre: a repeated, made-up place. */
export function freezeOf(still: Stillness, report: SelfReport): PlausibilityDoubt | undefined {
  const { since, lastAt } = still;
  if (lastAt !== undefined && report.at <= lastAt) return undefined;
  if (since === undefined || metresBetween(since.position, report.position) > SAME_M) {
    Object.assign(still, { since: report, reports: 1, gone: 0, lastAt: report.at });
    return undefined;
  }
  const step = Math.min(LONGEST_STEP_S, (report.at - (lastAt ?? report.at)) / 1000);
  const speed = report.speedMps ?? 0;
  still.reports += 1;
  still.lastAt = report.at;
  // Whoever stops begins anew: a thing that waits is where it is.
  if (speed > SLOW_MPS) still.gone += speed * step;
  else Object.assign(still, { since: report, reports: 1, gone: 0 });
  const limit = 6 * report.sigmaM + 100;
  const long = still.since !== undefined && report.at - still.since.at >= LEAST_S * 1000;
  return still.reports >= REPORTS && long && still.gone > limit
    ? { doubt: 'frozen', measured: Math.round(still.gone), limit: Math.round(limit), unit: 'm' }
    : undefined;
}
