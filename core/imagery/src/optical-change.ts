import { normalCdf } from '@greenline/base';
import { type ChangeMap, emptyMap } from './change-map.ts';
import type { Raster } from './raster.ts';

/** (a - b) / (a + b), pixel by pixel: NDVI of near infrared and red, NDWI of green and near infrared. */
export function normalisedDifference(a: Raster, b: Raster): Raster {
  const values = new Float32Array(a.values.length);
  for (let i = 0; i < values.length; i++) {
    const [one, other] = [a.values[i] as number, b.values[i] as number];
    const sum = one + other;
    values[i] = sum > 0 ? (one - other) / sum : Number.NaN;
  }
  return { width: a.width, height: a.height, values };
}

/** Sigma of a normal variable to its median absolute deviation. */
const TO_SIGMA = 1.482602218505602;
const LEAST_PIXELS = 100;

/**
 * Change between two co-registered optical scenes of one band or index: their normalised difference,
 * standardised by the scene's own median and median absolute deviation, so that light and haze alike everywhere
 * are no change.
 *
 * The false-alarm rate holds where the differences of unchanged pixels are normal and alike over the scene, and
 * less than half of it changed. `isIndex`: values are an index already (NDVI), and their plain difference is taken.
 */
export function opticalChange(
  before: Raster,
  after: Raster,
  {
    falseAlarmRate,
    isIndex = false,
  }: { readonly falseAlarmRate: number; readonly isIndex?: boolean },
): ChangeMap {
  const { width, height } = before;
  if (after.width !== width || after.height !== height)
    throw new RangeError('two rasters of one size');
  if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) throw new RangeError('a rate between 0 and 1');
  const differences = isIndex
    ? Float64Array.from(before.values, (value, i) => (after.values[i] as number) - value)
    : Float64Array.from(normalisedDifference(after, before).values);
  const known = differences.filter((value) => !Number.isNaN(value)).sort();
  const map = emptyMap(width, height);
  if (known.length < LEAST_PIXELS) return { ...map, tested: 0, falseAlarmRate };
  const middle = medianOf(known);
  const sigma = TO_SIGMA * medianOf(known.map((value) => Math.abs(value - middle)).sort());
  const threshold = normalQuantile(1 - falseAlarmRate / 2);
  for (const [i, value] of differences.entries()) {
    if (Number.isNaN(value) || sigma === 0) continue;
    const strength = (value - middle) / sigma;
    map.strengths[i] = strength;
    if (Math.abs(strength) > threshold) map.signs[i] = strength > 0 ? 1 : -1;
  }
  return { ...map, tested: known.length, falseAlarmRate };
}

const medianOf = (sorted: Float64Array): number => {
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] as number)) / 2;
};

/** z with P(Z ≤ z) = p, by halving the interval of the distribution function. */
export function normalQuantile(p: number): number {
  let [low, high] = [-40, 40];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
