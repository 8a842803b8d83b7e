import { existsSync, readFileSync } from 'node:fs';
import { groundAbout, groundHeight } from '@greenline/coverage';
import fc from 'fast-check';
import { encode } from 'fast-png';
import { writeArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { decodeGeoTiff, decodeHgt, decodeTerrarium, tileAddressOf } from './index.ts';

function sheet(heightOf: (row: number, col: number) => number): Uint8Array {
  const bytes = Buffer.alloc(1_201 * 1_201 * 2);
  for (let i = 0; i < 1_201 * 1_201; i++) {
    bytes.writeInt16BE(heightOf(Math.floor(i / 1_201), i % 1_201), i * 2);
  }
  return bytes;
}

describe('a sheet of SRTM', () => {
  it('has its posts on its edges, from the north-western corner on', () => {
    const raster = decodeHgt(
      sheet((row, col) => row + 2 * col),
      '/maps/N48E036.hgt',
    );
    if (!raster.ok) throw new Error(raster.error.text);
    expect(groundHeight(raster.value, { lon: 36, lat: 49 })).toBe(0);
    expect(groundHeight(raster.value, { lon: 37, lat: 48 })).toBe(1_200 + 2_400);
    expect(groundHeight(raster.value, { lon: 36.5, lat: 48.75 })).toBeCloseTo(300 + 1_200, 3);
    expect(groundHeight(raster.value, { lon: 35.9, lat: 48.5 })).toBeNaN();
  });

  it('of the south and the west lies there', () => {
    const raster = decodeHgt(
      sheet((row) => row),
      'S01W002.hgt',
    );
    if (!raster.ok) throw new Error(raster.error.text);
    expect(groundHeight(raster.value, { lon: -1.5, lat: -0.5 })).toBeCloseTo(600, 3);
  });

  it('has voids that stay unknown', () => {
    const raster = decodeHgt(
      sheet((row) => (row === 600 ? -32_768 : 5)),
      'N48E036.hgt',
    );
    if (!raster.ok) throw new Error(raster.error.text);
    expect(groundHeight(raster.value, { lon: 36.5, lat: 48.5 })).toBeNaN();
    expect(groundHeight(raster.value, { lon: 36.5, lat: 48.6 })).toBe(5);
  });

  it.each([
    ['bad-name', 'sheet.hgt', sheet(() => 0)],
    ['bad-name', 'N95E036.hgt', sheet(() => 0)],
    ['malformed', 'N48E036.hgt', new Uint8Array(1_000)],
  ])('is refused as %s', (kind, name, bytes) => {
    expect(decodeHgt(bytes, name)).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('a terrarium tile', () => {
  it('is read by its colours, in its place', () => {
    const data = Uint8Array.from(
      { length: 256 * 256 * 3 },
      (_, i) => [128, i % 2 === 0 ? 100 : 100, 128][i % 3] ?? 0,
    );
    const raster = decodeTerrarium(encode({ width: 256, height: 256, data, channels: 3 }), {
      zoom: 1,
      x: 1,
      y: 0,
    });
    if (!raster.ok) throw new Error(raster.error.text);
    expect(groundHeight(raster.value, { lon: 90, lat: 40 })).toBeCloseTo(100.5, 5);
    expect(groundHeight(raster.value, { lon: -90, lat: 40 })).toBeNaN();
  });

  it.skipIf(!existsSync('../shared/data/13-terrain-vector'))(
    'of the real world has its heights',
    () => {
      const bytes = readFileSync('../shared/data/13-terrain-vector/terrarium.png');
      const raster = decodeTerrarium(bytes, { zoom: 10, x: 906, y: 404 });
      if (!raster.ok) throw new Error(raster.error.text);
      const { z } = raster.value;
      expect(z.every((height) => height > -500 && height < 9_000)).toBe(true);
    },
  );

  it('is told by the end of its path', () => {
    expect(tileAddressOf('/tiles/10/906/404.png')).toEqual({ zoom: 10, x: 906, y: 404 });
    expect(tileAddressOf('/tiles/1/9/0.png')).toBeUndefined();
    expect(tileAddressOf('terrarium.png')).toBeUndefined();
  });

  it('that claims to be vast is refused by its header', () => {
    const png = Buffer.from(encode({ width: 1, height: 1, data: new Uint8Array(3), channels: 3 }));
    png.writeUInt32BE(2 ** 30, 16);
    png.writeUInt32BE(2 ** 30, 20);
    expect(decodeTerrarium(png, { zoom: 0, x: 0, y: 0 })).toMatchObject({
      error: { kind: 'too-large' },
    });
  });

  it('never throws, whatever the bytes', () => {
    const sound = encode({ width: 4, height: 4, data: new Uint8Array(48), channels: 3 });
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), (at, value) => {
        const bytes = sound.slice();
        bytes[at] = value;
        decodeTerrarium(bytes, { zoom: 0, x: 0, y: 0 });
        decodeTerrarium(bytes.slice(0, at), { zoom: 0, x: 0, y: 0 });
      }),
    );
  });
});

describe('a GeoTIFF', () => {
  const write = (metadata: object) =>
    new Uint8Array(
      writeArrayBuffer(
        Array.from({ length: 100 }, (_, i) => i),
        {
          width: 10,
          height: 10,
          ModelPixelScale: [0.1, 0.1, 0],
          ModelTiepoint: [0, 0, 0, 36, 49, 0],
          GeographicTypeGeoKey: 4326,
          GTModelTypeGeoKey: 2,
          GTRasterTypeGeoKey: 1,
          ...metadata,
        },
      ),
    );

  it('is read by the middles of its pixels', async () => {
    const raster = await decodeGeoTiff(write({}));
    if (!raster.ok) throw new Error(raster.error.text);
    expect(groundHeight(raster.value, { lon: 36.05, lat: 48.95 })).toBeCloseTo(0, 4);
    expect(groundHeight(raster.value, { lon: 36.25, lat: 48.65 })).toBeCloseTo(32, 4);
  });

  it('of metres is refused, with what to do', async () => {
    const made = await decodeGeoTiff(write({ ProjectedCSTypeGeoKey: 32637, GTModelTypeGeoKey: 1 }));
    expect(made).toMatchObject({
      error: { kind: 'unsupported', text: expect.stringContaining('4326') },
    });
  });

  it('that is none is refused', async () => {
    expect(await decodeGeoTiff(new Uint8Array(100))).toMatchObject({
      error: { kind: 'malformed' },
    });
    expect(await decodeGeoTiff(write({}).slice(0, 150))).toMatchObject({ ok: false });
  });
});

describe('the ground about a place', () => {
  it('is laid out in metres, north up', () => {
    const raster = decodeHgt(
      sheet((row) => 1_200 - row),
      'N48E036.hgt',
    );
    if (!raster.ok) throw new Error(raster.error.text);
    const grid = groundAbout([raster.value], { lon: 36.5, lat: 48.5 }, 3_000, 30);
    if (!grid.ok) throw new Error(grid.error.text);
    const { z, width } = grid.value;
    const middle = (width - 1) / 2;
    // A degree of latitude is 111.2 km here, and 1,200 m of height.
    const rise =
      (z[(middle - 100) * width + middle] as number) - (z[middle * width + middle] as number);
    expect(rise).toBeCloseTo((3_000 / 111_220) * 1_200, 1);
  });

  it('that no file covers is refused', () => {
    expect(groundAbout([], { lon: 36, lat: 48 }, 1_000, 30)).toMatchObject({
      error: { kind: 'no-terrain' },
    });
  });
});
