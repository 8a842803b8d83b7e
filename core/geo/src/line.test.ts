import { metres } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  azimuthTo,
  destination,
  distanceBetween,
  fromLocal,
  geodesicBetween,
  type Line,
  lengthKm,
  lineOf,
  localFrame,
  measureFromLine,
  type Position,
  signedDistance,
  toLocal,
} from './index.ts';

const at = (lon: number, lat: number): Position => ({ lon, lat });

function line(...places: [number, number][]): Line {
  const made = lineOf(places.map(([lon, lat]) => ({ lon, lat })));
  if (!made.ok) throw new Error(made.error.text);
  return made.value;
}

describe('geodesics on WGS 84', () => {
  // Source: GeographicLib's own test GeodSolve0 (Karney).
  it('agree with the published path from New York to Paris', () => {
    const path = geodesicBetween(at(-73.8, 40.6), at(2.55, 49.01666667));
    expect(path.azimuth).toBeCloseTo(53.47022, 4);
    expect(path.arrivalAzimuth).toBeCloseTo(111.59367, 4);
    expect(path.distance).toBeCloseTo(5853226.2556, 3);
  });

  // Source: Python geographiclib 2.0, Geodesic.WGS84.Inverse and Direct.
  it('agree with an independent implementation over 250 and 40 km', () => {
    expect(distanceBetween(at(36.2, 50), at(37.8, 48))).toBeCloseTo(251335.42990673, 5);
    const end = destination(at(30, 47), 75, metres(40_000));
    expect(end.lat).toBeCloseTo(47.09199470624391, 12);
    expect(end.lon).toBeCloseTo(30.508885188352227, 12);
  });

  it('cross the date line the short way', () => {
    expect(distanceBetween(at(179.9, -16), at(-179.9, -16))).toBeLessThan(22_000);
    expect(azimuthTo(at(179.9, 0), at(-179.9, 0))).toBeCloseTo(90, 9);
  });
});

describe('a local frame', () => {
  it('takes a position out and home again', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        fc.double({ min: -89, max: 89, noNaN: true }),
        (east, north, lat) => {
          const frame = localFrame('post', at(179.99, lat));
          const back = toLocal(frame, fromLocal(frame, { east, north, up: 120 }));
          expect(back.east).toBeCloseTo(east, 5);
          expect(back.north).toBeCloseTo(north, 5);
          expect(back.up).toBeCloseTo(120, 5);
        },
      ),
    );
  });

  it('has north before it and east to its right', () => {
    const frame = localFrame('post', at(30, 47));
    expect(toLocal(frame, at(30, 47.001)).north).toBeCloseTo(111.17, 1);
    expect(toLocal(frame, at(30.001, 47)).east).toBeCloseTo(76.06, 1);
  });
});

describe('a line is refused, the vertex named', () => {
  const error = (places: readonly Position[]) => {
    const made = lineOf(places);
    return made.ok ? undefined : made.error;
  };

  it('with fewer than two vertices', () => {
    expect(error([at(1, 2)])).toMatchObject({ kind: 'too-few', count: 1 });
  });

  it('with a vertex off the earth', () => {
    expect(error([at(1, 2), at(181, 3)])).toMatchObject({
      kind: 'bad-vertex',
      vertex: 1,
      error: { kind: 'out-of-range', coordinate: 'lon' },
    });
  });

  it('with longitude and latitude exchanged where that shows', () => {
    const swapped = error([at(1, 2), at(2, 3), at(48, 137)]);
    expect(swapped).toMatchObject({ kind: 'bad-vertex', vertex: 2, error: { kind: 'swapped' } });
  });

  it('with a vertex that is no number', () => {
    const error1 = error([at(Number.NaN, 2), at(2, 3)]);
    expect(error1).toMatchObject({
      kind: 'bad-vertex',
      vertex: 0,
      error: { kind: 'not-a-number' },
    });
  });

  it('with a vertex repeated', () => {
    expect(error([at(1, 2), at(2, 3), at(2, 3)])).toMatchObject({ kind: 'duplicate', vertex: 2 });
  });

  it('where it crosses itself', () => {
    const eight = [at(0, 0), at(1, 1), at(2, 0), at(2, 1), at(0.5, -0.5)];
    expect(error(eight)).toMatchObject({ kind: 'self-crossing', vertex: 1, other: 3 });
  });

  it('where it touches itself or folds back', () => {
    expect(error([at(0, 0), at(2, 0), at(2, 1), at(1, 0)])?.kind).toBe('self-crossing');
    expect(error([at(0, 0), at(2, 0), at(1, 0)])?.kind).toBe('self-crossing');
  });

  it('where it folds back by a longer or a shorter way than it came', () => {
    for (const lat of [44.0001, 44.01, 44.029, 44.031, 44.04, 45])
      expect(error([at(5, 44.03), at(5, 44), at(5, lat)])?.kind).toBe('self-crossing');
    expect(error([at(5, 44.03), at(5, 44), at(5.0001, 44.01)])).toBeUndefined();
  });

  it('where it is closed and needs ends', () => {
    const ring = [at(0, 0), at(1, 0), at(1, 1), at(0, 0)];
    expect(error(ring)).toMatchObject({ kind: 'closed', vertex: 3 });
    expect(lineOf(ring, { allowClosed: true }).ok).toBe(true);
  });

  it('within a degree of a pole', () => {
    expect(error([at(0, 88), at(10, 89.5)])).toMatchObject({ kind: 'near-pole', vertex: 1 });
  });
});

