import { fail, type Instant, ok, parseInstant, type Result } from '@greenline/base';
import type { Raster } from '@greenline/imagery';
import type { GeoTIFF, GeoTIFFImage } from 'geotiff';
import { type Unproject, unprojectBy } from './map-projection.ts';

/** Pixels from left and top. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a scene's pixels lie on the map: the upper left corner and the size of a pixel, north up. */
export interface SceneGrid {
  readonly width: number;
  readonly height: number;
  readonly epsg: number;
  readonly x: number;
  readonly y: number;
  readonly pixelX: number;
  /** Positive: rows go south. */
  readonly pixelY: number;
  readonly unproject: Unproject;
}

/** A GeoTIFF whose head was read. */
export interface Scene {
  readonly grid: SceneGrid;
  readonly bands: number;
  /** What the file says of when it was made, taken for UTC. */
  readonly takenAt?: Instant;
  /** One band (from 0) of a window. */
  read(band: number, window: Window): Promise<Result<Raster, string>>;
  close(): Promise<void>;
}

/** Pixels of one window: 100 MB as numbers. */
const MOST_PIXELS = 25e6;
/** A tile of this many values is unpacked at most: a bomb is not. */
const MOST_IN_TILE = 16 * 1024 * 1024;
const UTM_NORTH = 16_000;
const UTM_SOUTH = 16_100;

/**
 * Opens a GeoTIFF or a cloud-optimised one: a file, or an address that answers ranges. Of the pixels only those of a window are read.
 * The text of an error says what is wrong and what to do.
 */
export async function openScene(place: string): Promise<Result<Scene, string>> {
  let tiff: GeoTIFF | undefined;
  try {
    const { fromFile, fromUrl } = await import('geotiff');
    tiff = /^https?:/.test(place) ? await fromUrl(place) : await fromFile(place);
    const image = await tiff.getImage();
    const grid = gridOf(image);
    if (!grid.ok) {
      await tiff.close();
      return grid;
    }
    const takenAt = await dateOf(image);
    const open = tiff;
    return ok({
      grid: grid.value,
      bands: image.getSamplesPerPixel(),
      ...(takenAt !== undefined && { takenAt }),
      read: (band, window) => readWindow(image, grid.value, band, window),
      close: async () => {
        await open.close();
      },
    });
  } catch (error) {
    await tiff?.close();
    return fail(
      `is no GeoTIFF that can be read: ${String((error as Error).message).slice(0, 120)}`,
    );
  }
}

function gridOf(image: GeoTIFFImage): Result<SceneGrid, string> {
  const keys = image.getGeoKeys();
  if (keys === null) return fail('has no place on the map: georeference it');
  const epsg = epsgOf(keys as Record<string, unknown>);
  const unproject = epsg === undefined ? undefined : unprojectBy(epsg);
  if (epsg === undefined || unproject === undefined)
    return fail(
      'is on a map that is not read here: reproject it to EPSG:4326, EPSG:3857 or a zone of UTM',
    );
  const [x, y] = image.getOrigin();
  const [pixelX, pixelY] = image.getResolution();
  const [width, height] = [image.getWidth(), image.getHeight()];
  const finite = [x, y, pixelX, pixelY].every(Number.isFinite);
  if (
    !finite ||
    x === undefined ||
    y === undefined ||
    !(pixelX !== undefined && pixelX > 0) ||
    !(pixelY !== undefined && pixelY < 0)
  )
    return fail('is not north up: warp it');
  return ok({ width, height, epsg, x, y, pixelX, pixelY: -pixelY, unproject });
}

function epsgOf(keys: Record<string, unknown>): number | undefined {
  const code = (name: string): number | undefined => {
    const value = keys[name];
    return typeof value === 'number' && value !== 32_767 ? value : undefined;
  };
  const projection = code('ProjectionGeoKey');
  const zone = (projection ?? 0) % 100;
  if (code('ProjectedCSTypeGeoKey') !== undefined) return code('ProjectedCSTypeGeoKey');
  if (projection !== undefined && zone >= 1 && zone <= 60) {
    if (projection - zone === UTM_NORTH) return 32_600 + zone;
    if (projection - zone === UTM_SOUTH) return 32_700 + zone;
  }
  return keys.GTModelTypeGeoKey === 2 ? code('GeographicTypeGeoKey') : undefined;
}

async function dateOf(image: GeoTIFFImage): Promise<Instant | undefined> {
  const directory = image.fileDirectory;
  if (!directory.hasTag('DateTime')) return undefined;
  const said = String(await directory.loadValue('DateTime')).replace(/\0.*$/s, '');
  const [, year, month, day, clock] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(said) ?? [];
  return parseInstant(`${year}-${month}-${day}T${clock}Z`);
}

async function readWindow(
  image: GeoTIFFImage,
  { width, height }: SceneGrid,
  band: number,
  window: Window,
): Promise<Result<Raster, string>> {
  const { left, top } = window;
  const [right, bottom] = [left + window.width, top + window.height];
  const whole = [left, top, window.width, window.height].every(Number.isInteger);
  if (
    !whole ||
    left < 0 ||
    top < 0 ||
    window.width < 1 ||
    window.height < 1 ||
    right > width ||
    bottom > height
  )
    return fail(`has ${width} by ${height} pixels: ask for a window inside`);
  if (window.width * window.height > MOST_PIXELS)
    return fail(`a window has at most ${MOST_PIXELS} pixels: ask for a smaller one`);
  if (!(band >= 0 && band < image.getSamplesPerPixel()))
    return fail(`has ${image.getSamplesPerPixel()} bands`);
  if (image.getTileWidth() * image.getTileHeight() * image.getSamplesPerPixel() > MOST_IN_TILE)
    return fail('has too large tiles: write it as a cloud-optimised GeoTIFF');
  try {
    const read = await image.readRasters({
      window: [left, top, right, bottom],
      samples: [band],
      interleave: false,
    });
    const [samples] = read as unknown as readonly ArrayLike<number>[];
    const nothing = image.getGDALNoData();
    const values = Float32Array.from(samples ?? [], (value) =>
      value === nothing ? Number.NaN : value,
    );
    return ok({ width: window.width, height: window.height, values });
  } catch (error) {
    return fail(`cannot be unpacked: ${String((error as Error).message).slice(0, 120)}`);
  }
}
