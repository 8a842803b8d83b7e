import type { Position } from '@greenline/geo';
import type { Covariance } from '@greenline/observation';
import { ownWeight } from '../intersect.ts';
import { at, COVARIANCE, EXISTENCE, MEAN, MODES, STRIDE, TIME } from '../objects/belief.ts';
import { correct, PLACE, SIGHT } from '../objects/correct.ts';
import { NO_LOOK, raised } from '../objects/look-book.ts';
import type { ObjectTracker } from '../objects/object-tracker.ts';

/** A report of one thing, known to be of one object. */
export interface Heard {
  readonly position: Position;
  readonly covariance: Covariance;
  /** Seconds since 1970. */
  readonly t: number;
  /** How many times likelier the report is if there is such an object than if there is none. */
  readonly likelier: number;
  /** Another tracker's estimate, which may rest on detections that made this object. */
  readonly fused: boolean;
}

/** Of the modes together, about the place. */
function spreadOf(of: Float64Array): Covariance {
  const mean = (k: 0 | 1) => sum((j) => at(of, j) * at(of, MEAN + 4 * j + k));
  const [x, y] = [mean(0), mean(1)];
  const about = (j: number, c: number, a: number, b: number) =>
    at(of, j) * (at(of, COVARIANCE + 10 * j + c) + a * b);
  const dx = (j: number) => at(of, MEAN + 4 * j) - x;
  const dy = (j: number) => at(of, MEAN + 4 * j + 1) - y;
  return [
    sum((j) => about(j, 0, dx(j), dx(j))),
    sum((j) => about(j, 1, dx(j), dy(j))),
    sum((j) => about(j, 4, dy(j), dy(j))),
  ];
}

const sum = (of: (mode: number) => number): number => of(0) + of(1) + of(2);

const work = new Float64Array(STRIDE);
const sight = new Float64Array(SIGHT);
const place = new Float64Array(PLACE);

/**
 * Corrects an object by a report: a sure detection by a sensor that nobody expects to report, so that
 * its silence counts against no object. A late one is put where it belongs.
 */
export function hear(
  { followed, lateness }: ObjectTracker,
  i: number,
  [x, y]: readonly [number, number],
  { covariance, t, likelier, fused }: Heard,
): void {
  const { beliefs, book } = followed;
  const newest = followed.newest[i] as number;
  const b = STRIDE * i;
  const late = at(beliefs, b + TIME) > t;
  if (late && book.before(newest, t) === NO_LOOK) return;
  followed.recall(i, t, work, 0);
  for (let j = 0; j < MODES; j++) sight[j] = 0.5;
  const weight = fused ? ownWeight(spreadOf(work), covariance) : undefined;
  if (fused && weight === undefined) return;
  if (weight !== undefined)
    for (let k = 0; k < 10 * MODES; k++) work[COVARIANCE + k] = at(work, COVARIANCE + k) / weight;
  sight.set(
    covariance.map((one) => one / (1 - (weight ?? 0))),
    MODES,
  );
  place.set([x, y, 1]);
  correct(work, 0, sight, 0, place, 0, 1, 0);
  const gained = fused ? 0 : Math.log(likelier);
  work[EXISTENCE] = raised(at(work, EXISTENCE), gained);
  if (lateness > 0) {
    followed.newest[i] = book.write(newest, work, 0, sight, 0, place, 0, 1, 0, gained);
    if (late) book.again(newest, work, 0);
  }
  beliefs.set(work, b);
}
