import { at, COVARIANCE, MEAN, MODES } from './belief.ts';
import { PLACE, turn } from './correct.ts';

/** The covariance of one place in a row of them: xx, xy, yy. */
export const NOISE = 3;

const MOST = 64;
/** By place and mode: how likely, and the innovation in units of the inverse of its covariance, with that inverse. */
const density = new Float64Array(MODES * MOST);
const GAIN = 5;
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
      const xx = at(of, c) + at(noises, r);
      const xy = at(of, c + 1) + at(noises, r + 1);
      const yy = at(of, c + 4) + at(noises, r + 2);
      const determinant = xx * yy - xy * xy;
      const ex = at(places, from + PLACE * k) - at(of, m);
      const ey = at(places, from + PLACE * k + 1) - at(of, m + 1);
      const gx = (yy * ex - xy * ey) / determinant;
      const gy = (xx * ey - xy * ex) / determinant;
      const g = GAIN * (MODES * k + j);
      gains[g] = gx;
      gains[g + 1] = gy;
      gains[g + 2] = yy / determinant;
      gains[g + 3] = -xy / determinant;
      gains[g + 4] = xx / determinant;
      const peak = at(sight, s + j) / (2 * Math.PI * Math.sqrt(determinant));
      density[MODES * k + j] = peak * Math.exp(-0.5 * (ex * gx + ey * gy));
    }
  }
}

/** Likelihood of the k-th place that was weighed, modes together. */
export const likelihoodEach = (of: Float64Array, o: number, k: number): number =>
  at(of, o) * at(density, MODES * k) +
  at(of, o + 1) * at(density, MODES * k + 1) +
  at(of, o + 2) * at(density, MODES * k + 2);

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
  for (let j = 0; j < MODES; j++) left += at(of, o + j) * (1 - at(sight, s + j));
  const unseen = missed / Math.max(left, 1e-12);
  weighEach(of, o, sight, s, places, from, noises, n);
  for (let k = 0; k < n; k++) {
    const all = at(places, from + PLACE * k + 2) / Math.max(likelihoodEach(of, o, k), 1e-300);
    for (let j = 0; j < MODES; j++)
      density[MODES * k + j] = at(density, MODES * k + j) * all * at(of, o + j);
  }
  let total = 0;
  for (let j = 0; j < MODES; j++) {
    let weight = unseen * at(of, o + j) * (1 - at(sight, s + j));
    for (let k = 0; k < n; k++) weight += at(density, MODES * k + j);
    weight = Math.max(weight, 1e-9);
    correctMode(of, o, j, n, weight);
    of[o + j] = weight;
    total += weight;
  }
  for (let j = 0; j < MODES; j++) of[o + j] = at(of, o + j) / total;
}

/** One Gaussian of the mean and covariance of the mixture: each place with the gain of its own noise. */
function correctMode(of: Float64Array, o: number, j: number, n: number, weight: number): void {
  let [gx, gy, nxx, nxy, nyy] = [0, 0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    const b = at(density, MODES * k + j) / weight;
    const g = GAIN * (MODES * k + j);
    const [x, y] = [at(gains, g), at(gains, g + 1)];
    gx += b * x;
    gy += b * y;
    nxx += b * (at(gains, g + 2) - x * x);
    nxy += b * (at(gains, g + 3) - x * y);
    nyy += b * (at(gains, g + 4) - y * y);
  }
  const [m, c] = [o + MEAN + 4 * j, o + COVARIANCE + 10 * j];
  turn(of, m, c, gx, gy, nxx + gx * gx, nxy + gx * gy, nyy + gy * gy);
}
