import type { ElevationGrid } from './elevation-grid.ts';
import type { Viewshed } from './viewshed.ts';

/** Counts of a viewshed, and how they would be were the ground a little lower or higher. */
export interface VisibleCells {
  readonly cellsInRange: number;
  readonly visible: number;
  readonly visibleIfClearancePlus0_1m: number;
  readonly visibleIfClearanceMinus0_1m: number;
}

/** Cells that are seen: as counts, and as a mask of the whole grid (1 is seen), row by row. */
export function visibleCells(
  { width, height }: ElevationGrid,
  shed: Viewshed,
): VisibleCells & { readonly mask: Uint8Array } {
  const mask = new Uint8Array(width * height);
  const counts = {
    cellsInRange: 0,
    visible: 0,
    visibleIfClearancePlus0_1m: 0,
    visibleIfClearanceMinus0_1m: 0,
  };
  for (let i = 0; i < shed.clearance.length; i++) {
    const clearance = shed.clearance[i] as number;
    if (Number.isNaN(clearance)) continue;
    counts.cellsInRange += 1;
    if (clearance >= -0.1) counts.visibleIfClearancePlus0_1m += 1;
    if (clearance >= 0.1) counts.visibleIfClearanceMinus0_1m += 1;
    if (clearance < 0) continue;
    counts.visible += 1;
    const row = shed.row + Math.floor(i / shed.width);
    mask[row * width + shed.col + (i % shed.width)] = 1;
  }
  return { ...counts, mask };
}
