import { type BearingLine, type DifferenceLine, isBearing, type Line, offOf } from './line.ts';

type Place = readonly [x: number, y: number];

/** Sine of the least angle at which two bearings cross: 15°. */
const LEAST_SINE = 0.26;
/** Metres from the middle between two receivers to which the curve of a time difference is followed. */
const REACH = 40_000;
/** Steps along it, and halvings of the one in which it crosses another. */
const STEPS = 64;
const HALVINGS = 30;
/** Next to the line behind a receiver the curve is no curve any more. */
const FLAT = 0.9999;

/** Where two lines cross: bearings once or never, curves perhaps twice or more. */
export function crossingsOf(a: Line, b: Line): readonly Place[] {
  if (!isBearing(a)) return alongCurve(a, b);
  if (!isBearing(b)) return alongCurve(b, a);
  const place = crossingOf(a, b);
  return place === undefined ? [] : [place];
}

/** Where two bearings cross; `undefined` where they do not, or too flatly. */
function crossingOf(a: BearingLine, b: BearingLine): Place | undefined {
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

/** The curve of a time difference, a branch of a hyperbola, and how far along it goes. */
export function curveOf({
  first,
  second,
  difference,
}: Pick<DifferenceLine, 'first' | 'second' | 'difference'>): {
  readonly at: (u: number) => Place;
  readonly most: number;
} {
  const [mx, my] = [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
  const [dx, dy] = [second[0] - first[0], second[1] - first[1]];
  const apart = Math.max(1, Math.hypot(dx, dy));
  const [ex, ey] = [dx / apart, dy / apart];
  const half = apart / 2;
  // Noise may say more than the receivers are apart.
  const along = Math.max(-FLAT * half, Math.min(FLAT * half, difference / 2));
  const across = Math.sqrt(half * half - along * along);
  return {
    at: (u) => {
      const [e, n] = [along * Math.cosh(u), across * Math.sinh(u)];
      return [mx + e * ex - n * ey, my + e * ey + n * ex];
    },
    most: Math.asinh(REACH / Math.max(across, Math.abs(along))),
  };
}

/** Where another line crosses the curve of a time difference: between steps on either side of it. */
function alongCurve(curve: DifferenceLine, other: Line): readonly Place[] {
  const { at, most } = curveOf(curve);
  const offAt = (u: number) => offOf(other, ...at(u));
  const found: Place[] = [];
  let from = -most;
  let before = offAt(from);
  for (let step = 1; step <= STEPS; step++) {
    const to = most * ((2 * step) / STEPS - 1);
    const after = offAt(to);
    // Behind a bearing the sign changes too, by a whole turn.
    if (before > 0 !== after > 0 && !(isBearing(other) && Math.abs(before - after) > Math.PI))
      found.push(at(between(offAt, from, to, before > 0)));
    from = to;
    before = after;
  }
  return found;
}

function between(
  offAt: (u: number) => number,
  from: number,
  to: number,
  positive: boolean,
): number {
  let [low, high] = [from, to];
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2;
    if (offAt(middle) > 0 === positive) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
