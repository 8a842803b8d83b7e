/**
 * Heights of the ground at the middles of square cells of a local plane: x east, y south, row 0 in the north.
 *
 * Between the middles heights are bilinear. A height that nobody knows is NaN.
 */
export interface ElevationGrid {
  readonly width: number;
  readonly height: number;
  readonly cellM: number;
  /** Row by row; metres. */
  readonly z: Float32Array;
}

/** Height at a place in cells from the middle of the north-western one; NaN outside or where unknown. */
export function heightAt({ width, height, z }: ElevationGrid, col: number, row: number): number {
  const inside =
    col >= -SLIP && row >= -SLIP && col <= width - 1 + SLIP && row <= height - 1 + SLIP;
  if (!inside) return Number.NaN;
  const c = Math.max(0, Math.min(Math.floor(col), width - 2));
  const r = Math.max(0, Math.min(Math.floor(row), height - 2));
  const [u, v] = [col - c, row - r];
  const at = (dr: number, dc: number): number => {
    const weight = (dc === 1 ? u : 1 - u) * (dr === 1 ? v : 1 - v);
    // A neighbour that is not needed may be unknown.
    return weight === 0 ? 0 : weight * (z[(r + dr) * width + c + dc] as number);
  };
  return at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1);
}

/** What reckoning in degrees may be off at the very edge, in cells. */
const SLIP = 1e-9;

/** Whether land lies so high: -9,999, -32,768 and the like are marks of heights that nobody knows. */
export const isHeight = (metres: number): boolean => metres > -1_000 && metres < 9_000;
