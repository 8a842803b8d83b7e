import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { JsonObject } from '@greenline/base';
import {
  type ElevationGrid,
  isHeight,
  type PlacedCase,
  parsePlacedCase,
  parseViewshedCase,
  type ViewshedCase,
  viewshed,
  visibleCells,
} from '@greenline/coverage';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { readBytes, readJson } from '../input-file.ts';
import { OutputFolder } from '../output-file.ts';
import { placedViewsheds } from '../placed-viewshed.ts';

export function addViewshed(program: Command): void {
  program
    .command('viewshed')
    .description('Which cells of a terrain observers see: counts, and a mask for each.')
    .requiredOption('--case <file>', 'the terrain and its observers')
    .requiredOption('--out <dir>', 'expected.json and mask_*.u8, one byte a cell, 1 is seen')
    .action(async (options: { case: string; out: string }) => {
      const json = jsonOf(options.case);
      const results =
        'terrain' in json
          ? await placedViewsheds(options.case, placedOf(options.case, json))
          : plainViewsheds(options.case, json);
      const folder = new OutputFolder(options.out);
      const rows = results.map(({ id, mask: cells, ...counts }) => {
        const mask = `mask_${id}.u8`;
        folder.file(mask).bytes(cells);
        return { id, ...counts, mask, maskSha256: sha256(cells) };
      });
      folder.file('expected.json').write(`${JSON.stringify({ results: rows }, undefined, 1)}\n`);
      folder.keep();
    });
}

/** Over one grid of heights, that the case describes. */
function plainViewsheds(path: string, json: JsonObject) {
  const found = parseViewshedCase(json);
  if (!found.ok) throw new Failure(placed(path, found.error.field, found.error.text));
  const grid = gridOf(found.value, join(dirname(path), found.value.file));
  return found.value.observers.map((observer, i) => {
    const shed = viewshed(grid, observer);
    const field = `observers[${i}] (${observer.id})`;
    if (!shed.ok) throw new Failure(placed(path, field, shed.error.text));
    return { id: observer.id, ...visibleCells(grid, shed.value) };
  });
}

function placedOf(path: string, json: JsonObject): PlacedCase {
  const found = parsePlacedCase(json);
  if (!found.ok) throw new Failure(placed(path, found.error.field, found.error.text));
  return found.value;
}

function jsonOf(path: string): JsonObject {
  const json = readJson(path, 'write one object, the case');
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as JsonObject;
  throw new Failure(`${path}: is no JSON object: write one, the case`);
}

function gridOf(
  { width, height, cellM, sha256: said, noData }: ViewshedCase,
  path: string,
): ElevationGrid {
  const bytes = readBytes(path);
  if (bytes.length !== width * height * 4) {
    throw new Failure(
      `${path}: has ${bytes.length} bytes: ${width} × ${height} cells take ${width * height * 4}`,
    );
  }
  if (said !== undefined && said.toLowerCase() !== sha256(bytes)) {
    throw new Failure(`${path}: is not the file that the case names by SHA-256: fetch it again`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const z = Float32Array.from({ length: width * height }, (_, i) => {
    const value = view.getFloat32(i * 4, true);
    return value === noData || !isHeight(value) ? Number.NaN : value;
  });
  return { width, height, cellM, z };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
