import type { Instant } from '@greenline/base';
import type { Baseline } from './baseline.ts';

/** An hour of one sector: what happened, and the sensor-hours that would have found it. */
export interface WatchedHour {
  readonly at: Instant;
  readonly happened: number;
  readonly sensorHours: number;
}

/** How one sector's rate of happenings to a sensor-hour has gone: plain data. */
export interface RateWatch {
  /** The last four weeks, in order, hours in which nobody looked left out. */
  hours: WatchedHour[];
  /** What is usual, as of the beginning of a day. */
  usual: { readonly day: number; readonly baseline: Baseline | undefined } | undefined;
  /** Evidence for a rise since it began, as a logarithm of odds; 0: none. */
  score: number;
  /** The hour in which the evidence began to mount. */
  since: Instant | undefined;
  /** A rise that was told and has not ended. */
  risen: Rise | undefined;
}

/** A rise while it lasts. */
export interface Rise {
  readonly since: Instant;
  readonly toldAt: Instant;
  /** Happenings to a sensor-hour before. */
  readonly before: number;
}

/** A sector's rate has risen: for the duty desk and the report. */
export interface RateWarning {
  readonly at: Instant;
  /** The hour in which the evidence began to mount. */
  readonly since: Instant;
  /** Happenings to a sensor-hour: since then, and in the weeks before. */
  readonly now: number;
  readonly before: number;
  readonly happened: number;
  readonly sensorHours: number;
}

/** What the duty desk is told where a sector's rate has risen. */
export interface RateNote extends RateWarning {
  readonly id: string;
  readonly note: 'rate-risen';
  readonly sector: string;
}

export const noRates = (): RateWatch => ({
  hours: [],
  usual: undefined,
  score: 0,
  since: undefined,
  risen: undefined,
});

/** The rise that the evidence is weighed for: somewhat less than the threefold one that must be found. */
export const RISE = 2.5;
