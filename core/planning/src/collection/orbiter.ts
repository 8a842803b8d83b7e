import type { CellAccess } from '@greenline/coverage';
import type { Asset, Option, Seen } from './option.ts';

/** A satellite whose images can be ordered. */
export interface Orbiter {
  readonly id: string;
  /** Probability that an image shows what is there. */
  readonly pd: number;
  /** Images in the whole plan, at most. */
  readonly images: number;
}

/** Looks further apart than this are of two passes, seconds. */
const PAUSE = 600;

/** Its passes, each an image that may be ordered, from the cells that it sees in daylight where it needs it. */
export function orbiterAsset(
  { id, pd, images }: Orbiter,
  accesses: readonly CellAccess[],
  hours: number,
): Asset {
  const inTime = accesses
    .filter(({ usable }) => usable)
    .toSorted((a, b) => a.startStep - b.startStep || a.cell - b.cell);
  const passes: CellAccess[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const access of inTime) {
    if (access.startStep > end + PAUSE) passes.push([]);
    passes[passes.length - 1]?.push(access);
    end = Math.max(end, access.endStep);
  }
  const options = passes.map((pass): Option => {
    const start = pass[0]?.startStep ?? 0;
    const cells = new Set(pass.map(({ cell }) => cell));
    const hour = Math.min(hours - 1, Math.floor(start / 3600));
    return {
      id: `${id}/${start}`,
      asset: id,
      from: start / 3600,
      to: Math.max(...pass.map(({ endStep }) => endStep + 1)) / 3600,
      sees: [...cells].map((cell): Seen => ({ cell, hour, pd })),
    };
  });
  return { id, options, most: images };
}
