import {
  arcOfChord,
  type Ecef,
  geodeticOf,
  MEAN_RADIUS,
  newEcef,
  RADIANS,
  writeEcef,
} from './ellipsoid.ts';
import type { Position } from './position.ts';
import type { Covariance } from './probability.ts';

/**
 * The plane around a place in which its error is a standard normal.
 *
 * Places keep their distance and azimuth from the origin (azimuthal equidistant), then the
 * covariance is taken out.
 */
export interface Whitening {
  readonly origin: Ecef;
  /** Greatest and least sigma in any direction, metres; both zero where the place is exact. */
  readonly sigmaMax: number;
  readonly sigmaMin: number;
  /** Direction of the greatest sigma, anticlockwise from east. */
  readonly cosine: number;
  readonly sine: number;
  toPlane(at: Ecef): readonly [u: number, v: number];
  fromPlane(u: number, v: number, out: Ecef): Ecef;
  /** The place some metres east and north of the origin: within 5 km, and less than 1 cm off it. */
  beside(east: number, north: number, out: Ecef): Ecef;
}

/** An error below a tenth of a millimetre is none. */
const NO_ERROR = 1e-4;
/** A covariance without width is given this share of its length. */
const LEAST_WIDTH = 1e-3;

/** The greatest sigma in any direction, metres; 0 where the place is exact, NaN where it is no covariance. */
export function greatestSigma([ee, en, nn]: Covariance): number {
  const middle = (ee + nn) / 2;
  const spread = Math.hypot((ee - nn) / 2, en);
  const proper = ee >= 0 && nn >= 0 && spread <= middle * (1 + 1e-9);
  if (!proper || !Number.isFinite(middle)) return Number.NaN;
  const longest = Math.sqrt(middle + spread);
  return longest < NO_ERROR ? 0 : longest;
}

/** `undefined` where the three numbers are no covariance. */
export function whiteningOf(position: Position, covariance: Covariance): Whitening | undefined {
  const [ee, en, nn] = covariance;
  const sigmaMax = greatestSigma(covariance);
  if (Number.isNaN(sigmaMax)) return undefined;
  const middle = (ee + nn) / 2;
  const spread = Math.hypot((ee - nn) / 2, en);
  const sigmaMin =
    sigmaMax === 0 ? 0 : Math.max(Math.sqrt(Math.max(0, middle - spread)), LEAST_WIDTH * sigmaMax);
  // Principal axes keep mirrored errors mirrored.
  const axis = Math.atan2(2 * en, ee - nn) / 2;
  const [cosine, sine] = [Math.cos(axis), Math.sin(axis)];
  const origin = writeEcef(position.lon, position.lat, newEcef());
  const [sinLon, cosLon] = [Math.sin(position.lon * RADIANS), Math.cos(position.lon * RADIANS)];
  const [sinLat, cosLat] = [Math.sin(position.lat * RADIANS), Math.cos(position.lat * RADIANS)];
  return {
    origin,
    sigmaMax,
    sigmaMin,
    cosine,
    sine,
    toPlane(at) {
      const [dx, dy, dz] = [at.x - origin.x, at.y - origin.y, at.z - origin.z];
      const outward = cosLon * dx + sinLon * dy;
      const east = cosLon * dy - sinLon * dx;
      const north = cosLat * dz - sinLat * outward;
      const level = Math.hypot(east, north);
      const arc = arcOfChord(Math.hypot(dx, dy, dz), MEAN_RADIUS);
      const stretch = level === 0 ? 1 : arc / level;
      const [e, n] = [east * stretch, north * stretch];
      return [(e * cosine + n * sine) / sigmaMax, (n * cosine - e * sine) / sigmaMin];
    },
    fromPlane(u, v, out) {
      const [along, across] = [u * sigmaMax, v * sigmaMin];
      const e = along * cosine - across * sine;
      const n = along * sine + across * cosine;
      const angle = Math.min(Math.PI, Math.hypot(e, n) / MEAN_RADIUS);
      const shrink = angle === 0 ? 1 : Math.sin(angle) / angle;
      const [east, north] = [e * shrink, n * shrink];
      const up = MEAN_RADIUS * (Math.cos(angle) - 1);
      const outward = cosLat * up - sinLat * north;
      out.x = origin.x + outward * cosLon - sinLon * east;
      out.y = origin.y + outward * sinLon + cosLon * east;
      out.z = origin.z + cosLat * north + sinLat * up;
      const { lon, lat } = geodeticOf(out);
      return writeEcef(lon, lat, out);
    },
    beside(east, north, out) {
      const up = -(east * east + north * north) / (2 * MEAN_RADIUS);
      const outward = cosLat * up - sinLat * north;
      out.x = origin.x + outward * cosLon - sinLon * east;
      out.y = origin.y + outward * sinLon + cosLon * east;
      out.z = origin.z + cosLat * north + sinLat * up;
      return out;
    },
  };
}
