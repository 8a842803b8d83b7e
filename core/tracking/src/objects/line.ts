/** What every line has, whatever was measured. */
interface Told {
  /** Of what was measured (radians², or square metres of way), and of the sensor's place on each axis. */
  readonly variance: number;
  readonly pose: number;
  /** Detections that are there by chance: to a radian, or to a metre of way. */
  readonly chance: number;
  readonly pd: number;
  /** Of what is heard and not seen, m/s: then the line is of where it was. */
  readonly signalSpeed?: number;
}

/** A bearing, from where it was taken. */
export interface BearingLine extends Told {
  readonly x: number;
  readonly y: number;
  /** Radians anticlockwise from east. */
  readonly azimuth: number;
}

/** A time difference: how much further something is from the first place than from the second, metres. */
export interface DifferenceLine extends Told {
  readonly first: readonly [number, number];
  readonly second: readonly [number, number];
  readonly difference: number;
}

/** On what line a detection says that something is. */
export type Line = BearingLine | DifferenceLine;

export const isBearing = (line: Line): line is BearingLine => 'azimuth' in line;

/** What is seen at two moments may have moved by this, m/s, one sigma. */
const SPEED = 11;

/** By how much what was measured lies beyond what would be measured at a place. */
export function offOf(line: Line, x: number, y: number): number {
  if (!isBearing(line)) return line.difference - nearer(line, x, y);
  const off = line.azimuth - Math.atan2(y - line.y, x - line.x);
  return off - 2 * Math.PI * Math.round(off / (2 * Math.PI));
}

const nearer = ({ first, second }: DifferenceLine, x: number, y: number): number =>
  Math.hypot(x - first[0], y - first[1]) - Math.hypot(x - second[0], y - second[1]);

/** How what would be measured grows with the place, to a metre east and north. */
export function gradientOf(line: Line, x: number, y: number): readonly [number, number] {
  if (isBearing(line)) {
    const [ex, ey] = [x - line.x, y - line.y];
    const square = Math.max(1, ex * ex + ey * ey);
    return [-ey / square, ex / square];
  }
  const [ax, ay] = unit(line.first, x, y);
  const [bx, by] = unit(line.second, x, y);
  return [ax - bx, ay - by];
}

function unit([fx, fy]: readonly [number, number], x: number, y: number): [number, number] {
  const far = Math.max(1, Math.hypot(x - fx, y - fy));
  return [(x - fx) / far, (y - fy) / far];
}

/** Variance of what is measured of something at a place, `wait` seconds before or after. */
export function spreadOf(line: Line, x: number, y: number, wait: number): number {
  const [gx, gy] = gradientOf(line, x, y);
  const { signalSpeed } = line;
  const [hx, hy] = isBearing(line) ? [line.x, line.y] : line.second;
  const late = signalSpeed === undefined ? 0 : Math.hypot(x - hx, y - hy) / signalSpeed;
  return line.variance + (gx * gx + gy * gy) * (line.pose + (SPEED * (wait + late)) ** 2);
}

/** Squared standard errors by which a line, taken `wait` seconds before or after, misses a place. */
export function missedBy(line: Line, x: number, y: number, wait: number): number {
  const off = offOf(line, x, y);
  return (off * off) / spreadOf(line, x, y, wait);
}
