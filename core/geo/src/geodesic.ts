import { type Metres, metres } from '@greenline/base';
import geographiclib from 'geographiclib-geodesic';
import { wrapLongitude } from './ellipsoid.ts';
import type { Position } from './position.ts';

/** The WGS 84 ellipsoid of Karney, Algorithms for geodesics (2013): errors of nanometres. */
export const WGS84 = geographiclib.Geodesic.WGS84;

/** The shortest path between two positions; azimuths clockwise from north in [0, 360). */
export interface GeodesicPath {
  readonly distance: Metres;
  readonly azimuth: number;
  readonly arrivalAzimuth: number;
}

export function geodesicBetween(from: Position, to: Position): GeodesicPath {
  const path = WGS84.Inverse(from.lat, from.lon, to.lat, to.lon);
  return {
    distance: metres(path.s12 ?? Number.NaN),
    azimuth: wrapAzimuth(path.azi1 ?? Number.NaN),
    arrivalAzimuth: wrapAzimuth(path.azi2 ?? Number.NaN),
  };
}

export const distanceBetween = (from: Position, to: Position): Metres =>
  geodesicBetween(from, to).distance;

export const azimuthTo = (from: Position, to: Position): number =>
  geodesicBetween(from, to).azimuth;

/** Where a geodesic that leaves at `azimuth` arrives after `distance` metres; height is dropped. */
export function destination(from: Position, azimuth: number, distance: Metres): Position {
  const end = WGS84.Direct(from.lat, from.lon, azimuth, distance);
  return { lon: wrapLongitude(end.lon2 ?? Number.NaN), lat: end.lat2 ?? Number.NaN };
}

function wrapAzimuth(degrees: number): number {
  const wrapped = degrees < 0 ? degrees + 360 : degrees;
  return wrapped >= 360 ? wrapped - 360 : wrapped;
}
