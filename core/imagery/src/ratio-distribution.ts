const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function for positive x. Source: Lanczos (1964), g = 7, n = 9. */
export function logGamma(x: number): number {
  const z = x - 1;
  let sum = 0.9999999999998099;
  for (const [i, coefficient] of LANCZOS.entries()) sum += coefficient / (z + i + 1);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised incomplete beta function. Source: Abramowitz and Stegun 26.5.8, by Lentz's method. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + even / (Math.abs(c) < tiny ? tiny : c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + odd / (Math.abs(c) < tiny ? tiny : c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return (front * fraction) / a;
}

/**
 * P(log of the ratio of two means of equal expectation > t), each the mean of `looks` looks of speckle in all: gamma
 * of shape `looks`, so that their ratio is F with twice as many degrees of freedom on both sides.
 */
export const ratioTail = (t: number, looks: number): number =>
  incompleteBeta(1 / (1 + Math.exp(t)), looks, looks);

const STEPS = 64;

/**
 * P(|log of a test's ratio less log of its background's ratio| > t) where nothing changed: the test's
 * means have `testLooks` looks, the background's `backgroundLooks`, independent. By Simpson's rule over the background's own ratio.
 */
export function falseAlarmRate(t: number, testLooks: number, backgroundLooks: number): number {
  // The log ratio's variance is twice the trigamma function of the looks, near 2 / looks.
  const reach = 6.5 * Math.sqrt(2 / backgroundLooks + 1 / backgroundLooks ** 2);
  const logScale = logGamma(2 * backgroundLooks) - 2 * logGamma(backgroundLooks);
  let sum = 0;
  for (let i = 0; i <= STEPS; i++) {
    const u = -reach + (2 * reach * i) / STEPS;
    const density = Math.exp(
      logScale + backgroundLooks * u - 2 * backgroundLooks * Math.log1p(Math.exp(u)),
    );
    const weight = i === 0 || i === STEPS ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * density * (ratioTail(t + u, testLooks) + ratioTail(t - u, testLooks));
  }
  return (sum * 2 * reach) / STEPS / 3;
}

/** The threshold on |log ratio| whose false-alarm rate is as asked for. */
export function thresholdFor(rate: number, testLooks: number, backgroundLooks: number): number {
  let [low, high] = [0, 1];
  while (falseAlarmRate(high, testLooks, backgroundLooks) > rate && high < 64) high *= 2;
  for (let i = 0; i < 60 && high - low > 1e-9; i++) {
    const middle = (low + high) / 2;
    if (falseAlarmRate(middle, testLooks, backgroundLooks) > rate) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
