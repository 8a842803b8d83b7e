import { type ChangeMap, emptyMap } from './change-map.ts';
import { BoxSums, type Raster } from './raster.ts';
import { thresholdFor } from './ratio-distribution.ts';

export interface SarChangeOptions {
  /** Equivalent number of looks of a pixel, independent of its neighbours': 1 is a single-look image. */
  readonly looks: number;
  /** Probability that an unchanged pixel is called changed, on either side. */
  readonly falseAlarmRate: number;
  /** Pixels around the middle one whose mean is tested: 0 the pixel alone, 1 a square of three. */
  readonly testReach?: number;
  /** Half-width of the square around it that is left out of the background, pixels. */
  readonly guardReach?: number;
  readonly backgroundReach?: number;
}

/** Counts of background pixels are rounded down to these, so that thresholds can be kept: on the safe side. */
const BUCKET = 8;
/** Fewer background pixels than this say too little. */
const LEAST_BACKGROUND = 24;

/**
 * Change between two co-registered SAR intensity images, by the ratio of their means with a constant
 * false-alarm rate.
 *
 * The log ratio of the tested pixels is held against the log ratio of their background, a square around
 * them without its guard, so that neither gain nor season is taken for change. Speckle is gamma: the ratio's
 * law is F on both sides, and the threshold follows exactly from the looks and the counts, whatever the
 * brightness. Values are linear intensity (power), not amplitude and not decibels. After Touzi, Lopes and
 * Bousquet (1988) and Rignot and van Zyl (1993).
 */
export function sarChange(before: Raster, after: Raster, options: SarChangeOptions): ChangeMap {
  const { looks, falseAlarmRate, testReach = 0 } = options;
  const { guardReach = testReach + 4, backgroundReach = guardReach + 6 } = options;
  const { width, height } = before;
  if (after.width !== width || after.height !== height)
    throw new RangeError('two rasters of one size');
  if (
    !(looks > 0) ||
    !(falseAlarmRate > 0 && falseAlarmRate < 1) ||
    backgroundReach <= guardReach ||
    guardReach < testReach
  )
    throw new RangeError('looks above 0, a rate between 0 and 1, a background beyond its guard');
  const usable = (index: number): boolean =>
    (before.values[index] as number) > 0 && (after.values[index] as number) > 0;
  const [first, second] = [new BoxSums(before, usable), new BoxSums(after, usable)];
  const map = emptyMap(width, height);
  const thresholds = new Map<number, number>();
  const inTest = (2 * testReach + 1) ** 2;
  let tested = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (first.count(x, y, testReach) < inTest) continue;
      const around = first.count(x, y, backgroundReach) - first.count(x, y, guardReach);
      if (around < LEAST_BACKGROUND) continue;
      const bucket = Math.floor(around / BUCKET) * BUCKET;
      let threshold = thresholds.get(bucket);
      if (threshold === undefined) {
        threshold = thresholdFor(falseAlarmRate, looks * inTest, looks * bucket);
        thresholds.set(bucket, threshold);
      }
      const ring = (sums: BoxSums): number =>
        sums.sum(x, y, backgroundReach) - sums.sum(x, y, guardReach);
      const ratio = Math.log(second.sum(x, y, testReach) / first.sum(x, y, testReach));
      const strength = ratio - Math.log(ring(second) / ring(first));
      tested += 1;
      const index = y * width + x;
      map.strengths[index] = strength;
      if (Math.abs(strength) > threshold) map.signs[index] = strength > 0 ? 1 : -1;
    }
  return { ...map, tested, falseAlarmRate };
}
