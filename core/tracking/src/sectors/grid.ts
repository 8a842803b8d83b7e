import { type LocalFrame, localFrame, type Position } from '@greenline/geo';
import type { Box } from '../objects/field.ts';

/** Names one cell of the grid: `sector 3:-7` is its row north of the equator and its column. */
export type SectorName = `sector ${number}:${number}`;

/** Degrees of latitude from one row of cells to the next: 28 km. */
const ROW = 0.25;
/** Metres by which a sector sees beyond its edge: what moves there is met before it comes over. */
export const MARGIN = 1_500;
const METRES_PER_DEGREE = 111_320;

/** One cell: the frame its objects are followed in, and how far it reaches from the middle. */
export interface SectorCell {
  readonly name: SectorName;
  readonly frame: LocalFrame<SectorName>;
  readonly row: number;
  /** Metres from the middle to the edges, about. */
  readonly halfEast: number;
  readonly halfNorth: number;
  /** The cell with its margin, metres in its frame. */
  readonly box: Box;
}

/** How many cells lie side by side in a row: about as wide as they are high. */
const columnsOf = (row: number): number => {
  const middle = Math.min(89, Math.abs((row + 0.5) * ROW));
  return Math.max(4, Math.round((360 * Math.cos((middle * Math.PI) / 180)) / ROW));
};

/** The name of the cell that a position lies in: every position in exactly one. */
export function sectorOf({ lon, lat }: Position): SectorName {
  const row = Math.floor(Math.min(lat, 90 - 1e-9) / ROW);
  const columns = columnsOf(row);
  const column = Math.floor(((((lon + 180) % 360) + 360) % 360) * (columns / 360));
  return `sector ${row}:${Math.min(columns - 1, column)}`;
}

export function sectorCell(name: SectorName): SectorCell {
  const [row, column] = name.slice('sector '.length).split(':').map(Number) as [number, number];
  const width = 360 / columnsOf(row);
  const lat = (row + 0.5) * ROW;
  const origin = { lon: (column + 0.5) * width - 180, lat };
  // The side that lies nearer to the equator is the longer one.
  const widest = Math.cos((Math.max(0, Math.abs(lat) - ROW / 2) * Math.PI) / 180);
  const halfEast = (METRES_PER_DEGREE * widest * width) / 2;
  const halfNorth = (METRES_PER_DEGREE * ROW) / 2;
  const [x, y] = [halfEast + MARGIN, halfNorth + MARGIN];
  return {
    name,
    frame: localFrame(name, origin),
    row,
    halfEast,
    halfNorth,
    box: [-x, -y, x, y],
  };
}

/** Whether a place of a cell's frame is so far inside that no other cell sees it. */
export const deepInside = ({ halfEast, halfNorth }: SectorCell, x: number, y: number): boolean =>
  Math.abs(x) < halfEast - 1.2 * MARGIN && Math.abs(y) < halfNorth - 1.2 * MARGIN;
