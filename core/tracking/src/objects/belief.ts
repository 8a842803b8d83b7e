/**
 * A belief about one object is 48 numbers in a row: weights of three modes, their means
 * (x, y, vx, vy), the upper halves of their covariances, the probability that the object exists,
 * the time all this is about, and how much of the place lay in the sector then. Many beliefs lie behind one another in one array.
 */
export const STRIDE = 48;
export const MODES = 3;
export const MEAN = 3;
export const COVARIANCE = 15;
export const EXISTENCE = 45;
export const TIME = 46;
export const INSIDE = 47;

/** What `estimate` writes: x, y, vx, vy, and the covariance of the place. */
export const ESTIMATE = 7;

export const at = (of: Float64Array, i: number): number => of[i] as number;

/** What is expected of an object seen once: mostly under way, some turning, some standing. */
const FIRST_WEIGHTS = [0.65, 0.25, 0.1];
/** One sigma on each axis of the speed of what is seen for the first time, m/s: of what drives. */
export const FIRST_SPEED = 11;

/** Begins a belief at one detection with its covariance. */
export function begin(
  into: Float64Array,
  o: number,
  { x, y, xx, xy, yy, existence, t, speedSigma = FIRST_SPEED }: Beginning,
): void {
  into.fill(0, o, o + STRIDE);
  for (let mode = 0; mode < MODES; mode++) {
    into[o + mode] = FIRST_WEIGHTS[mode] as number;
    into[o + MEAN + 4 * mode] = x;
    into[o + MEAN + 4 * mode + 1] = y;
    const c = o + COVARIANCE + 10 * mode;
    into[c] = xx;
    into[c + 1] = xy;
    into[c + 4] = yy;
    into[c + 7] = into[c + 9] = mode === 2 ? 1 : speedSigma ** 2;
  }
  into[o + EXISTENCE] = existence;
  into[o + TIME] = t;
  into[o + INSIDE] = 1;
}

export interface Beginning {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  readonly existence: number;
  readonly t: number;
  /** One sigma on each axis of its speed, m/s; absent: as of what drives. */
  readonly speedSigma?: number;
}
