import type { Instant } from '@greenline/base';
import type { ElementSet } from './element-set.ts';

/** How far elements may be trusted at a moment. */
export interface ElementsAge {
  /** Days from their epoch, either way. */
  readonly days: number;
  /** One sigma along the track, km. */
  readonly alongTrackSigmaKm: number;
  /** One sigma of the moment at which the satellite is anywhere, seconds. */
  readonly timeSigmaS: number;
  /** Past what the growth of the error was measured for. */
  readonly stale: boolean;
}

/**
 * The error that SGP4's prediction is taken to have: 0.5 km at the epoch, and 1.5 km a day more.
 *
 * An assumption, for satellites in low orbits that did not manoeuvre. At the epoch: Flohrer, Krag and Klinkrad,
 * Assessment and Categorization of TLE Orbit Errors (AMOS 2008). Growth: Levit and Marshall, Improved orbit
 * predictions using two-line elements (Advances in Space Research 47, 2011).
 */
export function elementsAge({ epoch, meanMotion }: ElementSet, at: Instant): ElementsAge {
  const days = Math.abs(at - epoch) / 86_400_000;
  const alongTrackSigmaKm = Math.hypot(AT_EPOCH_KM, KM_A_DAY * days);
  const speed = Math.cbrt(GRAVITY * ((meanMotion * 2 * Math.PI) / 86_400));
  return {
    days,
    alongTrackSigmaKm,
    timeSigmaS: alongTrackSigmaKm / speed,
    stale: days > STALE_DAYS,
  };
}

const AT_EPOCH_KM = 0.5;
const KM_A_DAY = 1.5;
/** The published growth was measured over days, not weeks. */
const STALE_DAYS = 7;
/** Elements older than this say nothing about where a satellite is. */
export const USELESS_DAYS = 90;
/** km³/s², WGS 72. */
const GRAVITY = 398_600.8;

/** The assumption in words, for whoever reads windows. */
export const ERROR_GROWTH =
  'error along the track: one sigma of 0.5 km at the epoch and 1.5 km a day (Flohrer et al. 2008; Levit and Marshall 2011), no manoeuvres';
