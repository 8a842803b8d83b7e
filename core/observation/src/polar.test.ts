import { heightAboveEllipsoid } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { groundRange, sightlineOf } from './polar.ts';

describe('a slant range', () => {
  it('of 5 km to what flies 3 km up is some 4 km over the ground', () => {
    expect(groundRange(5000, 0, 3000)).toBeCloseTo(3999.1, 0);
  });

  it('to what is as high as the radar is nearly the arc', () => {
    expect(groundRange(100_000, 0, 0)).toBeCloseTo(100_001, 0);
  });

  it('stands where the height is not known, or is more than the range', () => {
    expect(groundRange(5000, 100)).toBe(5000);
    expect(groundRange(1000, 0, 9000)).toBe(1000);
  });

  it('becomes a sightline from where the radar stands, and none from nowhere', () => {
    const radar = { lon: 33, lat: 35, height: heightAboveEllipsoid(500) };
    const polar = { bearingDeg: 90, slantRangeM: 10_000, heightM: 500 };
    expect(sightlineOf(polar, radar)).toMatchObject({ position: radar, bearingDeg: 90 });
    expect(sightlineOf(polar, radar)?.distanceM).toBeCloseTo(9999.2, 0);
    expect(sightlineOf(polar, undefined)).toBeUndefined();
    expect(sightlineOf({ bearingDeg: 1 }, radar)).toEqual({ position: radar, bearingDeg: 1 });
  });
});
