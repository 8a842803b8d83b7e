import { ECCENTRICITY_SQUARED, SEMI_MAJOR } from './ellipsoid.ts';
import type { Position } from './position.ts';

const SCALE = 0.9996;
const FALSE_EASTING = 500_000;
const FALSE_NORTHING = 10_000_000;
const BANDS = 'CDEFGHJKLMNPQRSTUVWX';
const BAND_DEGREES = 8;
const SOUTHMOST = -80;
/** Bands are read generously: senders name the band of their base, not of the thing. */
const SLACK_DEGREES = 1;
const ZONE = /^\s*(\d{1,2})\s*([C-HJ-NP-X])\s*$/i;
const DEGREES = 180 / Math.PI;

const FLATTENING = 1 - Math.sqrt(1 - ECCENTRICITY_SQUARED);
const N = FLATTENING / (2 - FLATTENING);
const RECTIFYING = (SEMI_MAJOR / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
/** From the plane back to the conformal sphere, to the fourth order: below 0.1 mm within a zone. */
const BETA = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 / 1440) * N ** 4,
  (17 / 480) * N ** 3 - (37 / 840) * N ** 4,
  (4397 / 161280) * N ** 4,
];

/**
 * Where a UTM coordinate lies, WGS 84; `zone` is a zone with its latitude band, as `30U`.
 *
 * `undefined` where the zone names no band (which hemisphere it is in cannot be told), where easting or
 * northing are out of the plane, or where the point is not in the band: one of the two is wrong then.
 * After Krüger's series in Karney, Transverse Mercator with an accuracy of a few nanometers (2011).
 */
export function positionFromUtm(
  easting: number,
  northing: number,
  zone: string,
): Position | undefined {
  const [, digits, letter] = ZONE.exec(zone) ?? [];
  const number = Number(digits);
  if (letter === undefined || !(number >= 1 && number <= 60)) return undefined;
  if (!(easting >= 100_000 && easting <= 900_000)) return undefined;
  if (!(northing >= 0 && northing <= FALSE_NORTHING)) return undefined;
  const band = BANDS.indexOf(letter.toUpperCase());
  const position = positionInZone(easting, northing, number, band < 10);
  const least = SOUTHMOST + BAND_DEGREES * band;
  const most = least + (band === BANDS.length - 1 ? 12 : BAND_DEGREES);
  const { lat } = position;
  return lat < least - SLACK_DEGREES || lat > most + SLACK_DEGREES ? undefined : position;
}

/** Where an easting and a northing of a zone, 1 to 60, and a hemisphere lie, WGS 84; nothing is checked. */
export function positionInZone(
  easting: number,
  northing: number,
  zone: number,
  south: boolean,
): Position {
  const { lat, dLon } = fromPlane(easting - FALSE_EASTING, northing - (south ? FALSE_NORTHING : 0));
  const lon = zone * 6 - 183 + dLon;
  return { lon: lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon, lat };
}

function fromPlane(x: number, y: number): { lat: number; dLon: number } {
  const xi = y / (SCALE * RECTIFYING);
  const eta = x / (SCALE * RECTIFYING);
  let xi0 = xi;
  let eta0 = eta;
  for (const [i, beta] of BETA.entries()) {
    const k = 2 * (i + 1);
    xi0 -= beta * Math.sin(k * xi) * Math.cosh(k * eta);
    eta0 -= beta * Math.cos(k * xi) * Math.sinh(k * eta);
  }
  const tauConformal = Math.sin(xi0) / Math.hypot(Math.sinh(eta0), Math.cos(xi0));
  const dLon = Math.atan2(Math.sinh(eta0), Math.cos(xi0));
  return { lat: Math.atan(tauOf(tauConformal)) * DEGREES, dLon: dLon * DEGREES };
}

/** The tangent of the latitude whose conformal latitude has this tangent, by Newton's method. */
function tauOf(conformal: number): number {
  const e = Math.sqrt(ECCENTRICITY_SQUARED);
  let tau = conformal;
  for (let step = 0; step < 4; step++) {
    const root = Math.hypot(1, tau);
    const sigma = Math.sinh(e * Math.atanh((e * tau) / root));
    const guess = tau * Math.hypot(1, sigma) - sigma * root;
    const slope =
      ((1 - ECCENTRICITY_SQUARED) * root) / (1 + (1 - ECCENTRICITY_SQUARED) * tau * tau);
    tau += (conformal - guess) / Math.hypot(1, guess) / slope;
  }
  return tau;
}
