/** Where a sensor could have seen something in one scan; metres in the plane of the sector. */
export type Field =
  | {
      readonly kind: 'rect';
      readonly x0: number;
      readonly y0: number;
      readonly x1: number;
      readonly y1: number;
    }
  /** About the scan's origin, between two ranges. */
  | { readonly kind: 'disc'; readonly r0: number; readonly r1: number }
  /** Convex, its corners in one turning sense. */
  | { readonly kind: 'poly'; readonly pts: readonly (readonly [number, number])[] };

/**
 * What one detection tells:
 *
 * - `place`: east, north
 * - `polar`: azimuth, range
 * - `spherical`: azimuth, slant range, elevation
 * - `sightline`: azimuth and elevation (below the horizon: negative) from `height` above the ground
 * - `bearing`: azimuth alone
 * - `difference`: which of `pairs`, and how much further its first receiver is than its second, metres
 * - `count`: how many are in the field
 */
export type Measure =
  | 'place'
  | 'polar'
  | 'spherical'
  | 'sightline'
  | 'bearing'
  | 'difference'
  | 'count';

/** Two receivers of one signal, where they stand. */
export type ReceiverPair = readonly [
  first: readonly [number, number],
  second: readonly [number, number],
];

/** Metres per second: nothing that drives goes faster. */
export const FASTEST = 40;

/** Metres per second: a signal that is faster is there at once. */
export const AT_ONCE = 1e5;

/** Whether each detection says where something is, and not only on which line. */
export const isPlaced = (measure: Measure): boolean =>
  measure !== 'bearing' && measure !== 'difference' && measure !== 'count';

/** One look of one sensor over its field: everything that it detected, true or false. */
export interface Scan {
  readonly sensor: string;
  readonly measure: Measure;
  /** Seconds: when it was measured (of a difference: when the second receiver heard), and when it reached us. */
  readonly t: number;
  readonly ta: number;
  /** Where the sensor says it stands. Places need none. */
  readonly origin: readonly [number, number];
  readonly field: Field;
  /** Probability that a target inside the field is detected. */
  readonly pd: number;
  /** False detections to expect in one scan, spread evenly over what the sensor measures. */
  readonly clutter: number;
  /** Radial speed in m/s below which the sensor is blind. */
  readonly blindBelow?: number;
  /** Metres per second: nothing that it looks for goes faster. Absent: what drives, `FASTEST`. */
  readonly fastest?: number;
  /** Covariance of one detection in the sensor's own terms, row by row. */
  readonly noise: readonly (readonly number[])[];
  /** Of each detection, where they differ: then `noise` is at least as wide as any of them. */
  readonly noises?: readonly Scan['noise'][];
  /** Metres above the ground that it looks at, of a sensor that measures sightlines. */
  readonly height?: number;
  readonly pairs?: readonly ReceiverPair[];
  /** Of bearings and differences of what is heard, m/s: they are of where it was when it made the sound. */
  readonly signalSpeed?: number;
  /** One sigma of where a moving sensor is, metres, and of how it is turned, radians. */
  readonly poseSigma?: number;
  readonly azimuthSigma?: number;
  /** The name that each detection gives of what it saw, and how probably that is right. */
  readonly labels?: readonly (string | undefined)[];
  readonly labelSure?: number;
  /** Radians anticlockwise from east, metres. */
  readonly detections: readonly (readonly number[])[];
}
