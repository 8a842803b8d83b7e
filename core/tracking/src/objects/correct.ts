import { COVARIANCE, MEAN, MODES } from './belief.ts';

/**
 * How one object meets one sensor, ten numbers in a row: the probability of detection by mode, the
 * covariance of a detection as a place (xx, xy, yy); and for a sensor that is blind to what is slow
 * along its line of sight, that line (east, north), the speed in m/s below which it is blind (else 0),
 * and how probably it detects what is faster.
 */
export const SIGHT = 10;
export const LINE = 6;

/** One place in a row of places: x, y, and the probability that it is the object's. */
export const PLACE = 3;

const MOST = 64;
const density = new Float64Array(MODES * MOST);
/** What `turn` moves a mode by. */
const moving = new Float64Array(5);
const inverse = new Float64Array(MODES * 3);

/**
 * How likely each of n places is to be a detection of the object: by mode, times that mode's
 * probability of detection. Keeps what `correct` needs.
 */
export function weigh(
  of: Float64Array,
  o: number,
  sight: Float64Array,
  s: number,
  places: Float64Array,
  from: number,
  n: number,
): void {
  for (let j = 0; j < MODES; j++) {
    const c = o + COVARIANCE + 10 * j;
    const xx = (of[c] as number) + (sight[s + 3] as number);
    const xy = (of[c + 1] as number) + (sight[s + 4] as number);
    const yy = (of[c + 4] as number) + (sight[s + 5] as number);
    const determinant = xx * yy - xy * xy;
    const ixx = yy / determinant;
    const ixy = -xy / determinant;
    const iyy = xx / determinant;
    inverse[3 * j] = ixx;
    inverse[3 * j + 1] = ixy;
    inverse[3 * j + 2] = iyy;
    const pd = sight[s + j] as number;
    const peak = pd / (2 * Math.PI * Math.sqrt(determinant));
    const mx = of[o + MEAN + 4 * j] as number;
    const my = of[o + MEAN + 4 * j + 1] as number;
    for (let k = 0; k < n; k++) {
      const ex = (places[from + PLACE * k] as number) - mx;
      const ey = (places[from + PLACE * k + 1] as number) - my;
      const far = ex * ex * ixx + 2 * ex * ey * ixy + ey * ey * iyy;
      density[MODES * k + j] = peak * Math.exp(-0.5 * far);
    }
  }
}

/** Likelihood of the k-th place that was weighed, modes together. */
export const likelihood = (of: Float64Array, o: number, k: number): number =>
  (of[o] as number) * (density[MODES * k] as number) +
  (of[o + 1] as number) * (density[MODES * k + 1] as number) +
  (of[o + 2] as number) * (density[MODES * k + 2] as number);

/**
 * Corrects a belief by n places with probabilities `share` and by having been missed with
 * probability `missed`, together one: all given that the object exists. Each mode keeps one
 * Gaussian of the same mean and covariance as the mixture (Bar-Shalom, probabilistic data association).
 */
export function correct(
  of: Float64Array,
  o: number,
  sight: Float64Array,
  s: number,
  places: Float64Array,
  from: number,
  n: number,
  missed: number,
): void {
  const w0 = (of[o] as number) * (1 - (sight[s] as number));
  const w1 = (of[o + 1] as number) * (1 - (sight[s + 1] as number));
  const w2 = (of[o + 2] as number) * (1 - (sight[s + 2] as number));
  const unseen = missed / Math.max(w0 + w1 + w2, 1e-12);
  if (n > 0) weigh(of, o, sight, s, places, from, n);
  for (let k = 0; k < n; k++) {
    const all = (places[from + PLACE * k + 2] as number) / Math.max(likelihood(of, o, k), 1e-300);
    for (let j = 0; j < MODES; j++)
      density[MODES * k + j] = (density[MODES * k + j] as number) * all * (of[o + j] as number);
  }
  let total = 0;
  for (let j = 0; j < MODES; j++) {
    let weight = unseen * (j === 0 ? w0 : j === 1 ? w1 : w2);
    for (let k = 0; k < n; k++) weight += density[MODES * k + j] as number;
    weight = Math.max(weight, 1e-9);
    if (n > 0) correctMode(of, o, j, places, from, n, weight);
    const passed = (sight[s + LINE + 3] as number) - (sight[s + j] as number);
    if (passed > 0.01)
      slowAlong(of, o, j, sight, s, (unseen * (of[o + j] as number) * passed) / weight);
    of[o + j] = weight;
    total += weight;
  }
  for (let j = 0; j < MODES; j++) of[o + j] = (of[o + j] as number) / total;
}

