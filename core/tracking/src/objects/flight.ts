import { at, COVARIANCE, MEAN } from './belief.ts';
import { FASTEST } from './scan.ts';

/** How much more restless than what drives a manoeuvre in the air is: white noise of acceleration, m²/s³. */
const TURNING = 300;
const MANOEUVRE = 1;

/** Lets what goes faster than anything drives turn as aircraft do: three degrees a second at 150 m/s. */
export function addTurning(of: Float64Array, dt: number): void {
  const m = MEAN + 4 * MANOEUVRE;
  const [vx, vy] = [at(of, m + 2), at(of, m + 3)];
  if (vx * vx + vy * vy < FASTEST * FASTEST) return;
  const c = COVARIANCE + 10 * MANOEUVRE;
  const place = (TURNING * dt ** 3) / 3;
  const both = (TURNING * dt * dt) / 2;
  of[c] = at(of, c) + place;
  of[c + 2] = at(of, c + 2) + both;
  of[c + 4] = at(of, c + 4) + place;
  of[c + 6] = at(of, c + 6) + both;
  of[c + 7] = at(of, c + 7) + TURNING * dt;
  of[c + 9] = at(of, c + 9) + TURNING * dt;
}
