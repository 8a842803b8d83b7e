import type { Position } from '@greenline/geo';
import type { Trust } from './observation.ts';

/** How a sensor looks over its field again and again: what a scan of it tells, and what its silence does. */
export interface ScanHabit {
  /** Seconds from one scan to the next. */
  readonly periodS: number;
  /** Probability that a thing in the field is detected in one scan. */
  readonly pd: number;
  /** False detections to expect in one scan of the whole field. */
  readonly clutter: number;
  /** Radial speed below which it is blind, m/s. */
  readonly minSpeedMps?: number;
  /** Nothing that it looks for goes faster, m/s: of a sensor that watches the air. Absent: what drives, 40. */
  readonly fastestMps?: number;
  /** Metres about its place between which it sees; absent where it looks at an area. */
  readonly rangeM?: readonly [least: number, most: number];
  /** Corners of the convex area it looks at, one turning sense. */
  readonly area?: readonly Position[];
  /** One sigma of its ranges, metres: with `bearingSigmaDeg`, what it measures is azimuth and range. */
  readonly rangeSigmaM?: number;
  /** How probably a name that a detection gives of what it saw is right; absent: 0.9. */
  readonly labelSure?: number;
  /** Absent: places, or azimuth and range. */
  readonly measures?:
    | 'bearing'
    | 'bearing-elevation'
    | 'range-azimuth-elevation'
    | 'time-difference'
    | 'count';
  /** One sigma of its elevations, degrees. */
  readonly elevationSigmaDeg?: number;
  /** Metres above the ground that it looks at, of what measures bearing and elevation. */
  readonly aboveGroundM?: number;
  /** One sigma of its time differences, seconds. */
  readonly differenceSigmaS?: number;
  /** One sigma of a count, beside what it misses and what it takes falsely. */
  readonly countSigma?: number;
  /** How fast the signal goes that it hears, m/s: sound 343, radio 299792458. */
  readonly signalMps?: number;
}

/** What a sensor can be asked for, and how soon it answers. */
export interface SensorTasking {
  /** What can be asked of it, as `image` or `verify`. */
  readonly wants: readonly string[];
  /** Where it stands or starts from; absent for what passes over. */
  readonly position?: Position;
  /** It sees so far from where it is, metres. */
  readonly reachM?: number;
  /** It goes so fast, m/s; absent: it stays. */
  readonly speedMps?: number;
  /** It gets so far from where it starts, metres. */
  readonly radiusM?: number;
  /** Before it sets off or can be told, seconds. */
  readonly prepareS: number;
  /** Between the look and its product, seconds. */
  readonly deliverS: number;
  /** Of what passes over: its times of day (UTC), seconds after midnight. */
  readonly passesS?: readonly number[];
}

/** One source that a mission knows: a drone, a mast, a patrol, a satellite's product. */
export interface Sensor {
  readonly id: string;
  readonly nation: string;
  readonly kind: string;
  /** Whether what bears its name can be held to it (keys, a sealed line, a signed form). */
  readonly trust: Trust;
  /** A device with a key of its own: it is held only to what it signed. */
  readonly keyed?: true;
  /** Where it stands: what it measures and scans is about this place; height above the ellipsoid. */
  readonly position?: Position;
  /** One sigma of its positions on each horizontal axis, metres, where a message gives none. */
  readonly sigmaM?: number;
  /** One sigma of its bearings, degrees. */
  readonly bearingSigmaDeg?: number;
  /** One sigma of its ranges, as a share of the range. */
  readonly rangeSigmaShare?: number;
  /** Half-width of the 95 % interval of its clock, seconds. */
  readonly uncertaintyS?: number;
  /** It says something at least so often, seconds: a longer silence is an alarm. Absent: nobody knows. */
  readonly reportsEveryS?: number;
  /** What it looks at as long as it works, ring of [lon, lat], closed. */
  readonly footprint?: readonly (readonly [lon: number, lat: number])[];
  /** Probability that it detects a thing of interest in its footprint in one look. */
  readonly detectionProbability?: number;
  /** What it can do, in the field's words: `primary-radar`, `mode-s`, `night`. */
  readonly capabilities?: readonly string[];
  /** The sensor whose word it merely passes on; absent: it senses itself. */
  readonly relays?: string;
  /** The sensors that it hears, where what it reports are tracks of a tracker of its own. */
  readonly fuses?: readonly string[];
  /** Of a sensor whose detections of one moment are one look over its field. */
  readonly scan?: ScanHabit;
  /** Of a sensor that can be given tasks. */
  readonly tasking?: SensorTasking;
  /** To whom what it reports may go beyond its nation and mission staff. */
  readonly releasableTo: readonly string[];
  readonly caveats: readonly string[];
  readonly originatorControlled: boolean;
  readonly exercise: boolean;
}

/** The sensors of a mission by id; `undefined` for a source nobody registered. */
export type SensorRegistry = ReadonlyMap<string, Sensor>;
