import { fromLocal, localFrame, type Position, toLocal } from '@greenline/geo';
import { chance, normal } from '../objects/watch.fixture.ts';
import type { Sweep } from './sweep.ts';

export { chance, normal };

/** An object on the land: where it was at zero, and its speed east and north, m/s. */
export interface Mover {
  readonly from: Position;
  readonly speed: readonly [east: number, north: number];
}

/** Where a mover is after some seconds: along the plane at its beginning, stretch by stretch. */
export function whereIs({ from, speed: [east, north] }: Mover, seconds: number): Position {
  const STRETCH = 20_000;
  let at = from;
  let left = Math.hypot(east, north) * seconds;
  const way = Math.atan2(north, east);
  while (left > 0) {
    const step = Math.min(left, STRETCH);
    const { lon, lat } = fromLocal(localFrame('stretch', at), {
      east: step * Math.cos(way),
      north: step * Math.sin(way),
    });
    at = { lon, lat };
    left -= step;
  }
  return at;
}

export interface Radar {
  readonly sensor: string;
  readonly site: Position;
  readonly maxM: number;
  readonly pd?: number;
  readonly clutter?: number;
  readonly sigmaM?: number;
}

/** One sweep of a radar over what is in its reach. */
export function sweepOf(
  radar: Radar,
  t: number,
  truth: readonly Position[],
  next: () => number,
  lateness = 0,
): Sweep & { readonly from: readonly number[] } {
  const { sensor, site, maxM, pd = 0.95, clutter = 2, sigmaM = 15 } = radar;
  const frame = localFrame('site', site);
  const places: Position[] = [];
  const from: number[] = [];
  const put = (east: number, north: number, whose: number) => {
    const { lon, lat } = fromLocal(frame, { east, north });
    places.push({ lon, lat });
    from.push(whose);
  };
  for (const [whose, position] of truth.entries()) {
    if (Math.abs(position.lat - site.lat) > maxM / 110_000) continue;
    const { east, north } = toLocal(frame, position);
    if (Math.hypot(east, north) > maxM || next() > pd) continue;
    put(east + sigmaM * normal(next), north + sigmaM * normal(next), whose);
  }
  for (let n = 0; n < clutter; n++) {
    const range = maxM * Math.sqrt(next());
    const way = 2 * Math.PI * next();
    put(range * Math.cos(way), range * Math.sin(way), -1);
  }
  const noise = [sigmaM ** 2, 0, sigmaM ** 2] as const;
  return {
    sensor,
    t,
    ta: t + lateness,
    site,
    field: { kind: 'range', minM: 0, maxM },
    pd: Math.min(pd, 0.999),
    clutter: Math.max(clutter, 0.01),
    places,
    noises: places.map(() => noise),
    noise,
    from,
  };
}
