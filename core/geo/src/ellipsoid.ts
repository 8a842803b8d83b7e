/** WGS 84. Source: NGA.STND.0036, 2014. */
export const SEMI_MAJOR = 6378137;
const FLATTENING = 1 / 298.257223563;
export const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const SECOND_ECCENTRICITY_SQUARED = ECCENTRICITY_SQUARED / (1 - ECCENTRICITY_SQUARED);
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

/**
 * Length along the surface between two points of it, by the curvature half-way and how it changes
 * from there.
 *
 * Errs by less than 1e-8 m within 100 km, 1e-6 m within 300 km, 1e-5 m within 500 km.
 */
export function arcBetween(
  px: number,
  py: number,
  pz: number,
  qx: number,
  qy: number,
  qz: number,
): number {
  const [dx, dy, dz] = [px - qx, py - qy, pz - qz];
  const chord = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const [mx, my, mz] = [px + qx, py + qy, (pz + qz) / (1 - ECCENTRICITY_SQUARED)];
  const size = Math.sqrt(mx * mx + my * my + mz * mz);
  const sinPhi = mz / size;
  const upward = (dx * mx + dy * my + dz * mz) / size;
  // cos φ cos α, the azimuth half-way.
  const northward = (dz - sinPhi * upward) / (chord || 1);
  const cosPhi = Math.sqrt(Math.max(1e-12, 1 - sinPhi * sinPhi));
  const radius = radiusOfCurvature(sinPhi, northward / cosPhi);
  const arc = arcOfChord(chord, radius);
  // To the first order in the flattening, the curvature κ changes along the way by
  // κ'' = -3 e'² κ³ (cos²φ cos²α - sin²φ), and a given chord's arc is longer by κ κ'' s⁵ / 480.
  const angle = arc / radius;
  const bending = SECOND_ECCENTRICITY_SQUARED * (northward * northward - sinPhi * sinPhi);
  return arc * (1 - (bending * angle * angle * angle * angle) / 160);
}
