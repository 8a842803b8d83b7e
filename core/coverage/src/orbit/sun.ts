import type { Instant } from '@greenline/base';
import { gstime } from 'satellite.js';
import { RADIANS } from './plane.ts';

/**
 * Height of the sun over the horizon at a place, degrees, without refraction.
 *
 * The Astronomical Almanac's low-precision sun: within 0.01° from 1950 to 2050. Longitude and latitude in radians.
 */
export function sunElevation(at: Instant, lon: number, lat: number): number {
  const julian = at / 86_400_000 + 2_440_587.5;
  const days = julian - 2_451_545;
  const anomaly = (357.528 + 0.9856003 * days) * RADIANS;
  const mean = 280.46 + 0.9856474 * days;
  const ecliptic = (mean + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS;
  const obliquity = (23.439 - 0.0000004 * days) * RADIANS;
  const x = Math.cos(ecliptic);
  const y = Math.cos(obliquity) * Math.sin(ecliptic);
  const z = Math.sin(obliquity) * Math.sin(ecliptic);
  const hour = gstime(julian) + lon;
  const towards = Math.cos(hour) * x + Math.sin(hour) * y;
  return Math.asin(Math.cos(lat) * towards + Math.sin(lat) * z) / RADIANS;
}
