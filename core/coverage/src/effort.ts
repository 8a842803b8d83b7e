import type { ObservationPeriod } from '@greenline/observation';

/** Plane or several of them in degrees, as GeoJSON writes it (RFC 7946); edges straight in lon and lat. */
export type EffortArea =
  | { readonly type: 'Polygon'; readonly coordinates: PolygonCoordinates }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly PolygonCoordinates[] };
export type PolygonCoordinates = readonly (readonly (readonly number[])[])[];

/** What effort is reckoned from: an observation period, or a `coverage` fact. */
export type Look = Pick<
  ObservationPeriod,
  'sensor' | 'from' | 'to' | 'detectionProbability' | 'state'
> & { readonly area: EffortArea };

/** Shares of area × time; they add up to 1. */
export interface EffortShares {
  readonly looked: number;
  readonly notLooked: number;
  readonly jammed: number;
  readonly denied: number;
}
