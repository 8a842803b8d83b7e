import { fail, ok, type Result } from '@greenline/base';
import { type ElevationGrid, heightAt } from './elevation-grid.ts';
import { type SweepAim, type SweepGround, sweepQuarter } from './horizon-sweep.ts';

/** Who looks, from where in a grid, and at what. */
export interface Viewpoint {
  /** Cells from the middle of the north-western one; may lie between. */
  readonly col: number;
  readonly row: number;
  /** Of the eye over the ground, metres. */
  readonly heightM: number;
  /** Of what is looked for over the ground, metres. */
  readonly targetHeightM: number;
  readonly maxDistM: number;
}

/** What is seen. Rows and columns of the grid from (`row`, `col`) on. */
export interface Viewshed {
  readonly col: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  /** Metres that a target at each cell clears the ground before it by; NaN beyond `maxDistM`. */
  readonly clearance: Float32Array;
}

export interface ViewshedError {
  readonly kind: 'outside' | 'unknown-ground' | 'out-of-range';
  readonly text: string;
}

/** k = 4/3: light, and radar more so, bends round a sphere of 6,378,137 m as round one a third larger. */
export const DROP = 1 / (2 * (4 / 3) * 6_378_137);

/**
 * The cells that a viewpoint sees, the Earth's curvature and refraction included.
 *
 * Refused where the viewpoint lies outside the grid, or where the height of any ground within reach is unknown.
 */
export function viewshed(grid: ElevationGrid, from: Viewpoint): Result<Viewshed, ViewshedError> {
  const { col, row, heightM, targetHeightM, maxDistM } = from;
  const inside = col >= 0 && row >= 0 && col <= grid.width - 1 && row <= grid.height - 1;
  if (!inside || grid.width < 2 || grid.height < 2) {
    const text = `the viewpoint at column ${col}, row ${row} lies outside the terrain of ${grid.width} × ${grid.height} cells`;
    return fail({ kind: 'outside', text });
  }
  if (!(maxDistM > 0) || !Number.isFinite(maxDistM + heightM + targetHeightM)) {
    return fail({
      kind: 'out-of-range',
      text: 'heights and reach must be numbers, the reach above zero',
    });
  }
  const reach = maxDistM / grid.cellM;
  const first = {
    col: Math.max(0, Math.floor(col - reach)),
    row: Math.max(0, Math.floor(row - reach)),
  };
  const width = Math.min(grid.width - 1, Math.ceil(col + reach)) - first.col + 1;
  const height = Math.min(grid.height - 1, Math.ceil(row + reach)) - first.row + 1;
  const eye = heightAt(grid, col, row) + heightM;
  const z = windowOf(grid, first, width, height, eye);
  const unknown = unknownIn(z, width, first, from, reach);
  if (unknown !== undefined) return fail(unknown);

  const cells = Math.max(width, height);
  const [rays, samples] = finenessFor(Math.min(reach, cells));
  const aim: SweepAim = { targetHeightM, maxDistM, drop: DROP, rays, samples };
  const place = { line: row - first.row, along: col - first.col };
  const rows: SweepGround = { z, lines: height, length: width, cellM: grid.cellM, ...place };
  const clearance = new Float32Array(width * height).fill(Number.NaN);
  sweepQuarter(rows, aim, -1, false, clearance);
  sweepQuarter(rows, aim, 1, false, clearance);
  const columns: SweepGround = {
    z: transposed(z, width, height),
    lines: width,
    length: height,
    cellM: grid.cellM,
    line: place.along,
    along: place.line,
  };
  const turned = new Float32Array(width * height).fill(Number.NaN);
  sweepQuarter(columns, aim, -1, true, turned);
  sweepQuarter(columns, aim, 1, true, turned);
  mergeTurned(clearance, turned, width, height);
  if (Number.isInteger(col) && Number.isInteger(row)) {
    clearance[place.line * width + place.along] = Number.POSITIVE_INFINITY;
  }
  return ok({ ...first, width, height, clearance });
}

/**
 * Rays in a quarter and samples a cell: the finer the smaller the reach is. The coarsest agrees with the finest
 * in 99.9 % of cells of rough ground.
 */
function finenessFor(reach: number): readonly [rays: number, samples: number] {
  const [density, samples] = reach <= 200 ? [8, 8] : reach <= 320 ? [4, 4] : [1.5, 2];
  return [Math.ceil(2 * reach * density), samples];
}

function windowOf(
  { z, width: pitch }: ElevationGrid,
  first: { readonly col: number; readonly row: number },
  width: number,
  height: number,
  eye: number,
): Float32Array {
  const window = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const base = (first.row + row) * pitch + first.col;
    for (let col = 0; col < width; col++)
      window[row * width + col] = (z[base + col] as number) - eye;
  }
  return window;
}

function unknownIn(
  z: Float32Array,
  width: number,
  first: { readonly col: number; readonly row: number },
  { col, row, maxDistM }: Viewpoint,
  reach: number,
): ViewshedError | undefined {
  let count = 0;
  let where = '';
  for (let i = 0; i < z.length; i++) {
    if (!Number.isNaN(z[i])) continue;
    const [c, r] = [first.col + (i % width), first.row + Math.floor(i / width)];
    if (Math.hypot(c - col, r - row) > reach + 1) continue;
    count += 1;
    if (count === 1) where = `column ${c}, row ${r}`;
  }
  if (count === 0) return undefined;
  const text = `the height of ${count} cells within ${maxDistM} m is unknown, first at ${where}: give terrain without gaps, or a shorter reach`;
  return { kind: 'unknown-ground', text };
}

const BLOCK = 64;

/** In blocks, so that both sides stay in the cache. */
function transposed(z: Float32Array, width: number, height: number): Float32Array {
  const turned = new Float32Array(width * height);
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const bottom = Math.min(height, top + BLOCK);
      const right = Math.min(width, left + BLOCK);
      for (let row = top; row < bottom; row++) {
        for (let col = left; col < right; col++) {
          turned[col * height + row] = z[row * width + col] as number;
        }
      }
    }
  }
  return turned;
}

/** Fills in what the sweeps along the columns measured. */
function mergeTurned(
  into: Float32Array,
  turned: Float32Array,
  width: number,
  height: number,
): void {
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const bottom = Math.min(height, top + BLOCK);
      const right = Math.min(width, left + BLOCK);
      for (let row = top; row < bottom; row++) {
        for (let col = left; col < right; col++) {
          const value = turned[col * height + row] as number;
          if (!Number.isNaN(value)) into[row * width + col] = value;
        }
      }
    }
  }
}
