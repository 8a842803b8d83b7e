import type { AccessSpan } from './access.ts';
import type { CellAccess } from './cell-access.ts';

/** How often one cell is seen by the satellites asked about. Seconds. */
export interface Revisit {
  readonly cell: number;
  /** Times it was seen; looks that overlap or touch, of whatever satellites, are one. */
  readonly looks: number;
  /** Mean of the gaps between looks; `undefined` where it was seen once or not at all. */
  readonly meanGapS: number | undefined;
  /** Longest stretch unseen within the span, its beginning and end included: the whole span where never seen. */
  readonly maxGapS: number;
}

/** Revisit statistics of every cell, of those satellites that `counts` takes; by default of all, where there is light. */
export function revisit(
  accesses: readonly CellAccess[],
  cells: number,
  { durationS }: AccessSpan,
  counts: (access: CellAccess) => boolean = ({ usable }) => usable,
): readonly Revisit[] {
  const byCell: CellAccess[][] = Array.from({ length: cells }, () => []);
  for (const access of accesses) if (counts(access)) byCell[access.cell]?.push(access);
  return byCell.map((own, cell) => {
    const looks = looksOf(own);
    const gaps = looks.slice(1).map(([from], i) => from - (looks[i] as Look)[1]);
    const ends =
      looks.length === 0 ? [durationS] : [looks[0]?.[0] ?? 0, durationS - (looks.at(-1)?.[1] ?? 0)];
    return {
      cell,
      looks: looks.length,
      meanGapS:
        gaps.length === 0 ? undefined : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
      maxGapS: Math.max(...gaps, ...ends),
    };
  });
}

type Look = readonly [from: number, to: number];

function looksOf(accesses: readonly CellAccess[]): readonly Look[] {
  const looks: [number, number][] = [];
  for (const { startStep, endStep } of [...accesses].sort((a, b) => a.startStep - b.startStep)) {
    const last = looks.at(-1);
    if (last !== undefined && startStep <= last[1] + 1) last[1] = Math.max(last[1], endStep);
    else looks.push([startStep, endStep]);
  }
  return looks;
}
