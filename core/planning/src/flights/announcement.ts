import type { Instant } from '@greenline/base';
import { fromLocal, localFrame, type Position, toLocal } from '@greenline/geo';
import type { Flight } from './flight-plan.ts';

/** What the parties are told of flights beforehand: a box and a time, no way and no pass. */
export interface Announcement {
  readonly from: Instant;
  readonly to: Instant;
  /** South-west, south-east, north-east, north-west. */
  readonly corners: readonly [Position, Position, Position, Position];
  /** Metres above ground. */
  readonly upTo: number;
}

/** Boxes are this coarse, metres: a box tells no turn. */
const COARSE = 1_000;
const HOUR = 3_600_000;

/** The announcement of flights of one area; `undefined` for none. Times are whole hours, boxes whole kilometres, both outward. */
export function announcementOf(flights: readonly Flight[]): Announcement | undefined {
  const [first] = flights;
  const origin = first?.way[0];
  if (first === undefined || origin === undefined) return undefined;
  const frame = localFrame('launch', origin);
  const spots = flights.flatMap(({ way }) => way.map((at) => toLocal(frame, at)));
  const down = (values: readonly number[]) => Math.floor(Math.min(...values) / COARSE) * COARSE;
  const up = (values: readonly number[]) => Math.ceil(Math.max(...values) / COARSE) * COARSE;
  const east = spots.map((spot): number => spot.east);
  const north = spots.map((spot): number => spot.north);
  const at = (e: number, n: number): Position => {
    const { lon, lat } = fromLocal(frame, { east: e, north: n });
    return { lon, lat };
  };
  const [west, south, farEast, farNorth] = [down(east), down(north), up(east), up(north)];
  return {
    from: (Math.floor(Math.min(...flights.map(({ from }) => from)) / HOUR) * HOUR) as Instant,
    to: (Math.ceil(Math.max(...flights.map(({ to }) => to)) / HOUR) * HOUR) as Instant,
    corners: [at(west, south), at(farEast, south), at(farEast, farNorth), at(west, farNorth)],
    upTo: Math.max(...flights.map(({ heightM }) => heightM)),
  };
}
