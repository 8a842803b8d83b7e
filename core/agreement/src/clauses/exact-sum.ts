/**
 * A sum of figures from 0 to 1, the same whatever came and went before: each is taken to the nearest
 * 2⁻⁵², and two whole numbers hold their sum without rounding.
 */
export interface ExactSum {
  high: number;
  low: number;
}

const UNITS = 2 ** 52;
const SPLIT = 2 ** 26;

export const newSum = (): ExactSum => ({ high: 0, low: 0 });

export function addTo(sum: ExactSum, figure: number): void {
  const units = Math.round(Math.abs(figure) * UNITS) * Math.sign(figure);
  const high = Math.trunc(units / SPLIT);
  sum.high += high;
  sum.low += units - high * SPLIT;
}

export const totalOf = ({ high, low }: ExactSum): number => (high * SPLIT + low) / UNITS;
