import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaKm2,
  discZone,
  lineFromGeoJson,
  lineOf,
  lineToGeoJson,
  polygonsFromGeoJson,
  polygonZone,
  positionFromGeoJson,
  prepareArea,
  toGeoJson,
} from './index.ts';

function sure<T>(result: { ok: true; value: T } | { ok: false; error: { text: string } }): T {
  if (!result.ok) throw new Error(result.error.text);
  return result.value;
}

const square = [
  [30, 47],
  [31, 47],
  [31, 48],
  [30, 48],
  [30, 47],
];

describe('GeoJSON', () => {
  it('comes back as it went, longitude first', () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [30, 46],
        [31, 47],
      ],
    };
    expect(sure(lineFromGeoJson(line)).positions[1]).toEqual({ lon: 31, lat: 47 });
    expect(lineToGeoJson(sure(lineFromGeoJson(line)))).toEqual(line);
    const area = sure(polygonsFromGeoJson({ type: 'Polygon', coordinates: [square] }));
    expect(toGeoJson(sure(prepareArea(area))).coordinates).toEqual([[square]]);
  });

  it('is read from a feature, with the height above the ellipsoid', () => {
    const feature = { type: 'Feature', geometry: { type: 'Point', coordinates: [30, 46, 120] } };
    expect(sure(positionFromGeoJson(feature))).toEqual({ lon: 30, lat: 46, height: 120 });
  });

  it('is refused with a pointer to the culprit', () => {
    const error = (json: unknown) => {
      const read = polygonsFromGeoJson(json);
      return read.ok ? undefined : read.error;
    };
    const swapped = [
      [30, 47],
      [31, 47],
      [48, 131],
      [30, 47],
    ];
    expect(error({ type: 'Polygon', coordinates: [swapped] })).toMatchObject({
      kind: 'refused',
      path: '/coordinates/0/2',
    });
    expect(error({ type: 'MultiPolygon', coordinates: [[square], [square]] })?.path).toMatch(
      /^\/coordinates\/0\/0\/0/,
    );
    expect(error({ type: 'Polygon', coordinates: [[['a', 1]]] })).toMatchObject({
      kind: 'malformed',
      path: '/coordinates/0/0',
    });
    expect(error({ type: 'Point', coordinates: [0, 0] })).toMatchObject({ kind: 'wrong-type' });
    expect(error(undefined)).toMatchObject({ kind: 'malformed' });
  });

  it('never throws on anything', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('Polygon', 'MultiPolygon', 'LineString', 'Point'),
        (coordinates, type) => {
          for (const read of [polygonsFromGeoJson, lineFromGeoJson, positionFromGeoJson]) {
            expect(typeof read({ type, coordinates }).ok).toBe('boolean');
            expect(typeof read(coordinates).ok).toBe('boolean');
          }
        },
      ),
    );
  });

  it('is cut at the date line', () => {
    const line = sure(
      lineOf([
        { lon: 179, lat: 0 },
        { lon: -179, lat: 1 },
      ]),
    );
    expect(lineToGeoJson(line)).toEqual({
      type: 'MultiLineString',
      coordinates: [
        [
          [179, 0],
          [180, 0.5],
        ],
        [
          [-180, 0.5],
          [-179, 1],
        ],
      ],
    });
    const disc = sure(prepareArea(sure(discZone({ lon: 179.9, lat: -16 }, 40_000))));
    const { coordinates } = toGeoJson(disc);
    expect(coordinates).toHaveLength(2);
    const lons = coordinates.map((polygon) => (polygon[0] ?? []).map(([lon]) => lon as number));
    expect(lons.flat().every((lon) => lon >= -180 && lon <= 180)).toBe(true);
    const pieces = coordinates.map(([outer = []]) => ({
      outer: outer.map(([lon, lat]) => ({ lon: lon as number, lat: lat as number })),
    }));
    const sum = pieces
      .map((piece) => areaKm2(sure(prepareArea(sure(polygonZone([piece]))))))
      .reduce((a, b) => a + b);
    expect(sum).toBeCloseTo(areaKm2(disc), 1);
  });
});
