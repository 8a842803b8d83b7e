import { fromLocal, type LocalFrame, localFrame, type Position, toLocal } from '@greenline/geo';
import type { Spot } from '../flights/plane.ts';
import { type Ground, groundOf } from './ground.ts';

/** A zone as cells of a plane that touches the ellipsoid at its middle, and the way between both. */
export interface ZoneGround {
  readonly ground: Ground;
  /** Middles of cells. */
  readonly places: readonly Position[];
  toSpot(position: Position): Spot;
  toPosition(spot: Spot): Position;
}

/** What a zone must say of itself to be laid out in cells. */
export interface Zone {
  /** Degrees; a zone over the date line runs beyond 180. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  contains(lon: number, lat: number): boolean;
}

/**
 * Cells of `side` metres with their middles in a zone. Lengths in the plane are short by 0.5 % at 600 km
 * from the zone's middle.
 */
export function zoneGround(zone: Zone, side: number): ZoneGround {
  const [west, south, east, north] = zone.bounds;
  const middle: Position = { lon: wrapped((west + east) / 2), lat: (south + north) / 2 };
  const frame = localFrame('zone', middle);
  const toSpot = (position: Position) => spotIn(frame, position);
  const toPosition = ([x, y]: Spot): Position => {
    const { lon, lat } = fromLocal(frame, { east: x, north: y });
    return { lon, lat };
  };
  const edge: Spot[] = [];
  for (let i = 0; i <= 16; i++) {
    const lon = west + ((east - west) * i) / 16;
    const lat = south + ((north - south) * i) / 16;
    for (const [a, b] of [
      [lon, south],
      [lon, north],
      [west, lat],
      [east, lat],
    ] as const)
      edge.push(toSpot({ lon: wrapped(a), lat: b }));
  }
  const [xs, ys] = [edge.map(([x]) => x), edge.map(([, y]) => y)];
  const first = (values: readonly number[]) => Math.floor(Math.min(...values) / side);
  const last = (values: readonly number[]) => Math.ceil(Math.max(...values) / side);
  const spots: Spot[] = [];
  const places: Position[] = [];
  for (let i = first(xs); i <= last(xs); i++)
    for (let j = first(ys); j <= last(ys); j++) {
      const spot: Spot = [i * side, j * side];
      const place = toPosition(spot);
      if (!zone.contains(place.lon, place.lat)) continue;
      spots.push(spot);
      places.push(place);
    }
  return { ground: groundOf(spots, side), places, toSpot, toPosition };
}

function spotIn(frame: LocalFrame<'zone'>, { lon, lat }: Position): Spot {
  const { east, north } = toLocal(frame, { lon, lat });
  return [east, north];
}

const wrapped = (lon: number): number => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
