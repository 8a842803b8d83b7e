import type { EffortCell } from '../wire.ts';

/**
 * Effort over time as heights from 0 to 1, one a bin: the mean detection probability over all cells
 * ever looked at, so that a bin where nobody looked is 0.
 */
export function effortBand(
  cells: readonly EffortCell[],
  from: number,
  to: number,
  bins: number,
): readonly number[] {
  const places = new Set(cells.map((cell) => JSON.stringify(cell.area))).size;
  const sums = new Array<number>(bins).fill(0);
  if (places === 0 || !(to > from)) return sums;
  const width = (to - from) / bins;
  for (const cell of cells) {
    if (cell.state !== undefined && cell.state !== 'looked') continue;
    const begin = (Date.parse(cell.from) - from) / width;
    const end = (Date.parse(cell.to) - from) / width;
    for (let bin = Math.max(0, Math.floor(begin)); bin < Math.min(bins, Math.ceil(end)); bin++) {
      const covered = Math.min(end, bin + 1) - Math.max(begin, bin);
      sums[bin] = (sums[bin] ?? 0) + cell.pd * Math.max(0, covered);
    }
  }
  return sums.map((sum) => Math.min(1, sum / places));
}
