import type { PolygonArea } from './area.ts';
import { ECCENTRICITY_SQUARED, RADIANS, SEMI_MAJOR, wrapLongitude } from './ellipsoid.ts';
import type { Position } from './position.ts';

/** One cell of a grid over the whole earth. Its id is the same for every place in it, for ever. */
export interface Cell {
  /** `sizeM/row/column`, rows from the south pole, columns eastward from 180° W. */
  readonly id: string;
  readonly sizeM: number;
  readonly centre: Position;
  readonly bounds: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
  readonly polygon: PolygonArea;
}

/** Shortest degree of latitude on WGS 84, at the equator, rounded down. */
const SHORTEST_DEGREE = 110_574;
const COARSE = 1000;

/** The 1-km cell of a position: all that those without the right to more may see of it. */
export const coarsen = (position: Position): Cell => cellOf(position, COARSE);

/**
 * The cell of a position in the grid of `sizeM` metres.
 *
 * Rows of equal latitude, each cut into equal columns, as many as leave a cell at least `sizeM`
 * wide straight across even at its poleward edge, and high: a cell is never smaller, anywhere.
 * The last rows at the poles are one cell each.
 */
export function cellOf(position: Position, sizeM: number = COARSE): Cell {
  if (!(sizeM >= 1 && sizeM <= 1e6)) throw new RangeError(`no grid of ${sizeM} m`);
  const rows = 2 * Math.floor((90 * SHORTEST_DEGREE) / sizeM);
  const height = 180 / rows;
  const row = Math.min(rows - 1, Math.max(0, Math.floor((position.lat + 90) / height)));
  const [south, north] = [row * height - 90, (row + 1) * height - 90];
  const columns = columnsOf(Math.max(Math.abs(south), Math.abs(north)), sizeM);
  const width = 360 / columns;
  const turned = wrapLongitude(position.lon) + 180;
  const column = Math.min(columns - 1, Math.floor(turned / width));
  const [west, east] = [column * width - 180, (column + 1) * width - 180];
  return {
    id: `${sizeM}/${row}/${column}`,
    sizeM,
    centre: {
      lon: (west + east) / 2,
      lat: columns === 1 ? Math.sign(south) * 90 : (south + north) / 2,
    },
    bounds: { west, south, east, north },
    polygon: {
      kind: 'polygons',
      polygons: [{ outer: outline(west, south, east, north), holes: [] }],
    },
  };
}

function columnsOf(latitude: number, sizeM: number): number {
  const sine = Math.sin(latitude * RADIANS);
  const primeVertical = SEMI_MAJOR / Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
  const radius = primeVertical * Math.cos(latitude * RADIANS);
  if (radius < sizeM) return 1;
  return Math.floor(Math.PI / Math.asin(sizeM / (2 * radius)));
}

/** The corners; around a pole, twelve points of the parallel. */
function outline(west: number, south: number, east: number, north: number): readonly Position[] {
  if (east - west < 360) {
    const [sw, se] = [
      { lon: west, lat: south },
      { lon: east, lat: south },
    ];
    return [sw, se, { lon: east, lat: north }, { lon: west, lat: north }, sw];
  }
  const polar = north > 0 ? 1 : -1;
  const lat = north > 0 ? south : north;
  return Array.from({ length: 13 }, (_, i) => ({ lon: polar * ((i % 12) * 30 - 180), lat }));
}
