import { metres, type Result } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandZone,
  boundaryShift,
  destination,
  discZone,
  intersection,
  lineOf,
  lineShift,
  measureFromLine,
  type PreparedArea,
  polygonZone,
  prepareArea,
  union,
} from './index.ts';

const good = <T>(result: Result<T, { readonly text: string }>): T => {
  if (!result.ok) throw new Error(result.error.text);
  return result.value;
};
const CENTRE = { lon: 35, lat: 48 };
const disc = (radius: number, centre = CENTRE) =>
  good(prepareArea(good(discZone(centre, metres(radius)))));
const course = (middle: number) =>
  good(
    lineOf([
      { lon: 35, lat: 48 },
      { lon: 36, lat: middle },
      { lon: 37, lat: 48 },
    ]),
  );
const line = course(48.0001);
const band = (depth: number, along = line) =>
  good(prepareArea(good(bandZone(along, { left: metres(depth), right: metres(depth) }))));

const shiftOf = (before: PreparedArea, after: PreparedArea): number =>
  boundaryShift(before, after) ?? Number.NaN;

describe('how far a boundary moved at most', () => {
  it('is what a radius or a depth grew by', () => {
    expect(shiftOf(disc(1000), disc(3500))).toBeCloseTo(2500, -1);
    expect(shiftOf(band(20_000), band(30_000)) / 1000).toBeCloseTo(10, 1);
  });

  it('is more in the hollow of a bend, where two edges meet aslant', () => {
    // Both sides of the bend turn by about 16.5 degrees: the corner moves by 10 km over their cosine.
    const bent = course(48.2);
    const expected = 10 / Math.cos((16.6 * Math.PI) / 180);
    expect(shiftOf(band(20_000, bent), band(30_000, bent)) / 1000).toBeCloseTo(expected, 1);
  });

  it('is how far a disc was carried', () => {
    const there = destination(CENTRE, 70, metres(5000));
    expect(Math.abs(shiftOf(disc(1000), disc(1000, there)) - 5000)).toBeLessThan(6);
  });

  it('is found in the middle of an edge, far from every corner', () => {
    const square = (east: readonly { lon: number; lat: number }[]) =>
      good(
        prepareArea(
          good(
            polygonZone([
              {
                outer: [
                  { lon: 35, lat: 48 },
                  ...east,
                  { lon: 35, lat: 48.5 },
                  { lon: 35, lat: 48 },
                ],
                holes: [],
              },
            ]),
          ),
        ),
      );
    const [low, high] = [
      { lon: 36, lat: 48 },
      { lon: 36, lat: 48.5 },
    ];
    // The edge between two corners that stay is bent in to a third: its middle is left farthest behind.
    const bent = square([low, { lon: 35.9, lat: 48.25 }, high]);
    expect(shiftOf(square([low, high]), bent)).toBeGreaterThan(7000);
    expect(shiftOf(square([low, high]), bent)).toBeLessThan(7500);
  });

  it('counts a part that came to it, as far as it lies away', () => {
    const far = destination(CENTRE, 90, metres(20_000));
    const both = good(
      prepareArea(
        good(union([good(discZone(CENTRE, metres(1000))), good(discZone(far, metres(500)))])),
      ),
    );
    expect(Math.abs(shiftOf(disc(1000), both) - 19_500)).toBeLessThan(25);
  });

  it('is unknown where there is no boundary', () => {
    const apart = [disc(1000).area, disc(1000, destination(CENTRE, 90, metres(9000))).area];
    const nothing = good(prepareArea(good(intersection(apart))));
    expect(boundaryShift(disc(1000), nothing)).toBeUndefined();
  });

  it('is nothing where nothing moved', () => {
    expect(shiftOf(band(20_000), band(20_000))).toBeLessThan(0.01);
    expect(lineShift(line, line)).toBeLessThan(0.01);
  });

  it('is the same whichever came first, for lines of all sorts', () => {
    const place = fc.record({
      lon: fc.double({ min: 35, max: 36, noNaN: true }),
      lat: fc.double({ min: 48, max: 49, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 4 }), place, (places, end) => {
        const other = lineOf([...places.slice(1), end]);
        const one = lineOf(places);
        fc.pre(one.ok && other.ok);
        if (!one.ok || !other.ok) return;
        const shift = lineShift(one.value, other.value);
        expect(lineShift(other.value, one.value)).toBe(shift);
        for (const corner of one.value.positions)
          expect(measureFromLine(other.value, 'left', corner).distance).toBeLessThanOrEqual(
            shift + 0.1 + shift * 1e-4,
          );
      }),
      { numRuns: 30 },
    );
  });
});
