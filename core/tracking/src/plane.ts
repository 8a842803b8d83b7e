import type { Position } from '@greenline/geo';

const EQUATORIAL_RADIUS = 6_378_137;
const ECCENTRICITY_SQUARED = 6.694379990141316e-3;
const RADIANS = Math.PI / 180;

/** Metres a degree of longitude and of latitude at a latitude on WGS 84. */
function metresPerDegree(lat: number): readonly [east: number, north: number] {
  const sine = Math.sin(lat * RADIANS);
  const w = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const prime = EQUATORIAL_RADIUS / Math.sqrt(w);
  const meridian = (EQUATORIAL_RADIUS * (1 - ECCENTRICITY_SQUARED)) / (w * Math.sqrt(w));
  return [prime * Math.cos(lat * RADIANS) * RADIANS, meridian * RADIANS];
}

/**
 * East and north of `to` as seen from `from`, metres, in the plane that touches the ellipsoid there.
 *
 * For the small steps between two looks at one thing: below 1 m of error at 10 km. Distances that an
 * agreement limits are geodesic and are measured in `@greenline/geo`.
 */
export function stepBetween(from: Position, to: Position): readonly [east: number, north: number] {
  const [east, north] = metresPerDegree((from.lat + to.lat) / 2);
  const turn = to.lon - from.lon;
  const lon = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  return [lon * east, (to.lat - from.lat) * north];
}

/** The position a step away; longitude stays within ±180, latitude within ±90. */
export function stepFrom(from: Position, east: number, north: number): Position {
  const [, northPerDegree] = metresPerDegree(from.lat);
  const lat = Math.max(-90, Math.min(90, from.lat + north / northPerDegree));
  const [eastPerDegree] = metresPerDegree((from.lat + lat) / 2);
  const lon = eastPerDegree < 1 ? from.lon : from.lon + east / eastPerDegree;
  return { lon: lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, lat };
}
