/** By how much what a sensor says differs from how things are. */
export interface SensorError {
  /** Metres by which what it says lies east and north. */
  readonly dx: number;
  readonly dy: number;
  /** Radians by which it is turned anticlockwise. */
  readonly turn: number;
  /** Seconds by which its clock is ahead. */
  readonly lag: number;
}

export const NO_ERROR: SensorError = { dx: 0, dy: 0, turn: 0, lag: 0 };

export const isNone = ({ dx, dy, turn, lag }: SensorError): boolean =>
  dx === 0 && dy === 0 && turn === 0 && lag === 0;

/** So small an error is none: metres, radians, seconds. */
const LITTLE = { place: 10, turn: 5e-4, lag: 0.04 };
/** Sensors agree whose errors differ by less. */
const ALIKE = { place: 60, turn: 5e-3, lag: 0.25 };

const under = ({ dx, dy, turn, lag }: SensorError, most: typeof LITTLE): boolean =>
  Math.hypot(dx, dy) < most.place && Math.abs(turn) < most.turn && Math.abs(lag) < most.lag;

export const isLittle = (error: SensorError): boolean => under(error, LITTLE);

/** Whether the same is wrong in both. */
export const isAlike = (a: SensorError, b: SensorError): boolean =>
  (a.dx !== 0 || a.dy !== 0) === (b.dx !== 0 || b.dy !== 0) &&
  (a.turn !== 0) === (b.turn !== 0) &&
  (a.lag !== 0) === (b.lag !== 0);

/** An error with what of it is too small to be known taken for none. */
export const cleared = ({ dx, dy, turn, lag }: SensorError): SensorError => {
  const known = Math.hypot(dx, dy) >= LITTLE.place;
  return {
    dx: known ? dx : 0,
    dy: known ? dy : 0,
    turn: Math.abs(turn) >= LITTLE.turn ? turn : 0,
    lag: Math.abs(lag) >= LITTLE.lag ? lag : 0,
  };
};

export const plus = (a: SensorError, b: SensorError, times = 1): SensorError => ({
  dx: a.dx + times * b.dx,
  dy: a.dy + times * b.dy,
  turn: a.turn + times * b.turn,
  lag: a.lag + times * b.lag,
});

/** The same error told of a turn about another place: `by` is the way there from where it was. */
export const about = (
  { dx, dy, turn, lag }: SensorError,
  [x, y]: readonly [number, number],
): SensorError => ({ dx: dx - turn * y, dy: dy + turn * x, turn, lag });

/**
 * What most sensors have in common, their errors all told about one place: that is the frame's own
 * error, and not theirs. Of two, the one heard first is right. `undefined` where no majority agrees.
 */
export function commonError(errors: readonly SensorError[]): SensorError | undefined {
  const [first] = errors;
  if (errors.length < 2 || first === undefined) return undefined;
  if (errors.length === 2) return isNone(first) ? undefined : first;
  const middle = (of: (error: SensorError) => number) => middleOf(errors.map(of)) ?? 0;
  const common = {
    dx: middle(({ dx }) => dx),
    dy: middle(({ dy }) => dy),
    turn: middle(({ turn }) => turn),
    lag: middle(({ lag }) => lag),
  };
  if (isNone(common)) return undefined;
  const agreeing = errors.filter((error) => under(plus(error, common, -1), ALIKE));
  return 2 * agreeing.length > errors.length ? common : undefined;
}

/** The middle of numbers; of the two in the middle, the one nearer to zero. */
export function middleOf(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) return undefined;
  return Math.abs(lower) < Math.abs(upper) ? lower : upper;
}
