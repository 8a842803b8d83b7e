import { fail, metres, ok, type Result } from '@greenline/base';
import { fromLocal, localFrame, type Position } from '@greenline/geo';
import { type ElevationGrid, heightAt } from './elevation-grid.ts';

/** Heights of the ground as a file has them, on its own grid of the Earth. Unknown ones are NaN. */
export interface ElevationRaster {
  readonly width: number;
  readonly height: number;
  /** Row by row from the north; metres, over whatever the source counts from. */
  readonly z: Float32Array;
  /** Where a place lies, in cells from the middle of the north-western one. */
  place(lon: number, lat: number): { readonly col: number; readonly row: number };
}

/** Bilinear height at a place; NaN outside or where unknown. */
export function groundHeight(raster: ElevationRaster, { lon, lat }: Position): number {
  const { col, row } = raster.place(lon, lat);
  const { width, height, z } = raster;
  return heightAt({ width, height, z, cellM: Number.NaN }, col, row);
}

/** Why there is no ground to look over. */
export interface GroundError {
  readonly kind: 'no-terrain' | 'too-large';
  readonly text: string;
}

const MOST_CELLS = 25_000_000;

/**
 * The ground about a place on a plane of square cells, the place in the middle of it; what no raster knows is NaN.
 *
 * The first raster that knows a height gives it. Refused where none knows the height of the place itself.
 */
export function groundAbout(
  rasters: readonly ElevationRaster[],
  centre: Position,
  radiusM: number,
  cellM: number,
): Result<ElevationGrid, GroundError> {
  const reach = Math.ceil(radiusM / cellM) + 1;
  const side = 2 * reach + 1;
  if (!(side * side <= MOST_CELLS)) {
    const text = `${radiusM} m in cells of ${cellM} m are more than ${MOST_CELLS} cells: take larger cells`;
    return fail({ kind: 'too-large', text });
  }
  const heightOf = (position: Position): number => {
    for (const raster of rasters) {
      const height = groundHeight(raster, position);
      if (!Number.isNaN(height)) return height;
    }
    return Number.NaN;
  };
  if (Number.isNaN(heightOf(centre))) {
    const text = `no terrain at ${centre.lon}, ${centre.lat}: give the file that covers it`;
    return fail({ kind: 'no-terrain', text });
  }
  const frame = localFrame('ground', { lon: centre.lon, lat: centre.lat });
  const z = new Float32Array(side * side);
  for (let row = 0; row < side; row++) {
    for (let col = 0; col < side; col++) {
      const east = metres((col - reach) * cellM);
      z[row * side + col] = heightOf(fromLocal(frame, { east, north: (reach - row) * cellM }));
    }
  }
  return ok({ width: side, height: side, cellM, z });
}
