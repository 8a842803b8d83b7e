import { COVARIANCE, MEAN, MODES, STRIDE, TIME } from './belief.ts';

/** Where one is and how it moves; variances on one axis, of place, of both, of speed. */
export interface State {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly pp: number;
  readonly pv: number;
  readonly vv: number;
}

/** Steady and restless ways from one place to another: white noise of acceleration, m²/s³, and how usual. */
const WAYS = [
  [0.1, 0.6],
  [1, 0.3],
  [8, 0.1],
] as const;

/** How much likelier it is that two went each to where the other now is than to where it is itself: a logarithm. */
export function exchanged(a0: State, b0: State, a1: State, b1: State): number {
  return way(a0, b1) + way(b0, a1) - way(a0, a1) - way(b0, b1);
}

/** How likely one state leads to another: its logarithm, but for a constant. */
function way(from: State, to: State): number {
  const dt = to.t - from.t;
  const ex = to.x - from.x - dt * from.vx;
  const ey = to.y - from.y - dt * from.vy;
  const eu = to.vx - from.vx;
  const ev = to.vy - from.vy;
  let sum = 0;
  for (const [q, usual] of WAYS) {
    const pp = from.pp + 2 * dt * from.pv + dt * dt * from.vv + (q * dt ** 3) / 3 + to.pp;
    const pv = from.pv + dt * from.vv + (q * dt * dt) / 2 + to.pv;
    const vv = from.vv + q * dt + to.vv;
    const determinant = pp * vv - pv * pv;
    const far = vv * (ex * ex + ey * ey) - 2 * pv * (ex * eu + ey * ev) + pp * (eu * eu + ev * ev);
    sum += (usual / determinant) * Math.exp(-far / determinant / 2);
  }
  return Math.log(Math.max(sum, 1e-300));
}

/** Writes x, y, vx and vy of an object, modes taken together, at a time not long after. */
export function middleOf(beliefs: Float64Array, o: number, t: number, into: Float64Array): void {
  let x = 0;
  let y = 0;
  let vx = 0;
  let vy = 0;
  for (let j = 0; j < MODES; j++) {
    const w = beliefs[o + j] as number;
    const m = o + MEAN + 4 * j;
    x += w * (beliefs[m] as number);
    y += w * (beliefs[m + 1] as number);
    vx += w * (beliefs[m + 2] as number);
    vy += w * (beliefs[m + 3] as number);
  }
  const dt = t - (beliefs[o + TIME] as number);
  into[0] = x + dt * vx;
  into[1] = y + dt * vy;
  into[2] = vx;
  into[3] = vy;
}

const middle = new Float64Array(4);

/** What is believed of an object, modes taken together, at a time not long after. */
export function stateOf(beliefs: Float64Array, i: number, t: number): State {
  const o = STRIDE * i;
  const then = beliefs[o + TIME] as number;
  const dt = t - then;
  middleOf(beliefs, o, then, middle);
  const [x = 0, y = 0, vx = 0, vy = 0] = middle;
  let pp = 0;
  let pv = 0;
  let vv = 0;
  for (let j = 0; j < MODES; j++) {
    const w = (beliefs[o + j] as number) / 2;
    const m = o + MEAN + 4 * j;
    const c = o + COVARIANCE + 10 * j;
    const ex = (beliefs[m] as number) - x;
    const ey = (beliefs[m + 1] as number) - y;
    const eu = (beliefs[m + 2] as number) - vx;
    const ev = (beliefs[m + 3] as number) - vy;
    pp += w * ((beliefs[c] as number) + (beliefs[c + 4] as number) + ex * ex + ey * ey);
    pv += w * ((beliefs[c + 2] as number) + (beliefs[c + 6] as number) + ex * eu + ey * ev);
    vv += w * ((beliefs[c + 7] as number) + (beliefs[c + 9] as number) + eu * eu + ev * ev);
  }
  const wide = pp + 2 * dt * pv + dt * dt * vv;
  return { t, x: x + dt * vx, y: y + dt * vy, vx, vy, pp: wide, pv: pv + dt * vv, vv };
}
