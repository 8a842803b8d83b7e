import { dirname, join } from 'node:path';
import {
  groundAbout,
  type PlacedCase,
  type VisibleCells,
  viewshed,
  visibleCells,
  withinSector,
} from '@greenline/coverage';
import { readTerrain } from '@greenline/terrain';
import { Failure, placed } from './failure.ts';

/** What an observer sees, on a plane of its own: the observer in the middle, rows from north to south. */
export interface PlacedResult extends VisibleCells {
  readonly id: string;
  readonly centre: { readonly lon: number; readonly lat: number };
  readonly cellM: number;
  /** Cells a side. */
  readonly side: number;
  readonly mask: Uint8Array;
}

/** Viewsheds over files of heights; `path` is the case's own. */
export async function placedViewsheds(
  path: string,
  found: PlacedCase,
): Promise<readonly PlacedResult[]> {
  const rasters = await Promise.all(
    found.terrain.map(async (name) => {
      const file = join(dirname(path), name);
      const raster = await readTerrain(file).catch((cause: NodeJS.ErrnoException) => {
        throw new Failure(
          `${file}: cannot be read (${cause.code ?? cause}): name a file that is there`,
        );
      });
      if (!raster.ok) throw new Failure(`${file}: ${raster.error.text}`);
      return raster.value;
    }),
  );
  return found.observers.map((observer, i) => {
    const { id, position, sector, ...looks } = observer;
    const field = `observers[${i}] (${id})`;
    const grid = groundAbout(rasters, position, looks.maxDistM, found.cellM);
    if (!grid.ok) throw new Failure(placed(path, field, grid.error.text));
    const middle = (grid.value.width - 1) / 2;
    const from = { ...looks, col: middle, row: middle };
    const shed = viewshed(grid.value, from);
    if (!shed.ok) throw new Failure(placed(path, field, shed.error.text));
    const seen = sector === undefined ? shed.value : withinSector(shed.value, from, sector);
    const { cellM, width: side } = grid.value;
    return { id, centre: position, cellM, side, ...visibleCells(grid.value, seen) };
  });
}
