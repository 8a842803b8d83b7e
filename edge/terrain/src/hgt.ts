import { ok, type Result } from '@greenline/base';
import type { ElevationRaster } from '@greenline/coverage';
import { refuse, type TerrainError } from './terrain-error.ts';

const VOID = -32_768;

/**
 * Reads a sheet of the Shuttle Radar Topography Mission: one degree by one, 1,201 or 3,601 posts a side, the first
 * and last on the sheet's edges; 16-bit, big-endian, metres over the geoid (EGM 96).
 *
 * `name` says which sheet: N48E036.hgt has its south-western corner at 48° N, 36° E. Source: USGS, SRTM documentation.
 */
export function decodeHgt(bytes: Uint8Array, name: string): Result<ElevationRaster, TerrainError> {
  const match = /([NS])(\d{2})([EW])(\d{3})[^/\\]*$/i.exec(name);
  if (match === null) return refuse('bad-name', 'name the sheet as N48E036.hgt');
  const south = Number(match[2]) * (match[1]?.toUpperCase() === 'S' ? -1 : 1);
  const west = Number(match[4]) * (match[3]?.toUpperCase() === 'W' ? -1 : 1);
  if (south < -90 || south > 89 || west < -180 || west > 179) {
    return refuse('bad-name', `there is no sheet ${match[0]}: name it as N48E036.hgt`);
  }
  const side = Math.sqrt(bytes.length / 2);
  if (side !== 1_201 && side !== 3_601) {
    return refuse(
      'malformed',
      `${bytes.length} bytes are no sheet of 1,201² or 3,601² posts: fetch it again`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const z = Float32Array.from({ length: side * side }, (_, i) => {
    const height = view.getInt16(i * 2);
    return height === VOID ? Number.NaN : height;
  });
  const posts = side - 1;
  return ok({
    width: side,
    height: side,
    z,
    place: (lon, lat) => ({ col: (lon - west) * posts, row: (south + 1 - lat) * posts }),
  });
}
