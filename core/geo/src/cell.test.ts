import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, coarsen, distanceBetween, inForce } from './index.ts';

const lon = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -90, max: 90, noNaN: true });

describe('the 1-km grid', () => {
  it('puts every position in one cell that holds it, and its centre in the same', () => {
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const cell = coarsen({ lon: x, lat: y });
        const { west, south, east, north } = cell.bounds;
        expect(y).toBeGreaterThanOrEqual(south - 1e-12);
        expect(y).toBeLessThanOrEqual(north + 1e-12);
        expect(x === 180 ? -180 : x).toBeGreaterThanOrEqual(west - 1e-9);
        expect(x === 180 ? -180 : x).toBeLessThanOrEqual(east + 1e-9);
        expect(coarsen(cell.centre)).toEqual(cell);
      }),
    );
  });

  it('has no cell smaller than 1 km either way, anywhere', () => {
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const { west, south, east, north } = coarsen({ lon: x, lat: y }).bounds;
        expect(
          distanceBetween({ lon: 0, lat: south }, { lon: 0, lat: north }),
        ).toBeGreaterThanOrEqual(1000);
        if (east - west === 360) return;
        const narrow = Math.abs(south) > Math.abs(north) ? south : north;
        expect(
          distanceBetween({ lon: west, lat: narrow }, { lon: east, lat: narrow }),
        ).toBeGreaterThanOrEqual(999.9999);
      }),
    );
  });

  it('gives all of a cell one and the same answer', () => {
    const { bounds } = coarsen({ lon: 33.3, lat: 35.1 });
    const ids = Array.from({ length: 100 }, (_, i) =>
      JSON.stringify(
        coarsen({
          lon: bounds.west + ((bounds.east - bounds.west) * (i + 0.5)) / 100,
          lat: bounds.south + ((bounds.north - bounds.south) * ((i * 37) % 100) + 0.5e-4) / 100,
        }),
      ),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('knows one date line and one place at each pole', () => {
    expect(coarsen({ lon: 180, lat: 10 }).id).toBe(coarsen({ lon: -180, lat: 10 }).id);
    expect(coarsen({ lon: 77, lat: 90 }).id).toBe(coarsen({ lon: -5, lat: 89.999 }).id);
    expect(coarsen({ lon: 77, lat: -90 }).polygon.polygons[0]?.outer).toHaveLength(13);
  });

  it('comes in other sizes, told apart by their ids', () => {
    expect(cellOf({ lon: 33.3, lat: 35.1 }, 10_000).id).toMatch(/^10000\//);
    expect(() => cellOf({ lon: 0, lat: 0 }, 0)).toThrow(RangeError);
  });
});

describe('validity', () => {
  it('includes its first moment and not its last', () => {
    const zone = { validity: { from: instant(1000), to: instant(2000) } };
    expect([999, 1000, 1999, 2000].map((ms) => inForce(zone, instant(ms)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(inForce({}, instant(0))).toBe(true);
    expect(inForce({ validity: { to: instant(5) } }, instant(4))).toBe(true);
  });
});
