import { gradientOf, type Line, offOf, spreadOf } from './line.ts';

/** A place that lines agree on. */
export interface LineFit {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  /** Squared standard errors by which they miss it together. */
  readonly misfit: number;
  /** How likely they are of one object, wherever that is: to a radian or metre each, times square metres. */
  readonly likelihood: number;
}

/** Least squares of two lines or more, from a first guess (Gauss-Newton). */
export function fitLines(
  lines: readonly Line[],
  waits: readonly number[],
  x0: number,
  y0: number,
): LineFit | undefined {
  let [x, y] = [x0, y0];
  for (let round = 0; ; round++) {
    let [hxx, hxy, hyy, bx, by, misfit, peak] = [0, 0, 0, 0, 0, 0, 1];
    for (const [n, line] of lines.entries()) {
      const [gx, gy] = gradientOf(line, x, y);
      const variance = spreadOf(line, x, y, waits[n] ?? 0);
      const off = offOf(line, x, y);
      hxx += (gx * gx) / variance;
      hxy += (gx * gy) / variance;
      hyy += (gy * gy) / variance;
      bx += (gx * off) / variance;
      by += (gy * off) / variance;
      misfit += (off * off) / variance;
      peak /= Math.sqrt(2 * Math.PI * variance);
    }
    const determinant = hxx * hyy - hxy * hxy;
    if (!(determinant > 1e-6 * hxx * hyy)) return undefined;
    const [xx, xy, yy] = [hyy / determinant, -hxy / determinant, hxx / determinant];
    if (round === 3) {
      const likelihood = peak * 2 * Math.PI * Math.sqrt(1 / determinant) * Math.exp(-misfit / 2);
      return { x, y, xx, xy, yy, misfit, likelihood };
    }
    x += xx * bx + xy * by;
    y += xy * bx + yy * by;
    if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  }
}
