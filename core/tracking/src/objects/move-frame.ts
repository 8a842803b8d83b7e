import { MEAN, MODES, STRIDE } from './belief.ts';
import type { Followed } from './followed.ts';
import { NO_LOOK } from './look-book.ts';
import type { SensorError } from './sensor-error.ts';

/** Metres: after a lesser move what is kept of the last looks still fits. */
const LITTLE = 5;

/**
 * Moves all that is followed by what the frame was found to be wrong, told about `middle`.
 *
 * After more than a few metres the looks of before no longer fit, and are forgotten.
 */
export function moveFrame(
  followed: Followed,
  { dx, dy, turn, lag }: SensorError,
  [cx, cy]: readonly [number, number],
): void {
  const { beliefs, count, book, newest } = followed;
  for (let i = 0; i < count; i++) {
    let far = 0;
    for (let j = 0; j < MODES; j++) {
      const m = STRIDE * i + MEAN + 4 * j;
      const [x, y, vx, vy] = [
        beliefs[m] as number,
        beliefs[m + 1] as number,
        beliefs[m + 2] as number,
        beliefs[m + 3] as number,
      ];
      const east = dx - turn * (y - cy) - lag * vx;
      const north = dy + turn * (x - cx) - lag * vy;
      beliefs[m] = x + east;
      beliefs[m + 1] = y + north;
      beliefs[m + 2] = vx - turn * vy;
      beliefs[m + 3] = vy + turn * vx;
      far = Math.max(far, Math.abs(east), Math.abs(north));
    }
    if (far < LITTLE) continue;
    book.drop(newest[i] as number);
    newest[i] = NO_LOOK;
  }
}
