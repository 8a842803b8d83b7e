import { NO_ERROR, type SensorError } from './sensor-error.ts';

/** Of dx, dy, turn and lag. */
const RANK = 4;
/** Seconds in which what was seen counts half as much. */
const HALF_LIFE = 60;
/** Each number must explain so much (squared standard errors) to be taken for wrong; to be refined. */
const CERTAIN = 36;
const LIKELY = 1;
/** So many pairs make a judgement. */
const ENOUGH = 12;

/** A clock's error must be at least this to be found, s; and known to this, one sigma, to tell others'. */
const LEAST_LAG = 0.2;
const LAG_SIGMA = 0.15;

/** Groups of dx, dy, turn, lag that may be wrong together. */
const GROUPS: readonly (readonly number[])[] = [
  [0, 1],
  [2],
  [3],
  [0, 1, 2],
  [0, 1, 3],
  [2, 3],
  [0, 1, 2, 3],
];

/** Least squares of how one sensor's detections lie beside the objects that they are of: plain data. */
export interface MisfitSum {
  /** Normal matrix row by row, right side. */
  readonly matrix: Float64Array;
  readonly side: Float64Array;
  pairs: number;
  t: number;
}

export const noMisfit = (): MisfitSum => ({
  matrix: new Float64Array(RANK * RANK),
  side: new Float64Array(RANK),
  pairs: 0,
  t: Number.NEGATIVE_INFINITY,
});

export function clearMisfit(sum: MisfitSum): void {
  sum.matrix.fill(0);
  sum.side.fill(0);
  sum.pairs = 0;
}

/** After the sensor's error was corrected by `error`: what is left. */
export function takeOff({ matrix, side }: MisfitSum, { dx, dy, turn, lag }: SensorError): void {
  const by = [dx, dy, turn, lag];
  for (let i = 0; i < RANK; i++)
    for (let j = 0; j < RANK; j++)
      side[i] = (side[i] as number) - (matrix[RANK * i + j] as number) * (by[j] ?? 0);
}

/** Lets what was seen fade until a later time. */
export function fade(sum: MisfitSum, t: number): void {
  if (t <= sum.t) return;
  const kept = 0.5 ** ((t - sum.t) / HALF_LIFE);
  if (sum.pairs > 0) {
    for (let i = 0; i < RANK * RANK; i++) sum.matrix[i] = kept * (sum.matrix[i] as number);
    for (let i = 0; i < RANK; i++) sum.side[i] = kept * (sum.side[i] as number);
    sum.pairs *= kept;
  }
  sum.t = t;
}

const east = new Float64Array(RANK);
const north = new Float64Array(RANK);

/**
 * Adds one detection: `ex`, `ey` beyond where its object should be, which lies `x`, `y` from the
 * sensor and moves with `vx`, `vy`; `xx`, `xy`, `yy` is the covariance of that.
 */
export function addMisfit(
  sum: MisfitSum,
  ex: number,
  ey: number,
  x: number,
  y: number,
  vx: number,
  vy: number,
  xx: number,
  xy: number,
  yy: number,
): void {
  const determinant = xx * yy - xy * xy;
  const ixx = yy / determinant;
  const ixy = -xy / determinant;
  const iyy = xx / determinant;
  if (ex * ex * ixx + 2 * ex * ey * ixy + ey * ey * iyy > 20) return;
  east[0] = 1;
  east[2] = -y;
  east[3] = -vx;
  north[1] = 1;
  north[2] = x;
  north[3] = -vy;
  const wx = ixx * ex + ixy * ey;
  const wy = ixy * ex + iyy * ey;
  for (let i = 0; i < RANK; i++) {
    const a = east[i] as number;
    const b = north[i] as number;
    sum.side[i] = (sum.side[i] as number) + a * wx + b * wy;
    const p = a * ixx + b * ixy;
    const q = a * ixy + b * iyy;
    for (let j = 0; j < RANK; j++) {
      const c = RANK * i + j;
      sum.matrix[c] =
        (sum.matrix[c] as number) + p * (east[j] as number) + q * (north[j] as number);
    }
  }
  sum.pairs += 1;
}

