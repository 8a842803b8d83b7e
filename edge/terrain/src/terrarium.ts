import { ok, type Result } from '@greenline/base';
import { type ElevationRaster, isHeight } from '@greenline/coverage';
import { type DecodedPng, decode } from 'fast-png';
import { MOST_CELLS, refuse, type TerrainError } from './terrain-error.ts';

/** Which tile of the web's Mercator pyramid. */
export interface TileAddress {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** A tile's address from the end of its path: zoom/x/y.png. */
export function tileAddressOf(path: string): TileAddress | undefined {
  const match = /(\d{1,2})[/\\](\d{1,8})[/\\](\d{1,8})\.png$/i.exec(path);
  if (match === null) return undefined;
  const [zoom = 0, x = 0, y = 0] = match.slice(1).map(Number);
  return zoom <= 24 && x < 2 ** zoom && y < 2 ** zoom ? { zoom, x, y } : undefined;
}

/**
 * Reads a terrarium tile: metres over the geoid are red × 256 + green + blue / 256 - 32,768.
 *
 * Source: Mapzen, "Terrain Tiles: data formats". The deep sea counts as unknown.
 */
export function decodeTerrarium(
  bytes: Uint8Array,
  { zoom, x, y }: TileAddress,
): Result<ElevationRaster, TerrainError> {
  const size = sizeOf(bytes);
  if (size === undefined) return refuse('malformed', 'is no PNG image: fetch the tile again');
  if (size > MOST_CELLS) return refuse('too-large', `has ${size} pixels: give tiles of 256 or 512`);
  let image: DecodedPng;
  try {
    image = decode(bytes);
  } catch {
    return refuse('malformed', 'is no PNG image that can be read: fetch the tile again');
  }
  const { width, height, data, depth, channels } = image;
  if (depth !== 8 || channels < 3) {
    return refuse(
      'unsupported',
      `has ${channels} channels of ${depth} bits: give red, green and blue of 8`,
    );
  }
  const z = Float32Array.from({ length: width * height }, (_, i) => {
    const at = i * channels;
    const metres =
      (data[at] as number) * 256 +
      (data[at + 1] as number) +
      (data[at + 2] as number) / 256 -
      32_768;
    return isHeight(metres) ? metres : Number.NaN;
  });
  const tiles = 2 ** zoom;
  return ok({
    width,
    height,
    z,
    place: (lon, lat) => {
      const sine = Math.sin((lat * Math.PI) / 180);
      const down = 0.5 - Math.atanh(sine) / (2 * Math.PI);
      // Heights stand for the middles of pixels.
      return {
        col: ((lon / 360 + 0.5) * tiles - x) * width - 0.5,
        row: (down * tiles - y) * height - 0.5,
      };
    },
  });
}

/** Pixels, from the header alone: a small file may claim to be a vast picture. */
function sizeOf(bytes: Uint8Array): number | undefined {
  if (bytes.length < 33 || bytes[0] !== 0x89 || bytes[1] !== 0x50) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(16) * view.getUint32(20);
}
