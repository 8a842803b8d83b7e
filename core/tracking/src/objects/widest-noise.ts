import type { Scan } from './scan.ts';

/** A covariance whose variances are as great as any of these, without what goes together. */
export function widestNoise([first, ...others]: readonly Scan['noise'][]): Scan['noise'] {
  return (first ?? []).map((row, i) =>
    row.map((_, j) => {
      if (i !== j) return 0;
      return others.reduce((most, one) => Math.max(most, one[i]?.[i] ?? 0), first?.[i]?.[i] ?? 0);
    }),
  );
}
