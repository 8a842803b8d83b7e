import { fail, type Instant, ok, type Result } from '@greenline/base';

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

/** Why elements were refused. */
export interface ElementError {
  readonly kind: 'malformed' | 'checksum' | 'out-of-range';
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

/** Elements within what an orbit about the Earth can have; else which is not. */
export function checkElements(elements: ElementSet): Result<ElementSet, ElementError> {
  for (const [field, least, most] of RANGES) {
    const value = elements[field];
    if (!(value >= least && value <= most)) {
      const text = `${value} is not within ${least} to ${most}: fetch the elements again`;
      return fail({ kind: 'out-of-range', field, text });
    }
  }
  return ok(elements);
}

const RANGES = [
  ['epoch', Date.UTC(1957, 9, 4), Date.UTC(2100, 0, 1)],
  // Above 17 the orbit lies under the ground.
  ['meanMotion', 0.02, 17],
  ['eccentricity', 0, 0.9999999],
  ['inclination', 0, 180],
  ['raOfAscNode', -360, 360],
  ['argOfPericenter', -360, 360],
  ['meanAnomaly', -360, 360],
  ['bstar', -10, 10],
  ['meanMotionDot', -100, 100],
  ['meanMotionDdot', -100, 100],
] as const satisfies readonly (readonly [keyof ElementSet, number, number])[];
