import { existsSync, mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, utf8 } from '@greenline/base';
import { changedAreas, sarChange } from '@greenline/imagery';
import { writeArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { geojson } from '../geojson/decode.ts';
import { changeFeatures } from './change-features.ts';
import { unprojectBy } from './map-projection.ts';
import { commonWindow } from './pair.ts';
import { openScene, type SceneGrid } from './scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-scene-'));

describe('a place on a map', () => {
  it.each([
    // Source: manual of GeographicLib's GeoConvert, its first example: 38SMB4488 is 33.33424 44.40363.
    [32638, 444_500, 3_688_500, { lon: 44.40363, lat: 33.33424 }, 5],
    [4326, 33, 35, { lon: 33, lat: 35 }, 9],
    // The edge of the world of web maps: π times the radius.
    [3857, 20_037_508.342789244, 20_037_508.342789244, { lon: 180, lat: 85.05112877980659 }, 9],
  ])('of EPSG %d at %d, %d is where it should be', (epsg, x, y, want, digits) => {
    const at = unprojectBy(epsg)?.(x, y);
    expect(at?.lon).toBeCloseTo(want.lon, digits);
    expect(at?.lat).toBeCloseTo(want.lat, digits);
  });

  it('on the central meridian is the length of the meridian, on either side of the equator', () => {
    // Source: the quarter meridian of WGS 84 is 10,001,965.729 m, times 0.9996.
    const pole = 10_001_965.729 * 0.9996;
    expect(unprojectBy(32636)?.(500_000, pole).lat).toBeCloseTo(90, 7);
    expect(unprojectBy(32736)?.(500_000, 10_000_000 - pole).lat).toBeCloseTo(-90, 7);
    expect(unprojectBy(32636)?.(500_000, 0)).toMatchObject({ lon: 33, lat: expect.closeTo(0, 9) });
  });

  it.each([4258, 32600, 32661, 32800, 2154])('of EPSG %d is not known', (epsg) => {
    expect(unprojectBy(epsg)).toBeUndefined();
  });
});

const grid = (changes: Partial<SceneGrid> = {}): SceneGrid => ({
  width: 100,
  height: 80,
  epsg: 32636,
  x: 500_000,
  y: 3_900_000,
  pixelX: 10,
  pixelY: 10,
  unproject: (lon, lat) => ({ lon, lat }),
  ...changes,
});

describe('two scenes', () => {
  it('share the ground on which both lie', () => {
    const shared = commonWindow(grid(), grid({ x: 500_200, y: 3_900_100 }), {
      left: 0,
      top: 0,
      width: 50,
      height: 200,
    });
    expect(shared).toEqual({
      ok: true,
      value: {
        before: { left: 20, top: 0, width: 30, height: 70 },
        after: { left: 0, top: 10, width: 30, height: 70 },
      },
    });
  });

  it.each([
    ['reproject', { epsg: 32637 }],
    ['resample', { pixelX: 10.1 }],
    ['register', { x: 500_003 }],
    ['share no ground', { x: 600_000 }],
  ])('cannot be compared, and the remedy is told: %s', (remedy, changes) => {
    const shared = commonWindow(grid(), grid(changes));
    expect(!shared.ok && shared.error).toContain(remedy);
  });
});

