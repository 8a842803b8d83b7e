import { roundDistance } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  discZone,
  distanceBetween,
  exactSigned,
  type Line,
  lineOf,
  measureFromLine,
  type Position,
  prepareArea,
} from './index.ts';

function line(...places: [number, number][]): Line {
  const made = lineOf(places.map(([lon, lat]) => ({ lon, lat })));
  if (!made.ok) throw new Error(made.error.text);
  return made.value;
}

/** Bends, a segment of 300 km, one of 40 m, a turn back, and the date line. */
const LINES = [
  line([30, 48], [30.2, 48.1], [30.2003, 48.1003], [34, 47], [33.9, 47.3], [34.4, 47.5]),
  line([179.5, -16.2], [-179.9, -16.3], [-179.5, -16]),
  line([20, 69.5], [21, 70], [22, 69.7]),
] as const;

const offset = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const nearLine = fc
  .tuple(
    fc.constantFrom(...LINES),
    fc.nat(),
    fc.constantFrom(1e-6, 1e-3, 0.03, 0.3, 1.5, 5),
    offset(1),
    offset(1),
  )
  .map(([of, vertex, size, east, north]) => {
    const at = of.positions[vertex % of.positions.length] as Position;
    return { of, place: { lon: at.lon + size * east, lat: at.lat + size * north } };
  })
  .map(({ of, place: { lon, lat } }) => ({
    of,
    place: { lon: lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, lat },
  }));

describe('the distance that a finding states', () => {
  it('is Karney’s to the millimetre, wherever the place lies', () => {
    fc.assert(
      fc.property(nearLine, ({ of, place }) => {
        const stated = roundDistance(exactSigned(of, 'left', place));
        expect(stated).toBeCloseTo(roundDistance(measureFromLine(of, 'left', place).signed), 9);
      }),
      { numRuns: 4000 },
    );
  });

  it('is the same asked twice, and after other places', () => {
    const [of] = LINES;
    const place = { lon: 30.7, lat: 48.3 };
    const first = exactSigned(of, 'left', place);
    exactSigned(of, 'left', { lon: 31.7, lat: 47.3 });
    expect(exactSigned(of, 'left', place)).toBe(first);
    expect(exactSigned(of, 'right', place)).toBe(-first);
  });

  it('is Karney’s to the millimetre from the centre of a disc', () => {
    const centre = { lon: 31, lat: 48.25 };
    const disc = discZone(centre, 20_000);
    const area = disc.ok ? prepareArea(disc.value) : disc;
    if (!area.ok) throw new Error(area.error.text);
    fc.assert(
      fc.property(fc.constantFrom(1e-5, 0.1, 2, 5), offset(1), offset(1), (size, east, north) => {
        const place = { lon: centre.lon + size * east, lat: centre.lat + size * north };
        const stated = roundDistance(area.value.insideBy(place));
        expect(stated).toBeCloseTo(roundDistance(20_000 - distanceBetween(centre, place)), 9);
      }),
      { numRuns: 2000 },
    );
  });
});
