import { ok, type Result } from '@greenline/base';
import { type ElevationRaster, isHeight } from '@greenline/coverage';
import { fromArrayBuffer, type GeoTIFFImage } from 'geotiff';
import { MOST_CELLS, refuse, type TerrainError } from './terrain-error.ts';

/** Reads the first band of a GeoTIFF in longitude and latitude (EPSG:4326, 4979 or 4269); metres. */
export async function decodeGeoTiff(
  bytes: Uint8Array,
): Promise<Result<ElevationRaster, TerrainError>> {
  try {
    const copy = bytes.slice().buffer;
    const image = await (await fromArrayBuffer(copy)).getImage();
    return await rasterOf(image);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    return refuse('malformed', `is no GeoTIFF that can be read (${why}): fetch it again`);
  }
}

/** WGS 84 flat and with heights, and NAD 83, which lies within 2 m of it. */
const GEOGRAPHIC: readonly unknown[] = [4326, 4979, 4269];

async function rasterOf(image: GeoTIFFImage): Promise<Result<ElevationRaster, TerrainError>> {
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (!(width >= 2 && height >= 2))
    return refuse('malformed', 'has fewer than two rows or columns');
  if (width * height > MOST_CELLS) {
    return refuse('too-large', `has ${width} × ${height} cells: cut out what is needed`);
  }
  const keys = image.getGeoKeys();
  const system = keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey;
  if (!GEOGRAPHIC.includes(system)) {
    return refuse('unsupported', `is in EPSG:${system ?? 'unknown'}: warp it to EPSG:4326`);
  }
  const [west, north] = image.getOrigin() as [number, number];
  const [across, up] = image.getResolution() as [number, number];
  if (!(across > 0) || !(up < 0)) {
    return refuse('unsupported', 'is turned or upside down: warp it to EPSG:4326, north up');
  }
  const unknown = image.getGDALNoData();
  const [band] = await image.readRasters({ samples: [0] });
  if (band === undefined) return refuse('malformed', 'has no band');
  const z = Float32Array.from(band as ArrayLike<number>, (value) =>
    value === unknown || !isHeight(value) ? Number.NaN : value,
  );
  // Heights stand for the middles of pixels, unless the file says that they stand for its posts.
  const shift = image.pixelIsArea() ? 0.5 : 0;
  return ok({
    width,
    height,
    z,
    place: (lon, lat) => ({ col: (lon - west) / across - shift, row: (lat - north) / up - shift }),
  });
}
