import { type Position, positionInZone } from '@greenline/geo';

/** From a map's easting and northing to a position; `undefined` for a code that is not known here. */
export type Unproject = (x: number, y: number) => Position;

const RADIUS_M = 6_378_137;
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
  return (x, y) => positionInZone(x, y, zone, south);
}
