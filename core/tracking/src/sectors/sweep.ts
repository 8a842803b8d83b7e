import { fromLocal, localFrame, type Position } from '@greenline/geo';
import type { Covariance } from '@greenline/observation';
import type { Box } from '../objects/field.ts';

/** Where a sensor that scans can see: about its site between two ranges, or in a convex ring. */
export type SweptField =
  | { readonly kind: 'range'; readonly minM: number; readonly maxM: number }
  | { readonly kind: 'area'; readonly ring: readonly Position[] };

/** How much later the first of two receivers heard than the second, as way of the signal, metres. */
export interface SweptDifference {
  readonly receivers: readonly [first: Position, second: Position];
  readonly metres: number;
}

/**
 * What a sensor measures. Of what lies somewhere `places` of the sweep tell where, and here stands how
 * well: one sigma, radians and metres. Bearings and differences are lines, and lie nowhere; counts are of
 * the whole field.
 */
export type SweptMeasure =
  | { readonly kind: 'place' }
  | { readonly kind: 'polar'; readonly azimuthSigma: number; readonly rangeSigma: number }
  | {
      readonly kind: 'spherical';
      readonly azimuthSigma: number;
      /** Of the slant range. */
      readonly rangeSigma: number;
      readonly elevationSigma: number;
      /** Radians above the horizon, of each place. */
      readonly elevations: readonly number[];
    }
  | {
      readonly kind: 'sightline';
      readonly azimuthSigma: number;
      readonly elevationSigma: number;
      /** Above the ground that it looks at. */
      readonly heightM: number;
    }
  | {
      readonly kind: 'bearing';
      readonly azimuthSigma: number;
      /** Clockwise from true north at the site. */
      readonly bearingsDeg: readonly number[];
      /** Of what is heard, m/s. */
      readonly signalMps?: number;
      /** One sigma of each, radians, where they differ. */
      readonly sigmas?: readonly number[];
    }
  | {
      readonly kind: 'difference';
      /** Of a difference, metres of way. */
      readonly sigma: number;
      readonly differences: readonly SweptDifference[];
      /** Of what is heard, m/s. */
      readonly signalMps?: number;
    }
  | {
      readonly kind: 'count';
      /** Of one of the counts, beside what is missed and what is false. */
      readonly sigma: number;
      /** How many were counted, kind by kind: all together count. */
      readonly counts: readonly number[];
    };

export type CountMeasure = Extract<SweptMeasure, { readonly kind: 'count' }>;

export type LineMeasure = Extract<SweptMeasure, { readonly kind: 'bearing' | 'difference' }>;

/** One look of one sensor over its whole field, wherever that lies: what becomes a scan in each sector. */
export interface Sweep {
  readonly sensor: string;
  /** Seconds since 1970: when it was measured, and when it reached us. */
  readonly t: number;
  readonly ta: number;
  /** Where the sensor stands; always given for a field of ranges, and for what measures angles. */
  readonly site?: Position;
  /** One sigma of the site of a sensor that moves, metres. */
  readonly siteSigma?: number;
  readonly field: SweptField;
  readonly pd: number;
  /** False detections to expect in the whole field. */
  readonly clutter: number;
  readonly blindBelow?: number;
  /** Metres per second: nothing that it looks for goes faster; absent: what drives. */
  readonly fastest?: number;
  /** Absent: places. */
  readonly measure?: SweptMeasure;
  /** Where each detection lies; none of what measures lines. */
  readonly places: readonly Position[];
  /** Of each place, square metres; of what measures places alone. */
  readonly noises: readonly Covariance[];
  /** Where nothing was detected, or no detection says it. */
  readonly noise: Covariance;
  /** The name that each detection gives of what it saw, and how probably that is right. */
  readonly labels?: readonly (string | undefined)[];
  readonly labelSure?: number;
}

/** A sweep whose detections lie on lines and nowhere in particular. */
export type LineSweep = Sweep & { readonly measure: LineMeasure };

export const isOfLines = (sweep: Sweep): sweep is LineSweep =>
  sweep.measure?.kind === 'bearing' || sweep.measure?.kind === 'difference';

/** A sweep that tells only how many are in its field. */
export type CountSweep = Sweep & { readonly measure: CountMeasure };

export const isOfCounts = (sweep: Sweep): sweep is CountSweep => sweep.measure?.kind === 'count';

/** Degrees about a field, with a margin; a field across the date line reaches around the world. */
export function reachOf(sweep: Sweep, marginM: number): Box {
  const corners = outlineOf(sweep).map(({ lon, lat }) => [lon, lat] as const);
  const lats = corners.map(([, lat]) => lat);
  const lons = corners.map(([lon]) => lon);
  const up = marginM / 111_000;
  const widest = Math.min(89, Math.max(...lats.map(Math.abs)) + up);
  const across = up / Math.cos((widest * Math.PI) / 180);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats) - up, Math.max(...lats) + up];
  return east - west > 180
    ? [-180, south, 180, north]
    : [west - across, south, east + across, north];
}

function outlineOf({ site, field }: Sweep): readonly Position[] {
  if (field.kind === 'area') return field.ring;
  if (site === undefined) return [];
  const frame = localFrame('site', site);
  return [
    [1, 1],
    [1, -1],
    [-1, -1],
    [-1, 1],
  ].map(([x = 0, y = 0]) => fromLocal(frame, { east: x * field.maxM, north: y * field.maxM }));
}

/** Seconds that what a sweep heard may have been under way. */
export function underWay({ measure, field }: Sweep): number {
  const heard = measure?.kind === 'bearing' || measure?.kind === 'difference';
  if (!heard || measure.signalMps === undefined) return 0;
  return Math.min(LONGEST, (field.kind === 'range' ? field.maxM : FAR) / measure.signalMps);
}

/** Nothing is heard for longer, seconds, or from further off, metres. */
const LONGEST = 60;
const FAR = 20_000;
