import { at, COVARIANCE, MEAN, MODES } from './belief.ts';

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
    const xx = at(of, c) + at(sight, s + 3);
    const xy = at(of, c + 1) + at(sight, s + 4);
    const yy = at(of, c + 4) + at(sight, s + 5);
    const determinant = xx * yy - xy * xy;
    const ixx = yy / determinant;
    const ixy = -xy / determinant;
    const iyy = xx / determinant;
    inverse[3 * j] = ixx;
    inverse[3 * j + 1] = ixy;
    inverse[3 * j + 2] = iyy;
    const pd = at(sight, s + j);
    const peak = pd / (2 * Math.PI * Math.sqrt(determinant));
    const mx = at(of, o + MEAN + 4 * j);
    const my = at(of, o + MEAN + 4 * j + 1);
    for (let k = 0; k < n; k++) {
      const ex = at(places, from + PLACE * k) - mx;
      const ey = at(places, from + PLACE * k + 1) - my;
      const far = ex * ex * ixx + 2 * ex * ey * ixy + ey * ey * iyy;
      density[MODES * k + j] = peak * Math.exp(-0.5 * far);
    }
  }
}

/** Likelihood of the k-th place that was weighed, modes together. */
export const likelihood = (of: Float64Array, o: number, k: number): number =>
  at(of, o) * at(density, MODES * k) +
  at(of, o + 1) * at(density, MODES * k + 1) +
  at(of, o + 2) * at(density, MODES * k + 2);

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
  const w0 = at(of, o) * (1 - at(sight, s));
  const w1 = at(of, o + 1) * (1 - at(sight, s + 1));
  const w2 = at(of, o + 2) * (1 - at(sight, s + 2));
  const unseen = missed / Math.max(w0 + w1 + w2, 1e-12);
  if (n > 0) weigh(of, o, sight, s, places, from, n);
  for (let k = 0; k < n; k++) {
    const all = at(places, from + PLACE * k + 2) / Math.max(likelihood(of, o, k), 1e-300);
    for (let j = 0; j < MODES; j++)
      density[MODES * k + j] = at(density, MODES * k + j) * all * at(of, o + j);
  }
  let total = 0;
  for (let j = 0; j < MODES; j++) {
    let weight = unseen * (j === 0 ? w0 : j === 1 ? w1 : w2);
    for (let k = 0; k < n; k++) weight += at(density, MODES * k + j);
    weight = Math.max(weight, 1e-9);
    if (n > 0) correctMode(of, o, j, places, from, n, weight);
    const passed = at(sight, s + LINE + 3) - at(sight, s + j);
    if (passed > 0.01) slowAlong(of, o, j, sight, s, (unseen * at(of, o + j) * passed) / weight);
    of[o + j] = weight;
    total += weight;
  }
  for (let j = 0; j < MODES; j++) of[o + j] = at(of, o + j) / total;
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
  const mx = at(of, m);
  const my = at(of, m + 1);
  let seen = 0;
  let ex = 0;
  let ey = 0;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let k = 0; k < n; k++) {
    const b = at(density, MODES * k + j) / weight;
    const dx = at(places, from + PLACE * k) - mx;
    const dy = at(places, from + PLACE * k + 1) - my;
    seen += b;
    ex += b * dx;
    ey += b * dy;
    sxx += b * dx * dx;
    sxy += b * dx * dy;
    syy += b * dy * dy;
  }
  const ixx = at(inverse, 3 * j);
  const ixy = at(inverse, 3 * j + 1);
  const iyy = at(inverse, 3 * j + 2);
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
  turn(of, m, c, ixx * ex + ixy * ey, ixy * ex + iyy * ey, nxx, nxy, nyy);
}

/**
 * Moves a mode's mean, at `m`, by P Hᵀ g and takes P Hᵀ N H P off its covariance, at `c`, where H picks
 * the place out of place and speed.
 */
export function turn(
  of: Float64Array,
  m: number,
  c: number,
  gx: number,
  gy: number,
  nxx: number,
  nxy: number,
  nyy: number,
): void {
  const xx = at(of, c);
  const xy = at(of, c + 1);
  const xu = at(of, c + 2);
  const xv = at(of, c + 3);
  const yy = at(of, c + 4);
  const yu = at(of, c + 5);
  const yv = at(of, c + 6);
  of[m] = at(of, m) + xx * gx + xy * gy;
  of[m + 1] = at(of, m + 1) + xy * gx + yy * gy;
  of[m + 2] = at(of, m + 2) + xu * gx + yu * gy;
  of[m + 3] = at(of, m + 3) + xv * gx + yv * gy;
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
  of[c + 7] = at(of, c + 7) - (ux * xu + uy * yu);
  of[c + 8] = at(of, c + 8) - (ux * xv + uy * yv);
  of[c + 9] = at(of, c + 9) - (vx * xv + vy * yv);
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
  const east = at(sight, s + LINE);
  const north = at(sight, s + LINE + 1);
  const speed = east * at(of, m + 2) + north * at(of, m + 3);
  const gx = east * at(of, c + 2) + north * at(of, c + 3);
  const gy = east * at(of, c + 5) + north * at(of, c + 6);
  const gu = east * at(of, c + 7) + north * at(of, c + 8);
  const gv = east * at(of, c + 8) + north * at(of, c + 9);
  const wide = east * gu + north * gv + (2 * at(sight, s + LINE + 2)) ** 2;
  const step = (-share * speed) / wide;
  // What it narrows, less what two possible means lie apart.
  const less = (share / wide) * (1 - ((1 - share) * speed * speed) / wide);
  of[m] = at(of, m) + step * gx;
  of[m + 1] = at(of, m + 1) + step * gy;
  of[m + 2] = at(of, m + 2) + step * gu;
  of[m + 3] = at(of, m + 3) + step * gv;
  of[c] = at(of, c) - less * gx * gx;
  of[c + 1] = at(of, c + 1) - less * gx * gy;
  of[c + 2] = at(of, c + 2) - less * gx * gu;
  of[c + 3] = at(of, c + 3) - less * gx * gv;
  of[c + 4] = at(of, c + 4) - less * gy * gy;
  of[c + 5] = at(of, c + 5) - less * gy * gu;
  of[c + 6] = at(of, c + 6) - less * gy * gv;
  of[c + 7] = at(of, c + 7) - less * gu * gu;
  of[c + 8] = at(of, c + 8) - less * gu * gv;
  of[c + 9] = at(of, c + 9) - less * gv * gv;
}
