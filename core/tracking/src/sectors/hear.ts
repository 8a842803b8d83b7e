import type { Position } from '@greenline/geo';
import type { Covariance } from '@greenline/observation';
import { at, EXISTENCE, MODES, STRIDE, TIME } from '../objects/belief.ts';
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
}

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
  { covariance, t, likelier }: Heard,
): void {
  const { beliefs, book } = followed;
  const newest = followed.newest[i] as number;
  const b = STRIDE * i;
  const late = at(beliefs, b + TIME) > t;
  if (late && book.before(newest, t) === NO_LOOK) return;
  followed.recall(i, t, work, 0);
  for (let j = 0; j < MODES; j++) sight[j] = 0.5;
  sight.set(covariance, MODES);
  place.set([x, y, 1]);
  correct(work, 0, sight, 0, place, 0, 1, 0);
  const gained = Math.log(likelier);
  work[EXISTENCE] = raised(at(work, EXISTENCE), gained);
  if (lateness > 0) {
    followed.newest[i] = book.write(newest, work, 0, sight, 0, place, 0, 1, 0, gained);
    if (late) book.again(newest, work, 0);
  }
  beliefs.set(work, b);
}
