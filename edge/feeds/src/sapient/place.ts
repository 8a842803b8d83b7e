import { heightAboveEllipsoid, type Json, type JsonObject, metres } from '@greenline/base';
import { destination, type Position, positionFromUtm } from '@greenline/geo';
import type { Covariance, Sighting } from '@greenline/observation';

const DEGREES = 180 / Math.PI;
const METRES_A_DEGREE = 111_320;
/**
 * Errors are metres, as registrations state them ("Standard Deviation", "metres"). Below a centimetre,
 * beside a location in angles, they can only be angles themselves.
 */
const LEAST_ERROR_M = 0.01;
const MOST_SIGMA_M = 999_999;

/** Where something is, as far as a location says so. */
export type Place = Pick<Sighting, 'position' | 'sigmaM' | 'covariance'> & {
  /** Above the geoid, metres: no height above the ellipsoid, and no geoid is at hand to make it one. */
  readonly heightAboveGeoidM?: number;
};

type Writable<T> = { -readonly [name in keyof T]: T[name] };

/**
 * `undefined` where the numbers are no place: UTM without a zone, or outside its own zone's band.
 * `zone` is what the node registered, for a location that names none itself.
 */
export function placeOf(location: JsonObject, zone?: string): Place | undefined {
  const { x, y, z, xError, yError, coordinateSystem: system, datum, utmZone = zone } = location;
  const flat = flatPosition(system, x as number, y as number, utmZone);
  if (flat === undefined) return undefined;
  const place: Writable<Place> = { position: flat };
  if (typeof z === 'number') {
    if (datum === 'LOCATION_DATUM_WGS84_E')
      place.position = { ...flat, height: heightAboveEllipsoid(z) };
    else place.heightAboveGeoidM = z;
  }
  const east = errorOf(xError, system, Math.cos(flat.lat / DEGREES));
  const north = errorOf(yError, system, 1);
  if (east === undefined || north === undefined) return place;
  if (east === north) place.sigmaM = east;
  else place.covariance = [east * east, 0, north * north];
  return place;
}

function flatPosition(
  system: Json | undefined,
  x: number,
  y: number,
  zone: Json | undefined,
): Position | undefined {
  switch (system) {
    case 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M':
      return { lon: x, lat: y };
    case 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M':
      return { lon: x * DEGREES, lat: y * DEGREES };
    case 'LOCATION_COORDINATE_SYSTEM_UTM_M':
      return typeof zone === 'string' ? positionFromUtm(x, y, zone) : undefined;
    default:
      return undefined;
  }
}

function errorOf(
  error: Json | undefined,
  system: Json | undefined,
  parallel: number,
): number | undefined {
  if (typeof error !== 'number' || !(error > 0)) return undefined;
  let sigma = error;
  if (error < LEAST_ERROR_M && system !== 'LOCATION_COORDINATE_SYSTEM_UTM_M') {
    const inDegrees = system === 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M' ? DEGREES : 1;
    sigma = error * inDegrees * METRES_A_DEGREE * parallel;
  }
  return sigma < MOST_SIGMA_M ? sigma : undefined;
}

/** A bearing and a range in degrees and metres; `bearingDeg` only from true north. */
export interface Polar {
  readonly bearingDeg?: number;
  readonly elevationDeg?: number;
  readonly distanceM?: number;
  readonly bearingSigmaDeg?: number;
  readonly distanceSigmaM?: number;
}

/**
 * A range and bearing in degrees and metres. Magnetic, grid and platform north give no bearing: nobody
 * here knows the declination, the convergence or the heading.
 */
export function polarOf(rangeBearing: JsonObject): Polar {
  const { azimuth, elevation, range, azimuthError, rangeError, datum } = rangeBearing;
  const system = String(rangeBearing.coordinateSystem);
  const angle = system.includes('RADIANS') ? DEGREES : 1;
  const length = system.endsWith('_KM') ? 1000 : 1;
  const polar: Writable<Polar> = {};
  if (typeof azimuth === 'number' && datum === 'RANGE_BEARING_DATUM_TRUE')
    polar.bearingDeg = turned(azimuth * angle);
  if (typeof elevation === 'number') polar.elevationDeg = elevation * angle;
  if (typeof range === 'number' && range > 0) polar.distanceM = range * length;
  if (typeof azimuthError === 'number' && azimuthError > 0)
    polar.bearingSigmaDeg = azimuthError * angle;
  if (typeof rangeError === 'number' && rangeError > 0) polar.distanceSigmaM = rangeError * length;
  return polar;
}

const turned = (degrees: number): number => {
  const rest = degrees % 360;
  return rest < 0 ? rest + 360 : rest + 0;
};

/**
 * What lies in a direction at a distance from a station, along the geodesic; the elevation shortens the way
 * over ground and adds to a height that the station knows. `undefined` without direction and distance.
 */
export function placeFrom(station: Place, polar: Polar): Place | undefined {
  const { bearingDeg, distanceM, elevationDeg = 0, bearingSigmaDeg, distanceSigmaM } = polar;
  if (station.position === undefined || bearingDeg === undefined || distanceM === undefined)
    return undefined;
  const level = Math.cos(elevationDeg / DEGREES);
  const over = distanceM * level;
  const { lon, lat } = destination(station.position, bearingDeg, metres(over));
  const { height } = station.position;
  const raised =
    height !== undefined && polar.elevationDeg !== undefined
      ? { height: heightAboveEllipsoid(height + distanceM * Math.sin(elevationDeg / DEGREES)) }
      : {};
  const position = { lon, lat, ...raised };
  if (bearingSigmaDeg === undefined || distanceSigmaM === undefined) return { position };
  const along = (distanceSigmaM * level) ** 2;
  const across = (over * Math.tan(Math.min(80, bearingSigmaDeg) / DEGREES)) ** 2;
  const sine = Math.sin(bearingDeg / DEGREES);
  const cosine = Math.cos(bearingDeg / DEGREES);
  const [ee, en, nn] = spreadOf(station);
  const covariance: Covariance = [
    along * sine * sine + across * cosine * cosine + ee,
    (along - across) * sine * cosine + en,
    along * cosine * cosine + across * sine * sine + nn,
  ];
  return { position, covariance };
}

const spreadOf = ({ sigmaM = 0, covariance }: Place): Covariance =>
  covariance ?? [sigmaM * sigmaM, 0, sigmaM * sigmaM];
