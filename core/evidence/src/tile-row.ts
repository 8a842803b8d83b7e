import { encodeBundle, encodeTile, TILE_WIDTH, type TileLevel, type TileName } from './tiles.ts';

/** The right end of one level while it grows: what no full tile holds yet, or none that is written. */
export interface TileRow {
  readonly level: TileLevel;
  /** Index of the tile that `parts` begins. */
  readonly first: number;
  /** Hashes, or leaves of the entry bundles. */
  readonly parts: Uint8Array[];
  /** How many of the parts the store already has. */
  readonly written: number;
}

/** A file to be written. */
export interface TileFile {
  readonly name: TileName;
  readonly bytes: Uint8Array;
}

/** The full tiles of a row, and its partial one, as far as the store has not got them. */
export function filesOf({ level, first, parts, written }: TileRow): TileFile[] {
  if (parts.length === written) return [];
  const encode = level === 'entries' ? encodeBundle : encodeTile;
  const tiles = Math.ceil(parts.length / TILE_WIDTH);
  return Array.from({ length: tiles }, (_, i) => {
    const part = parts.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH);
    return { name: { level, index: first + i, width: part.length }, bytes: encode(part) };
  });
}

/** The row once its files are written: only the partial tile is kept in mind. */
export function afterWriting({ level, first, parts }: TileRow): TileRow {
  const full = Math.floor(parts.length / TILE_WIDTH);
  const rest = parts.slice(full * TILE_WIDTH);
  return { level, first: first + full, parts: rest, written: rest.length };
}
