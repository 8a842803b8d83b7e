import type { Instant } from '@greenline/base';

/**
 * Mean orbital elements of one satellite for SGP4, named as in OMM (CCSDS 502.0-B-3).
 *
 * Angles in degrees, in the frame TEME; made for WGS 72.
 */
export interface ElementSet {
  /** Absent where the source names none. */
  readonly objectName?: string;
  readonly noradCatId: string;
  /** UTC; may hold a fraction of a millisecond. */
  readonly epoch: Instant;
  /** Revolutions a day, as SGP4 has it (Kozai). */
  readonly meanMotion: number;
  readonly eccentricity: number;
  readonly inclination: number;
  readonly raOfAscNode: number;
  readonly argOfPericenter: number;
  readonly meanAnomaly: number;
  /** SGP4's drag term, in inverse Earth radii. */
  readonly bstar: number;
  /** Half the change of mean motion, revolutions a day²; SGP4 does not use it. */
  readonly meanMotionDot: number;
  /** A sixth of its second change, revolutions a day³; SGP4 does not use it. */
  readonly meanMotionDdot: number;
}
