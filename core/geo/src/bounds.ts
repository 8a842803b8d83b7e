import { type Chain, pieceEnd } from './chain.ts';
import { geodeticOf, RADIANS, unwrapLongitude } from './ellipsoid.ts';
import type { Position } from './position.ts';

/**
 * A box in degrees that holds an area. `east` passes 180 where the area crosses the date line;
 * `west` lies within [-360, 180].
 */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** The shorter extent, in metres, about. */
  readonly heightM: number;
}

const METRES_PER_DEGREE = 110_574;

/** The box of a chain with `reach` metres around it. */
export function boundsOf(chain: Chain, reach: number): Bounds {
  const first = geodeticOf(pieceEnd(chain, 0, 0));
  let west = first.lon;
  let east = first.lon;
  let south = first.lat;
  let north = first.lat;
  let before = first.lon;
  for (let piece = 0; piece < chain.count; piece++) {
    for (const end of [0, 1] as const) {
      const { lon, lat } = geodeticOf(pieceEnd(chain, piece, end));
      before = unwrapLongitude(lon, before);
      west = Math.min(west, before);
      east = Math.max(east, before);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return widened({ west, south, east, north }, reach + 10);
}

export const boundsAround = (centre: Position, reach: number): Bounds =>
  widened({ west: centre.lon, south: centre.lat, east: centre.lon, north: centre.lat }, reach + 1);

/** The box around two boxes, on the meridians of the first. */
export function mergeBounds(a: Bounds, b: Bounds): Bounds {
  const shift = unwrapLongitude(b.west, a.west) - b.west;
  return measured({
    west: Math.min(a.west, b.west + shift),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east + shift),
    north: Math.max(a.north, b.north),
  });
}

type Box = Omit<Bounds, 'heightM'>;

function widened(box: Box, reach: number): Bounds {
  const south = box.south - reach / METRES_PER_DEGREE;
  const north = box.north + reach / METRES_PER_DEGREE;
  const cosine = Math.cos(Math.min(89.9, Math.max(Math.abs(south), Math.abs(north))) * RADIANS);
  const sideways = (reach * 1.02) / (METRES_PER_DEGREE * cosine);
  return measured({ west: box.west - sideways, south, east: box.east + sideways, north });
}

function measured(box: Box): Bounds {
  const cosine = Math.cos(((box.south + box.north) / 2) * RADIANS);
  const heightM =
    METRES_PER_DEGREE * Math.min(box.north - box.south, (box.east - box.west) * cosine);
  return { ...box, heightM };
}
