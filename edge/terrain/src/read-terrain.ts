import { readFileSync, statSync } from 'node:fs';
import type { Result } from '@greenline/base';
import type { ElevationRaster } from '@greenline/coverage';
import { decodeGeoTiff } from './geotiff.ts';
import { decodeHgt } from './hgt.ts';
import { refuse, type TerrainError } from './terrain-error.ts';
import { decodeTerrarium, tileAddressOf } from './terrarium.ts';

const MOST_BYTES = 500_000_000;

/** Reads a file of heights, told by its name: .tif, .hgt, or a terrarium tile as zoom/x/y.png. Throws where the disk fails. */
export async function readTerrain(path: string): Promise<Result<ElevationRaster, TerrainError>> {
  const { size } = statSync(path);
  if (size > MOST_BYTES) return refuse('too-large', `has ${size} bytes: cut out what is needed`);
  const name = path.toLowerCase();
  if (name.endsWith('.tif') || name.endsWith('.tiff')) return decodeGeoTiff(readFileSync(path));
  if (name.endsWith('.hgt')) return decodeHgt(readFileSync(path), path);
  if (name.endsWith('.png')) {
    const address = tileAddressOf(path);
    if (address === undefined) return refuse('bad-name', 'name the tile as zoom/x/y.png');
    return decodeTerrarium(readFileSync(path), address);
  }
  return refuse('unsupported', 'is no .tif, .hgt or .png: give one of these');
}
