import type { Spot } from '../flights/plane.ts';

/** Squares that cover a zone, in a local plane. */
export interface Ground {
  /** Length of a cell's side, metres. */
  readonly side: number;
  /** Middles of cells. */
  readonly cells: readonly Spot[];
  /** The cell at a spot, if there is one. */
  at(spot: Spot): number | undefined;
  /** Cells with a middle within a distance of a spot. */
  near(spot: Spot, metres: number): readonly number[];
}

export function groundOf(cells: readonly Spot[], side: number): Ground {
  const byPlace = new Map<string, number>();
  const [ox, oy] = cells[0] ?? [0, 0];
  const column = (x: number) => Math.round((x - ox) / side);
  const row = (y: number) => Math.round((y - oy) / side);
  for (const [i, [x, y]] of cells.entries()) byPlace.set(`${column(x)}:${row(y)}`, i);
  return {
    side,
    cells,
    at: ([x, y]) => byPlace.get(`${column(x)}:${row(y)}`),
    near([x, y], metres) {
      const found: number[] = [];
      for (let i = column(x - metres); i <= column(x + metres); i++)
        for (let j = row(y - metres); j <= row(y + metres); j++) {
          const cell = byPlace.get(`${i}:${j}`);
          if (cell === undefined) continue;
          const [cx, cy] = cells[cell] as Spot;
          if (Math.hypot(cx - x, cy - y) <= metres) found.push(cell);
        }
      return found;
    },
  };
}
