import type { Instant } from '@greenline/base';
import { distanceBetween, type Position } from '@greenline/geo';
import type { Look } from '../look.ts';

/** Vehicles that cross one after another along one path. */
export interface Crossing {
  /** From where to where; one place alone: they come there and stay. */
  readonly path: readonly Position[];
  readonly speedMps: number;
  readonly count: number;
  /** Between one vehicle and the next. */
  readonly headwayS: number;
  /** When the first is at the beginning of the path. */
  readonly at: Instant;
  /** How soon after that they must be detected for it to count. */
  readonly withinS: number;
}

/**
 * A look as it meets something that moves.
 *
 * With `glimpseS` the sensor looks at the whole area once in so many seconds, and `detectionProbability` is each
 * glimpse's; without it each thing in the area has one chance during the look, however long it stays.
 */
export type Glance = Look & { readonly glimpseS?: number };

/** Stretches of time, seconds after its start, in which one vehicle is somewhere; the last may be without end. */
export type Stretch = readonly [from: number, to: number];

/** Where a vehicle is, seconds after its own start: `undefined` before it and after the path's end. */
export function placesAlong({
  path,
  speedMps,
}: Pick<Crossing, 'path' | 'speedMps'>): (s: number) => Position | undefined {
  const legs = path.slice(1).map((to, i) => {
    const from = path[i] as Position;
    return { from, to, took: distanceBetween(from, to) / speedMps };
  });
  const [first] = path;
  const stays = legs.length === 0 || !(speedMps > 0);
  return (s) => {
    if (s < 0 || stays) return s < 0 ? undefined : first;
    let left = s;
    for (const { from, to, took } of legs) {
      if (left > took) left -= took;
      else {
        const share = took === 0 ? 0 : left / took;
        const lon = from.lon + share * (to.lon - from.lon);
        return { lon, lat: from.lat + share * (to.lat - from.lat) };
      }
    }
    return undefined;
  };
}
