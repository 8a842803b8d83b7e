import { COVARIANCE, MEAN, MODES } from './belief.ts';
import { PLACE, turn } from './correct.ts';

/** The covariance of one place in a row of them: xx, xy, yy. */
export const NOISE = 3;

const MOST = 64;
/** By place and mode: how likely, and the innovation in units of the inverse of its covariance, with that inverse. */
const density = new Float64Array(MODES * MOST);
const GAIN = 5;
/** What `turn` moves a mode by. */
const moving = new Float64Array(5);
const gains = new Float64Array(GAIN * MODES * MOST);

/** As `weigh`, where each place has a covariance of its own; returns nothing, `likelihoodEach` tells. */
export function weighEach(
  of: Float64Array,
  o: number,
  sight: Float64Array,
  s: number,
  places: Float64Array,
  from: number,
  noises: Float64Array,
  n: number,
): void {
  const first = (NOISE * from) / PLACE;
  for (let k = 0; k < n; k++) {
    const r = first + NOISE * k;
    for (let j = 0; j < MODES; j++) {
      const m = o + MEAN + 4 * j;
      const c = o + COVARIANCE + 10 * j;
      const xx = (of[c] as number) + (noises[r] as number);
      const xy = (of[c + 1] as number) + (noises[r + 1] as number);
      const yy = (of[c + 4] as number) + (noises[r + 2] as number);
      const determinant = xx * yy - xy * xy;
      const ex = (places[from + PLACE * k] as number) - (of[m] as number);
      const ey = (places[from + PLACE * k + 1] as number) - (of[m + 1] as number);
      const gx = (yy * ex - xy * ey) / determinant;
      const gy = (xx * ey - xy * ex) / determinant;
      const g = GAIN * (MODES * k + j);
      gains[g] = gx;
      gains[g + 1] = gy;
      gains[g + 2] = yy / determinant;
      gains[g + 3] = -xy / determinant;
      gains[g + 4] = xx / determinant;
      const peak = (sight[s + j] as number) / (2 * Math.PI * Math.sqrt(determinant));
      density[MODES * k + j] = peak * Math.exp(-0.5 * (ex * gx + ey * gy));
    }
  }
}

/** Likelihood of the k-th place that was weighed, modes together. */
export const likelihoodEach = (of: Float64Array, o: number, k: number): number =>
  (of[o] as number) * (density[MODES * k] as number) +
  (of[o + 1] as number) * (density[MODES * k + 1] as number) +
  (of[o + 2] as number) * (density[MODES * k + 2] as number);

/** As `correct`, where each place has a covariance of its own. */
export function correctEach(
  of: Float64Array,
  o: number,
  sight: Float64Array,
  s: number,
  places: Float64Array,
  from: number,
  noises: Float64Array,
  n: number,
  missed: number,
): void {
  let left = 0;
  for (let j = 0; j < MODES; j++) left += (of[o + j] as number) * (1 - (sight[s + j] as number));
  const unseen = missed / Math.max(left, 1e-12);
  weighEach(of, o, sight, s, places, from, noises, n);
  for (let k = 0; k < n; k++) {
    const all =
      (places[from + PLACE * k + 2] as number) / Math.max(likelihoodEach(of, o, k), 1e-300);
    for (let j = 0; j < MODES; j++)
      density[MODES * k + j] = (density[MODES * k + j] as number) * all * (of[o + j] as number);
  }
  let total = 0;
  for (let j = 0; j < MODES; j++) {
    let weight = unseen * (of[o + j] as number) * (1 - (sight[s + j] as number));
    for (let k = 0; k < n; k++) weight += density[MODES * k + j] as number;
    weight = Math.max(weight, 1e-9);
    correctMode(of, o, j, n, weight);
    of[o + j] = weight;
    total += weight;
  }
  for (let j = 0; j < MODES; j++) of[o + j] = (of[o + j] as number) / total;
}

/** One Gaussian of the mean and covariance of the mixture: each place with the gain of its own noise. */
function correctMode(of: Float64Array, o: number, j: number, n: number, weight: number): void {
  let [gx, gy, nxx, nxy, nyy] = [0, 0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    const b = (density[MODES * k + j] as number) / weight;
    const g = GAIN * (MODES * k + j);
    const [x, y] = [gains[g] as number, gains[g + 1] as number];
    gx += b * x;
    gy += b * y;
    nxx += b * ((gains[g + 2] as number) - x * x);
    nxy += b * ((gains[g + 3] as number) - x * y);
    nyy += b * ((gains[g + 4] as number) - y * y);
  }
  const [m, c] = [o + MEAN + 4 * j, o + COVARIANCE + 10 * j];
  moving[0] = gx;
  moving[1] = gy;
  moving[2] = nxx + gx * gx;
  moving[3] = nxy + gx * gy;
  moving[4] = nyy + gy * gy;
  turn(of, m, c, moving);
}
