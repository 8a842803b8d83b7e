import { type Digest, type Instant, type Json, normalCdf } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { ClassProbabilities, Covariance } from '@greenline/observation';
import type { Hypothesis } from '../finding.ts';

/** One subject as it stands at one moment, all looks at it fused: what clauses judge. */
export interface Look {
  readonly of: 'object' | 'event' | 'flight';
  readonly id: string;
  readonly at: Instant;
  /** One sigma of the clock, ms; 0 where it is exact. */
  readonly sigmaMs: number;
  /** `unknown` where nobody said. */
  readonly party: string;
  readonly classes: ClassProbabilities;
  readonly attributes: Readonly<Record<string, Json>>;
  /** Absent for an event that nobody placed. */
  readonly position: Position | undefined;
  /** Absent: exact. */
  readonly covariance: Covariance | undefined;
  readonly accuracyUnknown: boolean;
  readonly direction: 'outgoing' | 'incoming' | 'undetermined';
  /** Of a thing: tells where it stands from where it stood before it was seen to move. */
  readonly stand?: number;
  /** Of an act. */
  readonly hypotheses?: readonly Hypothesis[];
  /** When it was first seen. */
  readonly firstAt: Instant;
  /** Each attribute as it was first known. */
  readonly firstAttributes: Readonly<Record<string, Json>>;
}

/** What a judgement rests on. */
export interface Evidence {
  /** At most eight, the latest of those that were fused. */
  readonly digests: readonly Digest[];
  readonly label: LabelId;
  readonly sources: readonly string[];
  readonly authenticated: boolean;
  readonly exercise: boolean;
}

/** The greatest of the two standard deviations, metres; 0 for an exact position. */
export function greatestSigma(covariance: Covariance | undefined): number {
  if (covariance === undefined) return 0;
  const [ee, en, nn] = covariance;
  const half = (ee + nn) / 2;
  return Math.sqrt(half + Math.hypot((ee - nn) / 2, en));
}

/** P(from ≤ t < to) of a clock with one sigma in ms; ends that are absent are open. */
export function probabilityWithin(
  at: number,
  sigmaMs: number,
  from: number | undefined,
  to: number | undefined,
): number {
  const after = from === undefined ? 1 : probabilityReached(at, sigmaMs, from);
  const past = to === undefined ? 0 : probabilityReached(at, sigmaMs, to);
  return Math.max(0, after - past);
}

function probabilityReached(at: number, sigmaMs: number, moment: number): number {
  return sigmaMs > 0 ? normalCdf((at - moment) / sigmaMs) : at >= moment ? 1 : 0;
}