/**
 * The error that explains it best with the fewest numbers, beyond the one that is `known`; `undefined`
 * where none is certain. What brakes and turns lags behind where it was expected, whoever sees it:
 * `usualLag` is how much others seem to lag. Where it is not known, no clock is judged.
 */
export function errorIn(
  { matrix, side, pairs }: MisfitSum,
  known: SensorError,
  usualLag: number | undefined,
): SensorError | undefined {
  if (pairs < ENOUGH) return undefined;
  const off = known.dx !== 0 || known.dy !== 0;
  const wrong = [off, off, known.turn !== 0, known.lag !== 0];
  const prices = wrong.map((one) => (one ? LIKELY : CERTAIN));
  for (let i = 0; i < RANK; i++)
    shown[i] = (side[i] as number) - (matrix[RANK * i + 3] as number) * (usualLag ?? 0);
  // No part explains more than the whole: mostly that is too little for the cheapest.
  const whole = usualLag === undefined ? [0, 1, 2] : [0, 1, 2, 3];
  if (solve(matrix, shown, whole) && explainedBy(whole) <= Math.min(...prices)) return undefined;
  let best = 0;
  let found: readonly number[] | undefined;
  for (const group of GROUPS) {
    if (usualLag === undefined && group.includes(3)) continue;
    if (!solve(matrix, shown, group)) continue;
    const lag = group.includes(3) ? (solved[group.length - 1] as number) : undefined;
    if (lag !== undefined && !wrong[3] && Math.abs(lag) < LEAST_LAG) continue;
    const price = group.reduce((sum, i) => sum + (prices[i] ?? 0), 0);
    const worth = explainedBy(group) - price;
    if (worth <= best) continue;
    best = worth;
    const all = [0, 0, 0, 0];
    for (const [n, i] of group.entries()) all[i] = solved[n] as number;
    found = all;
  }
  if (found === undefined) return undefined;
  const [dx, dy, turn, lag] = found as [number, number, number, number];
  return { ...NO_ERROR, dx, dy, turn, lag };
}

/** How far a sensor's clock seems ahead, if nothing else is wrong; `undefined` while hardly known. */
export const seemingLag = ({ matrix, side, pairs }: MisfitSum): number | undefined =>
  pairs >= ENOUGH && (matrix[RANK * RANK - 1] as number) * LAG_SIGMA ** 2 > 1
    ? (side[RANK - 1] as number) / (matrix[RANK * RANK - 1] as number)
    : undefined;

/** Less the lag that others have, and what `solve` finds: scratch of one judgement. */
const shown = new Float64Array(RANK);
const solved = new Float64Array(RANK);
const lower = new Float64Array(RANK * RANK);

/** By how much what was solved for a group lessens the squared misfit. */
function explainedBy(group: readonly number[]): number {
  let sum = 0;
  for (let n = 0; n < group.length; n++)
    sum += (shown[group[n] as number] as number) * (solved[n] as number);
  return sum;
}

/** Solves the part of a symmetric system that a group of its unknowns makes, by Cholesky. */
function solve(matrix: Float64Array, side: Float64Array, group: readonly number[]): boolean {
  const n = group.length;
  for (let i = 0; i < n; i++) {
    const a = group[i] as number;
    for (let j = 0; j <= i; j++) {
      let sum = matrix[RANK * a + (group[j] as number)] as number;
      for (let k = 0; k < j; k++)
        sum -= (lower[RANK * i + k] as number) * (lower[RANK * j + k] as number);
      if (i !== j) lower[RANK * i + j] = sum / (lower[RANK * j + j] as number);
      // Hardly told apart from the others: no judgement on it.
      else if (sum > 1e-6 * (matrix[RANK * a + a] as number) && sum > 0)
        lower[RANK * i + i] = Math.sqrt(sum);
      else return false;
    }
    let sum = side[a] as number;
    for (let k = 0; k < i; k++) sum -= (lower[RANK * i + k] as number) * (solved[k] as number);
    solved[i] = sum / (lower[RANK * i + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = solved[i] as number;
    for (let k = i + 1; k < n; k++) sum -= (lower[RANK * k + i] as number) * (solved[k] as number);
    solved[i] = sum / (lower[RANK * i + i] as number);
  }
  return true;
}
