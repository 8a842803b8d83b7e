import type { Position } from '@greenline/geo';

/** From a map's easting and northing to a position; `undefined` for a code that is not known here. */
export type Unproject = (x: number, y: number) => Position;

const RADIUS_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const DEGREES = 180 / Math.PI;

/** EPSG 4326, 3857 and the zones of UTM on WGS 84 (32601 to 32660, 32701 to 32760). */
export function unprojectBy(epsg: number): Unproject | undefined {
  if (epsg === 4326) return (lon, lat) => ({ lon, lat });
  if (epsg === 3857)
    return (x, y) => ({
      lon: (x / RADIUS_M) * DEGREES,
      lat: Math.atan(Math.sinh(y / RADIUS_M)) * DEGREES,
    });
  const zone = epsg % 100;
  const south = Math.floor(epsg / 100) === 327;
  if ((!south && Math.floor(epsg / 100) !== 326) || zone < 1 || zone > 60) return undefined;
  const centre = 6 * zone - 183;
  return (x, y) => fromTransverseMercator(x - 500_000, south ? y - 10_000_000 : y, centre);
}

/**
 * Inverse transverse Mercator of UTM (scale 0.9996), below a millimetre within 3000 km of the meridian.
 * Source: Karney, Transverse Mercator with an accuracy of a few nanometers (2011), eqs. 12, 15, 26 and 36, to n⁴.
 */
function fromTransverseMercator(x: number, y: number, centre: number): Position {
  const n = FLATTENING / (2 - FLATTENING);
  const rectifying = (RADIUS_M / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const beta = [
    n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - n ** 4 / 360,
    n ** 2 / 48 + n ** 3 / 15 - (437 / 1440) * n ** 4,
    (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
    (4397 / 161_280) * n ** 4,
  ];
  const xi = y / (0.9996 * rectifying);
  const eta = x / (0.9996 * rectifying);
  let [xi1, eta1] = [xi, eta];
  for (const [i, coefficient] of beta.entries()) {
    const k = 2 * (i + 1);
    xi1 -= coefficient * Math.sin(k * xi) * Math.cosh(k * eta);
    eta1 -= coefficient * Math.cos(k * xi) * Math.sinh(k * eta);
  }
  const conformal = Math.sin(xi1) / Math.hypot(Math.sinh(eta1), Math.cos(xi1));
  const e = Math.sqrt(FLATTENING * (2 - FLATTENING));
  let tan = conformal;
  for (let i = 0; i < 8; i++) {
    const root = Math.hypot(1, tan);
    const sigma = Math.sinh(e * Math.atanh((e * tan) / root));
    const tried = tan * Math.hypot(1, sigma) - sigma * root;
    const step =
      ((conformal - tried) / Math.hypot(1, tried)) *
      ((1 + (1 - e ** 2) * tan ** 2) / ((1 - e ** 2) * root));
    tan += step;
    if (Math.abs(step) < 1e-14) break;
  }
  const lon = centre + Math.atan2(Math.sinh(eta1), Math.cos(xi1)) * DEGREES;
  return { lon: ((lon + 540) % 360) - 180, lat: Math.atan(tan) * DEGREES };
}