/** Steps of a few millimetres, in degrees. */
const BESIDE = [
  [0, 5e-8],
  [0, -5e-8],
  [5e-8, 0],
  [-5e-8, 0],
] as const;

describe('the distance to a line', () => {
  // Source: Python geographiclib 2.0, golden-section search along InverseLine.
  it.each([
    [at(37, 48.4), line([36, 48], [38, 48.3]), 26606.201087924892],
    [at(35.9, 47.9), line([36, 48], [38, 48.3]), 13395.062779303955],
    [at(33.6, 35.3), line([33, 35.1], [34, 35.1]), 22079.031758342884],
    [at(-179.9, -16.5), line([179.5, -16.2], [-179.5, -16.4]), 19440.564626591455],
  ])('agrees with an independent search (%#)', (place, course, expected) => {
    expect(measureFromLine(course, 'left', place).distance).toBeCloseTo(expected, 5);
    expect(Math.abs(signedDistance(course, 'left', place))).toBeCloseTo(expected, 2);
  });

  it('is positive on the named side and negative across', () => {
    const north = line([30, 46], [30, 48]);
    expect(signedDistance(north, 'left', at(29.9, 47))).toBeGreaterThan(7000);
    expect(signedDistance(north, 'right', at(29.9, 47))).toBeLessThan(-7000);
    expect(measureFromLine(north, 'right', at(29.9, 47)).side).toBe('left');
  });

  it('is zero on the line and on a vertex', () => {
    const north = line([30, 46], [30, 47], [30, 48]);
    expect(measureFromLine(north, 'left', at(30, 46.5)).distance).toBeLessThan(1e-6);
    expect(measureFromLine(north, 'right', at(30, 47)).signed).toBe(0);
  });

  it('tells the side at a hairpin from the nearest bend, not from a segment drawn on', () => {
    const hairpin = line([0, 0], [1, 0], [0, 0.02]);
    expect(signedDistance(hairpin, 'right', at(1.05, 0.03))).toBeGreaterThan(0);
    expect(signedDistance(hairpin, 'right', at(1.05, -0.03))).toBeGreaterThan(0);
    expect(signedDistance(hairpin, 'left', at(0.5, 0.005))).toBeGreaterThan(0);
    expect(signedDistance(hairpin, 'right', at(0.5, 0.05))).toBeGreaterThan(0);
  });

  it('says where along the line, and whether past its end', () => {
    const north = line([30, 46], [30, 47], [30, 48]);
    const beside = measureFromLine(north, 'left', at(30.1, 47));
    expect(beside).toMatchObject({ pastEnd: false });
    expect(beside.along).toBeGreaterThan(111_000);
    expect(beside.along).toBeLessThan(111_300);
    expect(measureFromLine(north, 'left', at(30, 48.1)).pastEnd).toBe(true);
    expect(lengthKm(north)).toBeCloseTo(222.3416690377391, 9);
  });

  it('works over the pole side of the date line as anywhere else', () => {
    const home = line([10, 70], [11, 70.2], [12, 70]);
    const away = line([179, 70], [-180, 70.2], [-179, 70]);
    const here = measureFromLine(home, 'left', at(10.7, 70.6)).signed;
    expect(measureFromLine(away, 'left', at(179.7, 70.6)).signed).toBeCloseTo(here, 6);
  });

  it('is mirrored by mirroring the geometry', () => {
    const lon = fc.double({ min: -2, max: 2, noNaN: true });
    const lat = fc.double({ min: 44, max: 47, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(lon, lat), { minLength: 2, maxLength: 6 }),
        lon,
        lat,
        (places, x, y) => {
          const one = lineOf(places.map(([a, b]) => at(a, b)));
          const other = lineOf(places.map(([a, b]) => at(-a, b)));
          expect(other.ok).toBe(one.ok);
          if (!one.ok || !other.ok) return;
          const before = measureFromLine(one.value, 'left', at(x, y));
          const after = measureFromLine(other.value, 'right', at(-x, y));
          expect(after.distance).toBeCloseTo(before.distance, 6);
          const quick = signedDistance(one.value, 'left', at(x, y));
          const mirrored = signedDistance(other.value, 'right', at(-x, y));
          expect(Math.abs(mirrored)).toBeCloseTo(Math.abs(quick), 6);
          // On the line itself, and behind its end where it would go on, rounding alone says on which side.
          const isClear = BESIDE.every(([east, north]) => {
            const beside = signedDistance(one.value, 'left', at(x + east, y + north));
            return beside > 0 === quick > 0;
          });
          if (!isClear) return;
          expect(after.signed).toBeCloseTo(before.signed, 6);
          expect(mirrored).toBeCloseTo(quick, 6);
        },
      ),
      { numRuns: 200 },
    );
  });
});
