import type { Scan } from './scan.ts';

/** What one pair of receivers heard, and which detections of the whole scan that is. */
export interface PairScan {
  readonly scan: Scan;
  readonly numbers: readonly number[];
}

/** A scan of time differences as one scan for each pair of receivers: an object may be heard by each. */
export function pairwise(scan: Scan): readonly PairScan[] {
  return (scan.pairs ?? []).map((pair, n) => {
    const numbers = [...scan.detections.keys()].filter((k) => scan.detections[k]?.[0] === n);
    const detections = numbers.map((k) => [0, scan.detections[k]?.[1] ?? 0]);
    const noises = scan.noises && numbers.map((k) => scan.noises?.[k] ?? scan.noise);
    const labels = scan.labels && numbers.map((k) => scan.labels?.[k]);
    // Each pair is a sensor of its own where lines of several cross.
    const sensor = `${scan.sensor} ${pair.flat().map(Math.round).join(' ')}`;
    const own = {
      sensor,
      ...(noises && { noises }),
      ...(labels && { labels }),
    };
    const all = { ...scan, pairs: [pair], detections, ...own };
    return { scan: all, numbers };
  });
}
