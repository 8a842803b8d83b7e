import type { HappeningReport } from './report.ts';

/** Metres a second, in air of 20 °C. */
export const SOUND = 343;

/** Where and when something happened, and how surely: covariance over (x, y, t). */
export interface Fit {
  x: number;
  y: number;
  t: number;
  /** xx, xy, xt, yy, yt, tt. */
  covariance: readonly [number, number, number, number, number, number];
  /** Sum of squared residuals, each over its sigma. */
  cost: number;
  /** Natural logarithm of the determinant of the covariance. */
  logDet: number;
}

/** Time of travel over metres that a sensor hears with, per metre. */
export type Slowness = (report: HappeningReport) => number;

const STEPS = 6;
/** How sharply the speed of sound is known along one path. */
export const SHARE_OF_TRAVEL = 0.001;

/**
 * The most probable place and time of what these reports tell of, from a first guess, by
 * Gauss-Newton; `undefined` where they do not settle it.
 *
 * A guess of where such things happen, `sigma` metres wide, keeps a lone bearing from running away.
 */
export function fit(
  reports: readonly HappeningReport[],
  slowness: Slowness,
  guess: { readonly x: number; readonly y: number; readonly t: number },
  prior: { readonly x: number; readonly y: number; readonly sigma: number },
): Fit | undefined {
  let { x, y, t } = guess;
  const weight = 1 / prior.sigma ** 2;
  let cost = 0;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let u = 0;
  let v = 0;
  let w = 0;
  const add = (hx: number, hy: number, ht: number, residual: number) => {
    a += hx * hx;
    b += hx * hy;
    c += hx * ht;
    d += hy * hy;
    e += hy * ht;
    f += ht * ht;
    u += hx * residual;
    v += hy * residual;
    w += ht * residual;
    cost += residual * residual;
  };
  for (let step = 0; ; step++) {
    cost = 0;
    a = weight;
    d = weight;
    b = c = e = f = w = 0;
    u = (prior.x - x) * weight;
    v = (prior.y - y) * weight;
    for (const report of reports) {
      const dx = x - report.x;
      const dy = y - report.y;
      const distance = Math.max(1, Math.hypot(dx, dy));
      const [ex, ey] = [dx / distance, dy / distance];
      if (report.by === 'sound') {
        const slow = slowness(report);
        const sigma = Math.hypot(report.sigmaT, SHARE_OF_TRAVEL * slow * distance);
        const residual = (report.t - t - slow * distance) / sigma;
        add((slow * ex) / sigma, (slow * ey) / sigma, 1 / sigma, residual);
      } else add(0, 0, 1 / report.sigmaT, (report.t - t) / report.sigmaT);
      if (report.bearing !== undefined && report.sigmaBearing !== undefined) {
        const sigma = report.sigmaBearing;
        const off = wrap(report.bearing - Math.atan2(dy, dx));
        add(-ey / distance / sigma, ex / distance / sigma, 0, off / sigma);
      }
      if (report.range !== undefined && report.sigmaRange !== undefined) {
        const sigma = report.sigmaRange;
        const near = Math.log(report.range / distance) * distance;
        add(ex / sigma, ey / sigma, 0, near / sigma);
      }
    }
    // The inverse of the symmetric matrix [[a b c] [b d e] [c e f]].
    const xx = d * f - e * e;
    const xy = c * e - b * f;
    const xt = b * e - c * d;
    const det = a * xx + b * xy + c * xt;
    if (!(det > 1e-300)) return undefined;
    const yy = a * f - c * c;
    const yt = b * c - a * e;
    const tt = a * d - b * b;
    const moveX = (xx * u + xy * v + xt * w) / det;
    const moveY = (xy * u + yy * v + yt * w) / det;
    const moveT = (xt * u + yt * v + tt * w) / det;
    const far = Math.hypot(moveX, moveY);
    if (step >= STEPS || far < 0.5) {
      if (!Number.isFinite(x + y + t)) return undefined;
      return {
        x,
        y,
        t,
        covariance: [xx / det, xy / det, xt / det, yy / det, yt / det, tt / det],
        cost,
        logDet: -Math.log(det),
      };
    }
    const damp = far > 5000 ? 5000 / far : 1;
    x += moveX * damp;
    y += moveY * damp;
    t += moveT * damp;
  }
}

/**
 * Logarithm of the density of a report's measurement, were it of this happening: what was fitted
 * without it, uncertainty included. `-Infinity` beyond six sigmas.
 */
export function logDensity(report: HappeningReport, of: Fit, slowness: Slowness): number {
  const dx = of.x - report.x;
  const dy = of.y - report.y;
  const distance = Math.max(1, Math.hypot(dx, dy));
  const [ex, ey] = [dx / distance, dy / distance];
  const [xx, xy, xt, yy, yt, tt] = of.covariance;
  // Rows of the measurement's derivative by (x, y, t): time, bearing, range.
  const slow = report.by === 'sound' ? slowness(report) : 0;
  const time = report.t - of.t - slow * distance;
  const rowT = [slow * ex, slow * ey, 1] as const;
  const noiseT = report.sigmaT ** 2 + (SHARE_OF_TRAVEL * slow * distance) ** 2;
  const across = (p: readonly number[], q: readonly number[]): number => {
    const [p0 = 0, p1 = 0, p2 = 0] = p;
    const [q0 = 0, q1 = 0, q2 = 0] = q;
    return (
      p0 * (xx * q0 + xy * q1 + xt * q2) +
      p1 * (xy * q0 + yy * q1 + yt * q2) +
      p2 * (xt * q0 + yt * q1 + tt * q2)
    );
  };
  const st = across(rowT, rowT) + noiseT;
  if (report.bearing === undefined || report.sigmaBearing === undefined)
    return gaussian(time * time, st);
  const off = wrap(report.bearing - Math.atan2(dy, dx));
  const rowB = [-ey / distance, ex / distance, 0] as const;
  const sb = across(rowB, rowB) + report.sigmaBearing ** 2;
  const stb = across(rowT, rowB);
  const det = st * sb - stb * stb;
  const square = (sb * time * time - 2 * stb * time * off + st * off * off) / det;
  if (!(square < GATE)) return Number.NEGATIVE_INFINITY;
  let log = -0.5 * square - 0.5 * Math.log(det) - LOG_TWO_PI;
  if (report.range !== undefined && report.sigmaRange !== undefined) {
    const rowR = [ex, ey, 0] as const;
    const sr = across(rowR, rowR) + report.sigmaRange ** 2;
    log += gaussian((Math.log(report.range / distance) * distance) ** 2, sr);
  }
  return log;
}

const GATE = 36;
export const LOG_TWO_PI = Math.log(2 * Math.PI);

const gaussian = (square: number, variance: number): number =>
  square > GATE * variance
    ? Number.NEGATIVE_INFINITY
    : -0.5 * (square / variance + Math.log(variance) + LOG_TWO_PI);

export const wrap = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));
