import { type Digest, type Instant, normalCdf } from '@greenline/base';
import type { MechanismCall } from '@greenline/declarations';
import { azimuthTo, type Covariance, distanceBetween, type Position } from '@greenline/geo';
import type { Hypothesis } from '../finding.ts';
import { type Evidence, greatestSigma, probabilityWithin } from './look.ts';
import { metresPerDegree } from './subject.ts';

/** A fire that is remembered, because another may answer it: plain data. */
export interface Fire {
  readonly id: string;
  readonly at: Instant;
  readonly sigmaMs: number;
  /** `unknown` where nobody said. */
  readonly party: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly what: string;
  /** P(it is of the class that the clause speaks of). */
  readonly share: number;
  /** P(it is in the zone where fire is barred). */
  readonly here: number;
  readonly position: Position | undefined;
  readonly covariance: Covariance | undefined;
  readonly accuracyUnknown: boolean;
  /** By the leadership; `undefined`: not stated. */
  readonly ordered: boolean | undefined;
  /** What is not known of its class, and of its place in the zone. */
  readonly classDoubt: string | undefined;
  readonly placeDoubt: string | undefined;
  readonly evidence: Evidence;
  /** What was found about it last; absent: nothing yet. */
  told: string | undefined;
  /** Of later words and fires that changed what is found: whatever returns, no finding's id does. */
  since: readonly Digest[];
}

/** How long after a fire another still counts as its answer. */
export interface AnswerTime {
  readonly ms: number;
  /** The end itself no longer belongs to it. */
  readonly strict: boolean;
}

/** P(one came before the other, and not too long before): both clocks may err. */
export function probabilityBefore(one: Fire, other: Fire, time: AnswerTime): number {
  if (one.at === other.at && one.sigmaMs + other.sigmaMs === 0) return 0.5;
  return probabilityApart(one, other, 0, time);
}

/** P(a call on the mechanism came after the one and before the other, and the answer in time). */
export function probabilityBetween(
  one: Fire,
  call: MechanismCall,
  other: Fire,
  time: AnswerTime,
): number {
  return (
    probabilityWithin(call.at, one.sigmaMs, one.at, undefined) *
    probabilityWithin(other.at, other.sigmaMs, call.at, undefined) *
    probabilityApart(one, other, undefined, time)
  );
}

function probabilityApart(
  one: Fire,
  other: Fire,
  least: number | undefined,
  { ms, strict }: AnswerTime,
): number {
  const gap = other.at - one.at;
  const far = FAR * (one.sigmaMs + other.sigmaMs);
  if (gap > ms + far || gap < (least ?? gap) - far) return 0;
  const sigma = Math.hypot(one.sigmaMs, other.sigmaMs);
  return probabilityWithin(gap, sigma, least, sigma === 0 && !strict ? ms + 1 : ms);
}

/** Sigmas beyond which nothing is asked: the chance is less than 1e-8. */
export const FAR = 6;

/** P(two are no farther apart than so many metres); `undefined` where a place is not known. */
export function probabilityNear(one: Fire, other: Fire, withinM: number): number | undefined {
  if (one.position === undefined || other.position === undefined) return undefined;
  if (one.accuracyUnknown || other.accuracyUnknown) return undefined;
  const most = Math.hypot(greatestSigma(one.covariance), greatestSigma(other.covariance));
  const guess = roughly(one.position, other.position);
  if (guess > 2 * withinM + FAR * most) return 0;
  if (guess < withinM / 2 - FAR * most) return 1;
  const apart = distanceBetween(one.position, other.position);
  if (Math.abs(withinM - apart) >= FAR * most) return Number(apart <= withinM);
  const azimuth = (azimuthTo(one.position, other.position) * Math.PI) / 180;
  const sigma = Math.hypot(along(one.covariance, azimuth), along(other.covariance, azimuth));
  return normalCdf((withinM - apart) / sigma);
}

/** Metres apart as on a plane, within a few percent up to hundreds of kilometres. */
function roughly(one: Position, other: Position): number {
  const scale = metresPerDegree((one.lat + other.lat) / 2);
  const dLon = Math.abs(one.lon - other.lon);
  return Math.hypot(Math.min(dLon, 360 - dLon) * scale.lon, (one.lat - other.lat) * scale.lat);
}

/** One sigma in the direction of an azimuth, metres. */
function along(covariance: Covariance | undefined, azimuth: number): number {
  if (covariance === undefined) return 0;
  const [ee, en, nn] = covariance;
  const [east, north] = [Math.sin(azimuth), Math.cos(azimuth)];
  return Math.sqrt(ee * east * east + 2 * en * east * north + nn * north * north);
}
