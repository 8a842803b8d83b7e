import type { Selection } from './selection.ts';

/**
 * Adds the column that adds most, again and again, while any fits.
 *
 * A gain only shrinks as others are chosen, so an old gain is a bound: the heap's first is reckoned
 * anew and put back until it stays first (Minoux, Accelerated greedy algorithms, 1978).
 */
export function addGreedily(selection: Selection, among: Iterable<number>): void {
  const columns: number[] = [];
  const gains: number[] = [];
  const swap = (a: number, b: number) => {
    [columns[a], columns[b]] = [columns[b] as number, columns[a] as number];
    [gains[a], gains[b]] = [gains[b] as number, gains[a] as number];
  };
  const sink = (from: number) => {
    for (let at = from; ; ) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < columns.length && (gains[child] as number) > (gains[first] as number))
          first = child;
      if (first === at) return;
      swap(at, first);
      at = first;
    }
  };
  for (const k of among) {
    if (!selection.fits(k)) continue;
    columns.push(k);
    gains.push(selection.gain(k));
  }
  for (let at = columns.length >> 1; at >= 0; at--) sink(at);
  while (columns.length > 0) {
    const k = columns[0] as number;
    const fits = selection.fits(k);
    const gain = fits ? selection.gain(k) : 0;
    const next = Math.max(gains[1] ?? 0, gains[2] ?? 0);
    if (fits && gain >= next && gain > 0) selection.add(k);
    if (fits && gain < next && gain > 0) {
      gains[0] = gain;
    } else {
      swap(0, columns.length - 1);
      columns.pop();
      gains.pop();
    }
    sink(0);
  }
}
