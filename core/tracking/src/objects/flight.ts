import { COVARIANCE, MEAN } from './belief.ts';
import { FASTEST } from './scan.ts';

/** How much more restless than what drives a manoeuvre in the air is: white noise of acceleration, m²/s³. */
const TURNING = 300;
const MANOEUVRE = 1;

/** Lets what goes faster than anything drives turn as aircraft do: three degrees a second at 150 m/s. */
export function addTurning(of: Float64Array, dt: number): void {
  const m = MEAN + 4 * MANOEUVRE;
  const [vx, vy] = [of[m + 2] as number, of[m + 3] as number];
  if (vx * vx + vy * vy < FASTEST * FASTEST) return;
  const c = COVARIANCE + 10 * MANOEUVRE;
  const place = (TURNING * dt ** 3) / 3;
  const both = (TURNING * dt * dt) / 2;
  of[c] = (of[c] as number) + place;
  of[c + 2] = (of[c + 2] as number) + both;
  of[c + 4] = (of[c + 4] as number) + place;
  of[c + 6] = (of[c + 6] as number) + both;
  of[c + 7] = (of[c + 7] as number) + TURNING * dt;
  of[c + 9] = (of[c + 9] as number) + TURNING * dt;
}

/**
 * How many times further off than what drives an object may be and still be known, where nothing is
 * faster than `fastest`, m/s: 1 but for what flies.
 */
export function roomOf(beliefs: Float64Array, b: number, fastest: number): number {
  if (fastest <= FASTEST) return 1;
  const [m, c] = [b + MEAN, b + COVARIANCE];
  const speed = Math.hypot(beliefs[m + 2] as number, beliefs[m + 3] as number);
  const sigma = Math.sqrt(Math.max(0, beliefs[c + 7] as number, beliefs[c + 9] as number));
  return speed + sigma > FASTEST ? fastest / FASTEST : 1;
}
