import { concat, hex, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBundle,
  decodeTile,
  encodeBundle,
  encodeTile,
  MAX_LEAF,
  parseTilePath,
  type TileLevel,
  tilePath,
  tileWidth,
} from './tiles.ts';

const tileName = fc.record({
  level: fc.oneof(fc.constant<TileLevel>('entries'), fc.integer({ min: 0, max: 6 })),
  index: fc.nat({ max: 2 ** 45 }),
  width: fc.integer({ min: 1, max: 256 }),
});

describe('the path of a tile', () => {
  // Source: C2SP tlog-tiles, "Merkle Tree" and "Partial Tiles".
  it.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 1_234_067, width: 7 }, 'tile/0/x001/x234/067.p/7'],
    [{ level: 2, index: 0, width: 1 }, 'tile/2/000.p/1'],
    [{ level: 'entries', index: 999, width: 256 }, 'tile/entries/999'],
    [{ level: 'entries', index: 1000, width: 255 }, 'tile/entries/x001/000.p/255'],
  ] as const)('of %o is %s', (name, path) => {
    expect(tilePath(name)).toBe(path);
    expect(parseTilePath(path)).toEqual(name);
  });

  it.each([
    'tile/0/67',
    'tile/00/067',
    'tile/0/x000/067',
    'tile/0/001/067',
    'tile/0/067.p/0',
    'tile/0/067.p/256',
    'tile/0/067.p/07',
    'tile/-1/067',
    'tile/entries/067/',
    '../tile/0/067',
    'checkpoint',
  ])('is not %s', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(tileName, (name) => {
        expect(parseTilePath(tilePath(name))).toEqual(name);
      }),
    );
  });
});

describe('the width of a tile', () => {
  // Source: C2SP tlog-tiles, "Partial Tiles": the trees of 70,000 and of 256 leaves.
  it.each([
    [0, 272, 70_000, 256],
    [0, 273, 70_000, 112],
    [1, 0, 70_000, 256],
    [1, 1, 70_000, 17],
    [2, 0, 70_000, 1],
    [0, 274, 70_000, 0],
    [0, 0, 256, 256],
    [1, 0, 256, 1],
  ])('of level %i, index %i in a tree of %i is %i', (level, index, size, width) => {
    expect(tileWidth(level, index, size)).toBe(width);
  });
});

describe('an entry bundle', () => {
  // Source: transparency-dev/tessera, testdata/log, tile/entries/000.p/3.
  it('holds each leaf after its length in two bytes', () => {
    const bundle = encodeBundle([utf8('one'), utf8('two'), utf8('three')]);
    expect(hex(bundle)).toBe('00036f6e65000374776f00057468726565');
  });

  it('is read as it was written, and not if a byte is missing or one too many', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1 }), (leaves) => {
        const bytes = encodeBundle(leaves);
        expect(decodeBundle(bytes, leaves.length)).toEqual(leaves);
        expect(decodeBundle(bytes, leaves.length + 1)).toBeUndefined();
        expect(decodeBundle(bytes.subarray(0, -1), leaves.length)).toBeUndefined();
        expect(decodeBundle(concat(bytes, Uint8Array.of(0)), leaves.length)).toBeUndefined();
      }),
    );
  });

  it('takes a leaf of 65,535 bytes', () => {
    const leaf = new Uint8Array(MAX_LEAF).fill(7);
    expect(decodeBundle(encodeBundle([leaf]), 1)).toEqual([leaf]);
  });

  it('never throws on bytes from outside', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 1, max: 256 }), (bytes, width) => {
        expect([width, undefined]).toContain(decodeBundle(bytes, width)?.length);
        expect([width, undefined]).toContain(decodeTile(bytes, width)?.length);
      }),
    );
  });
});

describe('a tile', () => {
  it('is its hashes, one after another', () => {
    const hashes = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(encodeTile(hashes)).toHaveLength(64);
    expect(decodeTile(encodeTile(hashes), 2)).toEqual(hashes);
    expect(decodeTile(encodeTile(hashes), 1)).toBeUndefined();
  });
});