function correctMode(
  of: Float64Array,
  o: number,
  j: number,
  places: Float64Array,
  from: number,
  n: number,
  weight: number,
): void {
  const m = o + MEAN + 4 * j;
  const c = o + COVARIANCE + 10 * j;
  const mx = of[m] as number;
  const my = of[m + 1] as number;
  let seen = 0;
  let ex = 0;
  let ey = 0;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let k = 0; k < n; k++) {
    const b = (density[MODES * k + j] as number) / weight;
    const dx = (places[from + PLACE * k] as number) - mx;
    const dy = (places[from + PLACE * k + 1] as number) - my;
    seen += b;
    ex += b * dx;
    ey += b * dy;
    sxx += b * dx * dx;
    sxy += b * dx * dy;
    syy += b * dy * dy;
  }
  const ixx = inverse[3 * j] as number;
  const ixy = inverse[3 * j + 1] as number;
  const iyy = inverse[3 * j + 2] as number;
  // Spread of what was seen, in units of the inverse: I M I, with M = seen·S − (spread of the innovations).
  const vxx = sxx - ex * ex;
  const vxy = sxy - ex * ey;
  const vyy = syy - ey * ey;
  const axx = ixx * vxx + ixy * vxy;
  const axy = ixx * vxy + ixy * vyy;
  const ayx = ixy * vxx + iyy * vxy;
  const ayy = ixy * vxy + iyy * vyy;
  const nxx = seen * ixx - (axx * ixx + axy * ixy);
  const nxy = seen * ixy - (axx * ixy + axy * iyy);
  const nyy = seen * iyy - (ayx * ixy + ayy * iyy);
  moving[0] = ixx * ex + ixy * ey;
  moving[1] = ixy * ex + iyy * ey;
  moving[2] = nxx;
  moving[3] = nxy;
  moving[4] = nyy;
  turn(of, m, c, moving);
}

/**
 * Moves a mode's mean, at `m`, by P Hᵀ g and takes P Hᵀ N H P off its covariance, at `c`, where H picks
 * the place out of place and speed. `by`: g east and north, N's upper half; numbers passed singly would each be put on the heap.
 */
export function turn(of: Float64Array, m: number, c: number, by: Float64Array): void {
  const gx = by[0] as number;
  const gy = by[1] as number;
  const nxx = by[2] as number;
  const nxy = by[3] as number;
  const nyy = by[4] as number;
  const xx = of[c] as number;
  const xy = of[c + 1] as number;
  const xu = of[c + 2] as number;
  const xv = of[c + 3] as number;
  const yy = of[c + 4] as number;
  const yu = of[c + 5] as number;
  const yv = of[c + 6] as number;
  of[m] = (of[m] as number) + xx * gx + xy * gy;
  of[m + 1] = (of[m + 1] as number) + xy * gx + yy * gy;
  of[m + 2] = (of[m + 2] as number) + xu * gx + yu * gy;
  of[m + 3] = (of[m + 3] as number) + xv * gx + yv * gy;
  const px = xx * nxx + xy * nxy;
  const py = xx * nxy + xy * nyy;
  const qx = xy * nxx + yy * nxy;
  const qy = xy * nxy + yy * nyy;
  const ux = xu * nxx + yu * nxy;
  const uy = xu * nxy + yu * nyy;
  const vx = xv * nxx + yv * nxy;
  const vy = xv * nxy + yv * nyy;
  of[c] = xx - (px * xx + py * xy);
  of[c + 1] = xy - (px * xy + py * yy);
  of[c + 2] = xu - (px * xu + py * yu);
  of[c + 3] = xv - (px * xv + py * yv);
  of[c + 4] = yy - (qx * xy + qy * yy);
  of[c + 5] = yu - (qx * xu + qy * yu);
  of[c + 6] = yv - (qx * xv + qy * yv);
  of[c + 7] = (of[c + 7] as number) - (ux * xu + uy * yu);
  of[c + 8] = (of[c + 8] as number) - (ux * xv + uy * yv);
  of[c + 9] = (of[c + 9] as number) - (vx * xv + vy * yv);
}

/**
 * Takes into one mode that, with probability `share`, it was missed for being slow along the line of
 * sight: a measurement of that speed as zero, whose sigma is twice what the sensor is blind below.
 */
function slowAlong(
  of: Float64Array,
  o: number,
  j: number,
  sight: Float64Array,
  s: number,
  share: number,
): void {
  if (share < 0.01) return;
  const m = o + MEAN + 4 * j;
  const c = o + COVARIANCE + 10 * j;
  const east = sight[s + LINE] as number;
  const north = sight[s + LINE + 1] as number;
  const speed = east * (of[m + 2] as number) + north * (of[m + 3] as number);
  const gx = east * (of[c + 2] as number) + north * (of[c + 3] as number);
  const gy = east * (of[c + 5] as number) + north * (of[c + 6] as number);
  const gu = east * (of[c + 7] as number) + north * (of[c + 8] as number);
  const gv = east * (of[c + 8] as number) + north * (of[c + 9] as number);
  const wide = east * gu + north * gv + (2 * (sight[s + LINE + 2] as number)) ** 2;
  const step = (-share * speed) / wide;
  // What it narrows, less what two possible means lie apart.
  const less = (share / wide) * (1 - ((1 - share) * speed * speed) / wide);
  of[m] = (of[m] as number) + step * gx;
  of[m + 1] = (of[m + 1] as number) + step * gy;
  of[m + 2] = (of[m + 2] as number) + step * gu;
  of[m + 3] = (of[m + 3] as number) + step * gv;
  of[c] = (of[c] as number) - less * gx * gx;
  of[c + 1] = (of[c + 1] as number) - less * gx * gy;
  of[c + 2] = (of[c + 2] as number) - less * gx * gu;
  of[c + 3] = (of[c + 3] as number) - less * gx * gv;
  of[c + 4] = (of[c + 4] as number) - less * gy * gy;
  of[c + 5] = (of[c + 5] as number) - less * gy * gu;
  of[c + 6] = (of[c + 6] as number) - less * gy * gv;
  of[c + 7] = (of[c + 7] as number) - less * gu * gu;
  of[c + 8] = (of[c + 8] as number) - less * gu * gv;
  of[c + 9] = (of[c + 9] as number) - less * gv * gv;
}
