const SQRT_2 = Math.SQRT2;
const TWO_OVER_SQRT_PI = 1.1283791670955126;

/** P(Z ≤ z) for a standard normal Z; absolute error below 1e-14. NaN in, NaN out. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / SQRT_2);
}

/**
 * 1 - erf(x): the series with all terms positive below 2.5, a continued fraction above.
 * Source: Abramowitz and Stegun, 7.1.6 and 7.1.14.
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x < 0) return 2 - erfc(-x);
  if (x > 27) return 0;
  return x < 2.5 ? 1 - series(x) : fraction(x);
}

function series(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; n < 200 && term > sum * 1e-17; n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * Math.exp(-square) * sum;
}

function fraction(x: number): number {
  let tail = x;
  for (let k = 120; k >= 1; k--) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / (tail * Math.sqrt(Math.PI));
}
