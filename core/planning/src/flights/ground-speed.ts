import type { Wind } from './drone.ts';
import type { Spot } from './plane.ts';

/**
 * Speed over the ground along a straight leg, m/s: the drone heads into the wind as far as it must
 * to stay on the leg. `undefined` where the wind is too strong for that, or blows it back.
 */
export function groundSpeed(
  airspeed: number,
  wind: Wind,
  from: Spot,
  to: Spot,
): number | undefined {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length === 0) return airspeed;
  const [east, north] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const blows = (wind.fromDeg * Math.PI) / 180;
  const [windEast, windNorth] = [
    -wind.speedMps * Math.sin(blows),
    -wind.speedMps * Math.cos(blows),
  ];
  const along = windEast * east + windNorth * north;
  const across = windEast * north - windNorth * east;
  if (Math.abs(across) >= airspeed) return undefined;
  const speed = along + Math.sqrt(airspeed ** 2 - across ** 2);
  return speed > 0 ? speed : undefined;
}

/** Seconds for a path of straight legs; infinite where a leg cannot be flown. */
export function secondsAlong(airspeed: number, wind: Wind, path: readonly Spot[]): number {
  let seconds = 0;
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1] as Spot, path[i] as Spot];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length === 0) continue;
    const speed = groundSpeed(airspeed, wind, from, to);
    seconds += speed === undefined ? Number.POSITIVE_INFINITY : length / speed;
  }
  return seconds;
}
