import type { PlausibilityDoubt } from '@greenline/observation';
import type { SelfReport } from './self-report.ts';

/** How far a reporter's clock has lately been behind its receiver's. */
export interface Lag {
  /** Reports running that were late alike. */
  times: number;
  lagS: number;
}

/** Lags that a receiver has lately seen, each of another reporter. */
export type Lags = Map<string, number>;

/** Ahead of the receiver's clock by more than this beyond its uncertainty, seconds. */
const AHEAD_S = 5;
/** So late is no matter of the link where the others are in time, and so alike each time, seconds. */
const BEHIND_S = 60;
const ALIKE_S = 2;
const IN_TIME_S = 10;
const TIMES = 5;
const OTHERS = 3;
const MOST = 32;

export const noLag = (): Lag => ({ times: 0, lagS: 0 });

/**
 * A clock that was pushed: ahead of the receiver's beyond its uncertainty, or steadily behind it while
 * at least three others reach the same receiver in time. Reports that merely come late are no doubt.
 */
export function pushOf(
  lag: Lag,
  lags: Lags,
  name: string,
  report: SelfReport,
): PlausibilityDoubt | undefined {
  const lagS = (report.receivedAt - report.at) / 1000;
  lags.delete(name);
  lags.set(name, lagS);
  if (lags.size > MOST) lags.delete(lags.keys().next().value ?? '');
  const limit = AHEAD_S + 2 * report.clockS;
  if (-lagS > limit)
    return { doubt: 'clock', measured: round(-lagS), limit: round(limit), unit: 's' };
  lag.times = Math.abs(lagS - lag.lagS) <= ALIKE_S ? lag.times + 1 : 1;
  lag.lagS = lagS;
  const behind = BEHIND_S + 2 * report.clockS;
  if (lagS <= behind || lag.times < TIMES) return undefined;
  const others = [...lags].filter(([other]) => other !== name);
  const inTime = others.filter(([, seconds]) => Math.abs(seconds) <= IN_TIME_S).length;
  return inTime >= OTHERS && inTime > others.length / 2
    ? { doubt: 'clock', measured: round(lagS), limit: round(behind), unit: 's' }
    : undefined;
}

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
