import type { Position } from '@greenline/geo';
import type { Covariance, Observation } from '@greenline/observation';
import { stepBetween } from './plane.ts';

/** Sound and people are this slow: two reports of one happening may differ so much, seconds. */
export const SLACK_S = 30;
/** Two people who could not place what they heard may stand so far apart, metres. */
export const EARSHOT_M = 15_000;
/** What a clock of which nobody says anything may be off, seconds. */
export const ASSUMED_CLOCK_S = 60;
/** The place of a report that gives none with an accuracy: two kilometres either way. */
export const UNPLACED: Covariance = [4e6, 0, 4e6];
/** Chi-squared with two degrees of freedom at 0.99. */
const GATE = 9.21;

export const clockS = (report: Observation): number => report.uncertaintyS ?? ASSUMED_CLOCK_S;

export const covarianceOf = (report: Observation): Covariance | undefined =>
  report.covariance ??
  (report.sigmaM === undefined ? undefined : [report.sigmaM ** 2, 0, report.sigmaM ** 2]);

export const apart = (a: Position, b: Position): number => Math.hypot(...stepBetween(a, b));

/** Whether a step is within the covariance of two places' difference. */
export function withinGate(
  [east, north]: readonly [number, number],
  [ee, en, nn]: Covariance,
): boolean {
  const determinant = ee * nn - en * en;
  return nn * east * east - 2 * en * east * north + ee * north * north <= GATE * determinant;
}

export const sum = (a: Covariance, b: Covariance): Covariance => [
  a[0] + b[0],
  a[1] + b[1],
  a[2] + b[2],
];
