/** WGS 84. Source: NGA.STND.0036, 2014. */
export const SEMI_MAJOR = 6378137;
const FLATTENING = 1 / 298.257223563;
export const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
export const MEAN_RADIUS = 6371008.8;
export const RADIANS = Math.PI / 180;

/** Earth-centred, earth-fixed metres; made once and written over in hot loops. */
export interface Ecef {
  x: number;
  y: number;
  z: number;
}

export const newEcef = (): Ecef => ({ x: 0, y: 0, z: 0 });

/** Writes the point of the surface at `lon`, `lat` into `out`. */
export function writeEcef(lon: number, lat: number, out: Ecef): Ecef {
  const phi = lat * RADIANS;
  const lambda = lon * RADIANS;
  const sinPhi = Math.sin(phi);
  const primeVertical = SEMI_MAJOR / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinPhi * sinPhi);
  const equatorial = primeVertical * Math.cos(phi);
  out.x = equatorial * Math.cos(lambda);
  out.y = equatorial * Math.sin(lambda);
  out.z = primeVertical * (1 - ECCENTRICITY_SQUARED) * sinPhi;
  return out;
}

/** Longitude, latitude and height of an earth-fixed point. After Bowring (1985), below 1e-9 m. */
export function geodeticOf(point: Ecef): { lon: number; lat: number; height: number } {
  const { x, y, z } = point;
  const equatorial = Math.hypot(x, y);
  const lon = Math.atan2(y, x) / RADIANS;
  let phi = Math.atan2(z, equatorial * (1 - ECCENTRICITY_SQUARED));
  let height = 0;
  for (let step = 0; step < 5; step++) {
    const sinPhi = Math.sin(phi);
    const primeVertical = SEMI_MAJOR / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinPhi * sinPhi);
    height = equatorial * Math.cos(phi) + z * sinPhi - SEMI_MAJOR ** 2 / primeVertical;
    const shrink = 1 - (ECCENTRICITY_SQUARED * primeVertical) / (primeVertical + height);
    phi = Math.atan2(z, equatorial * shrink);
  }
  return { lon, lat: phi / RADIANS, height };
}

/** Wraps degrees into [-180, 180). */
export function wrapLongitude(lon: number): number {
  return lon >= -180 && lon < 180 ? lon : lon - 360 * Math.floor((lon + 180) / 360);
}

/** The same meridian, expressed within half a turn of `near`. */
export const unwrapLongitude = (lon: number, near: number): number =>
  near + wrapLongitude(lon - near);

/**
 * Length along the surface of a chord between two points of it.
 *
 * `radius` is the radius of curvature in the chord's direction.
 */
export const arcOfChord = (chord: number, radius: number): number =>
  2 * radius * Math.asin(Math.min(1, chord / (2 * radius)));

/** Euler's radius of curvature at a latitude, in a direction given by its northward cosine. */
export function radiusOfCurvature(sinPhi: number, northCosine: number): number {
  const w = 1 - ECCENTRICITY_SQUARED * sinPhi * sinPhi;
  const primeVertical = SEMI_MAJOR / Math.sqrt(w);
  const meridian = (primeVertical * (1 - ECCENTRICITY_SQUARED)) / w;
  const c2 = Math.min(1, northCosine * northCosine);
  return 1 / (c2 / meridian + (1 - c2) / primeVertical);
}