describe('a GeoTIFF', () => {
  const write = async (name: string, values: Float32Array, width: number) => {
    const path = join(folder, name);
    const bytes = await writeArrayBuffer(values, {
      width,
      height: values.length / width,
      ModelPixelScale: [0.0001, 0.0001, 0],
      ModelTiepoint: [0, 0, 0, 33, 35, 0],
      GeographicTypeGeoKey: 4326,
      GTModelTypeGeoKey: 2,
    });
    await writeFile(path, Buffer.from(bytes as ArrayBuffer));
    return path;
  };
  const open = async (path: string) => {
    const scene = await openScene(path);
    if (!scene.ok) throw new Error(scene.error);
    return scene.value;
  };

  it('is read by window, and knows where it lies', async () => {
    const scene = await open(
      await write(
        'ramp.tif',
        Float32Array.from({ length: 200 }, (_, i) => i),
        20,
      ),
    );
    expect(scene.grid).toMatchObject({
      width: 20,
      height: 10,
      epsg: 4326,
      x: 33,
      y: 35,
      pixelX: 0.0001,
      pixelY: 0.0001,
    });
    const read = await scene.read(0, { left: 3, top: 2, width: 2, height: 2 });
    expect(read.ok && [...read.value.values]).toEqual([43, 44, 63, 64]);
    for (const window of [
      { left: 19, top: 0, width: 2, height: 1 },
      { left: 0, top: 0, width: 0, height: 1 },
      { left: 0.5, top: 0, width: 1, height: 1 },
    ])
      expect(await scene.read(0, window)).toMatchObject({ ok: false });
    expect(await scene.read(1, { left: 0, top: 0, width: 1, height: 1 })).toMatchObject({
      ok: false,
    });
    await scene.close();
  });

  it('that is none is refused', async () => {
    const path = join(folder, 'none.tif');
    await writeFile(path, 'II*\0nothing here');
    expect(await openScene(path)).toMatchObject({ ok: false });
    expect(await openScene(join(folder, 'absent.tif'))).toMatchObject({ ok: false });
  });

  it('before and after gives features that our own decoder reads', async () => {
    const size = 64;
    const flat = (built: number) =>
      Float32Array.from({ length: size * size }, (_, i) => {
        const inside = i % size >= 30 && i % size < 34 && i >= 20 * size && i < 24 * size;
        return (1 + 0.1 * Math.sin(i * 12.9898)) * (inside ? built : 1);
      });
    const [before, after] = [
      await open(await write('a.tif', flat(1), size)),
      await open(await write('b.tif', flat(20), size)),
    ];
    const shared = commonWindow(before.grid, after.grid);
    if (!shared.ok) throw new Error(shared.error);
    const [first, second] = [
      await before.read(0, shared.value.before),
      await after.read(0, shared.value.after),
    ];
    if (!first.ok || !second.ok) throw new Error('not read');
    const map = sarChange(first.value, second.value, { looks: 16, falseAlarmRate: 1e-6 });
    const features = changeFeatures(changedAreas(map, 4), before.grid, shared.value.before, {
      sensor: 'SAR',
      at: instant(Date.UTC(2026, 2, 10)),
      method: 'sar-log-ratio',
      falseAlarmRate: map.falseAlarmRate,
      tested: map.tested,
      leastPixels: 4,
      before: 'sha256:a',
      after: 'sha256:b',
    });
    const lines = [
      ...decodeFile(geojson, utf8(JSON.stringify({ type: 'FeatureCollection', features }))),
    ];
    expect(lines).toMatchObject([
      {
        ok: true,
        observations: [
          {
            position: { lon: expect.closeTo(33.0032, 6), lat: expect.closeTo(34.9978, 6) },
            attributes: {
              change: 'increase',
              pixels: 16,
              falseAlarmRate: 1e-6,
              testedPixels: size * size,
            },
          },
        ],
      },
    ]);
  });
});

describe.skipIf(!existsSync('../shared/data/09-raster'))('real scenes', () => {
  it.each([
    ['cogeo.tif', 3857, 1024],
    ['rgb3.tif', 32618, 400],
    ['rgb4.tif', 32618, 392],
  ])('%s is on EPSG %d, %d pixels wide, and its windows are read', async (file, epsg, width) => {
    const scene = await openScene(`../shared/data/09-raster/${file}`);
    if (!scene.ok) throw new Error(scene.error);
    expect(scene.value.grid).toMatchObject({ epsg, width });
    const read = await scene.value.read(0, { left: 10, top: 10, width: 64, height: 32 });
    expect(read.ok && read.value.values.length).toBe(2048);
    await scene.value.close();
  });
});
