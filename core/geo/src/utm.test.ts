import { describe, expect, it } from 'vitest';
import { positionFromUtm } from './index.ts';

describe('a UTM coordinate', () => {
  // Source: PROJ's extended transverse Mercator, as proj4 2 writes it.
  it.each([
    [448_251.79520595365, 5_411_932.677669733, '31U', 2.2945, 48.8582],
    [334_900.56965226424, 6_252_288.752888294, '56H', 151.2153, -33.8568],
    [290_031.96894602705, 5_487_083.008569998, '30U', -5.9, 49.5],
    [527_342.1924631364, 3_884_173.9359908965, ' 36s ', 33.3, 35.1],
    [558_511.9228148039, 8_871_927.75725436, '31X', 5.99, 79.9],
  ])('%d E %d N in %s is %d, %d', (easting, northing, zone, lon, lat) => {
    const position = positionFromUtm(easting, northing, zone);
    expect(position?.lon).toBeCloseTo(lon, 8);
    expect(position?.lat).toBeCloseTo(lat, 8);
  });

  it.each([
    ['degrees in place of metres', 51.17, -1.82, '30U'],
    ['a zone without its band', 448_251, 5_411_943, '31'],
    ['a band in which it does not lie', 448_251, 5_411_943, '31N'],
    ['no zone', 448_251, 5_411_943, ''],
  ])('is nowhere with %s', (_, easting, northing, zone) => {
    expect(positionFromUtm(easting, northing, zone)).toBeUndefined();
  });
});
