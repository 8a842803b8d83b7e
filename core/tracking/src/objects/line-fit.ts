/** One bearing and where it was taken. */
export interface BearingLine {
  readonly x: number;
  readonly y: number;
  /** Radians anticlockwise from east. */
  readonly azimuth: number;
  /** Of the azimuth, and of the place on each axis. */
  readonly variance: number;
  readonly pose: number;
  /** Bearings to a radian that are there by chance. */
  readonly chance: number;
  readonly pd: number;
}

/** A place that bearings agree on. */
export interface LineFit {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  /** Squared standard errors by which they miss it together. */
  readonly misfit: number;
  /** How likely they are of one object, wherever that is: to a radian each, times square metres. */
  readonly likelihood: number;
}

/** Sine of the least angle at which two bearings cross: 15°. */
const LEAST_SINE = 0.26;
/** What is seen at two moments may have moved by this, m/s, one sigma. */
const SPEED = 11;

/** Where two bearings cross; `undefined` where they do not, or too flatly. */
export function crossingOf(a: BearingLine, b: BearingLine): readonly [number, number] | undefined {
  const [ax, ay, bx, by] = [
    Math.cos(a.azimuth),
    Math.sin(a.azimuth),
    Math.cos(b.azimuth),
    Math.sin(b.azimuth),
  ];
  const sine = ax * by - ay * bx;
  if (Math.abs(sine) < LEAST_SINE) return undefined;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const alongA = (dx * by - dy * bx) / sine;
  const alongB = (dx * ay - dy * ax) / sine;
  return alongA > 0 && alongB > 0 ? [a.x + alongA * ax, a.y + alongA * ay] : undefined;
}

/** Squared standard errors by which a bearing, taken `wait` seconds before or after, misses a place. */
export function missedBy(line: BearingLine, x: number, y: number, wait: number): number {
  const off = offOf(line, x, y);
  return (off * off) / spreadOf(line, x, y, wait);
}

/** Least squares of two bearings or more, from a first guess (Gauss-Newton). */
export function fitLines(
  lines: readonly BearingLine[],
  waits: readonly number[],
  x0: number,
  y0: number,
): LineFit | undefined {
  let [x, y] = [x0, y0];
  for (let round = 0; ; round++) {
    let [hxx, hxy, hyy, bx, by, misfit, peak] = [0, 0, 0, 0, 0, 0, 1];
    for (const [n, line] of lines.entries()) {
      const [ex, ey] = [x - line.x, y - line.y];
      const square = Math.max(1, ex * ex + ey * ey);
      const [gx, gy] = [-ey / square, ex / square];
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

/** By how much a bearing lies beyond the direction of a place, radians. */
function offOf({ x: ox, y: oy, azimuth }: BearingLine, x: number, y: number): number {
  const off = azimuth - Math.atan2(y - oy, x - ox);
  return off - 2 * Math.PI * Math.round(off / (2 * Math.PI));
}

function spreadOf(line: BearingLine, x: number, y: number, wait: number): number {
  const square = Math.max(1, (x - line.x) ** 2 + (y - line.y) ** 2);
  return line.variance + (line.pose + (SPEED * wait) ** 2) / square;
}
