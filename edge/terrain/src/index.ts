export { decodeGeoTiff } from './geotiff.ts';
export { decodeHgt } from './hgt.ts';
export { readTerrain } from './read-terrain.ts';
export type { TerrainError } from './terrain-error.ts';
export { decodeTerrarium, type TileAddress, tileAddressOf } from './terrarium.ts';
