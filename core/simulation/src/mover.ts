import type { Position } from '@greenline/geo';
import type { Chance } from './chance.ts';
import type { Course } from './course.ts';

/** One simulated thing that goes to and fro along a stretch of the line. True, not observed. */
export interface Mover {
  readonly id: string;
  /** Name in the taxonomy. */
  readonly kind: string;
  /** Whose it is; absent: nobody's side. */
  readonly party?: string;
  /** Name that it broadcasts of itself; absent: none. */
  readonly identity?: string;
  readonly middleM: number;
  readonly swingM: number;
  readonly besideM: number;
  readonly wanderM: number;
  readonly periodS: number;
  readonly phase: number;
  readonly heightM?: number;
}

/** Where a mover is at a time, seconds from the beginning. */
export function whereIs(mover: Mover, course: Course, seconds: number): Position {
  const turn = (2 * Math.PI * seconds) / mover.periodS + mover.phase;
  return course.at(
    mover.middleM + mover.swingM * Math.sin(turn),
    mover.besideM + mover.wanderM * Math.sin(turn * 0.37 + mover.phase),
  );
}

/** A mover at a random place of the course. `leftOf`: +1 or -1, the side of the line. */
export function randomMover(
  id: string,
  kind: string,
  draw: Chance,
  course: Course,
  bounds: {
    readonly side: 1 | -1;
    readonly beside: readonly [number, number];
    readonly speedMps: number;
    readonly party?: string;
    readonly identity?: string;
    readonly heightM?: number;
  },
): Mover {
  const swingM = draw.between(500, 4_000);
  return {
    id,
    kind,
    middleM: draw.between(0.02, 0.98) * course.lengthM,
    swingM,
    besideM: bounds.side * draw.between(bounds.beside[0], bounds.beside[1]),
    wanderM: draw.between(20, 300),
    periodS: (2 * Math.PI * swingM) / bounds.speedMps,
    phase: draw.between(0, 2 * Math.PI),
    ...(bounds.party !== undefined && { party: bounds.party }),
    ...(bounds.identity !== undefined && { identity: bounds.identity }),
    ...(bounds.heightM !== undefined && { heightM: bounds.heightM }),
  };
}
