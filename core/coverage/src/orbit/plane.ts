/** WGS 84, in km. Source: NGA.STND.0036, 2014. */
export const SEMI_MAJOR_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
export const SEMI_MINOR_KM = SEMI_MAJOR_KM * (1 - FLATTENING);
export const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
export const RADIANS = Math.PI / 180;

/** Square kilometres to one unit² of the plane: longitude in degrees across, `ordinateOf` up. */
export const PLANE_KM2 = (SEMI_MAJOR_KM * RADIANS) ** 2;

/**
 * How far up the equal-area plane a parallel lies, from the sine of its latitude.
 *
 * Half the q of Snyder, Map Projections (1987), 3-12, in degrees. The series of atanh ends below 1e-11.
 */
export function ordinateOf(sine: number): number {
  const u = E * sine;
  const u2 = u * u;
  const atanh = u * (1 + u2 * (1 / 3 + u2 * (1 / 5 + u2 * (1 / 7 + u2 / 9))));
  return ((1 - E2) * (sine / (1 - u2) + atanh / E)) / (2 * RADIANS);
}

export const NORTH_POLE = ordinateOf(1);

/** Latitude, in radians, of an ordinate. After Snyder (1987), 3-18; below 1e-8 rad. */
export function latitudeOf(ordinate: number): number {
  const beta = Math.asin(Math.max(-1, Math.min(1, ordinate / NORTH_POLE)));
  return (
    beta +
    (E2 / 3 + (31 * E2 ** 2) / 180 + (517 * E2 ** 3) / 5040) * Math.sin(2 * beta) +
    ((23 * E2 ** 2) / 360 + (251 * E2 ** 3) / 3780) * Math.sin(4 * beta) +
    ((761 * E2 ** 3) / 45360) * Math.sin(6 * beta)
  );
}

/** The point of the surface at a longitude and latitude, in radians; km, fixed to the Earth. */
export function surfaceAt(lon: number, lat: number): readonly [number, number, number] {
  const sine = Math.sin(lat);
  const normal = SEMI_MAJOR_KM / Math.sqrt(1 - E2 * sine * sine);
  const across = normal * Math.cos(lat);
  return [across * Math.cos(lon), across * Math.sin(lon), normal * (1 - E2) * sine];
}
