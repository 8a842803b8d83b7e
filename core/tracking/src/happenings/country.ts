import type { Fit } from './fit.ts';

/** Metres over which one happening makes another near it likelier: guns move little, and fire again. */
const SPREAD_M = 700;
/** Share of happenings that lie anywhere. */
const ANYWHERE = 0.1;
/** Of one happening at two times so near, seconds, the one is not counted as news of the other. */
const ITSELF_S = 1.5;

/** Where happenings are to be expected, from where they were: a density a square metre. */
export class Country {
  readonly #anywhere: number;
  #x = new Float64Array(0);
  #y = new Float64Array(0);
  #t = new Float64Array(0);

  /** `width`: a standard deviation of all places, metres. */
  constructor(width: number) {
    this.#anywhere = 1 / (2 * width) ** 2;
  }

  learn(found: readonly { readonly fitted: Fit }[]): void {
    this.#x = Float64Array.from(found, ({ fitted }) => fitted.x);
    this.#y = Float64Array.from(found, ({ fitted }) => fitted.y);
    this.#t = Float64Array.from(found, ({ fitted }) => fitted.t);
  }

  /** Natural logarithm of the density where something was fitted, over the spread of the fit. */
  logDensity({ x, y, t, covariance }: Fit): number {
    const n = this.#x.length;
    if (n < 5) return Math.log(this.#anywhere);
    const variance = SPREAD_M ** 2 + (covariance[0] + covariance[3]) / 2;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      if (Math.abs((this.#t[i] as number) - t) < ITSELF_S) continue;
      const square = ((this.#x[i] as number) - x) ** 2 + ((this.#y[i] as number) - y) ** 2;
      if (square < 25 * variance) sum += Math.exp(-0.5 * (square / variance));
    }
    const near = sum / n / (2 * Math.PI * variance);
    return Math.log(ANYWHERE * this.#anywhere + (1 - ANYWHERE) * near);
  }
}
