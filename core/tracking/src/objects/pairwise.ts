import type { Scan } from './scan.ts';

/** A scan of time differences as one scan for each pair of receivers: an object may be heard by each. */
export function pairwise(scan: Scan): readonly Scan[] {
  return (scan.pairs ?? []).map((pair, n) => ({
    ...scan,
    pairs: [pair],
    detections: scan.detections
      .filter(([number]) => number === n)
      .map(([, difference = 0]) => [0, difference]),
  }));
}
