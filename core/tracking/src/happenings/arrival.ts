import type { Instant } from '@greenline/base';
import { type LocalFrame, toLocal } from '@greenline/geo';
import { type ClassProbabilities, type Observation, probabilityOf } from '@greenline/observation';
import { SOUND } from './fit.ts';
import type { HappeningReport } from './report.ts';

/** How a sensor notices a happening: what it notices travels at the speed of sound, or at once. */
const BY: Readonly<Record<string, HappeningReport['by']>> = {
  acoustic: 'sound',
  seismic: 'sound',
  sound: 'sound',
  flash: 'light',
};

/**
 * One sensor's word that sound or light of a happening reached it: an observation of kind `event`
 * that names its modality and where its sensor stood. `observedAt` is the time of arrival there.
 */
export interface Arrival {
  readonly report: Observation;
  readonly by: HappeningReport['by'];
  /** Families of happenings: shots are never explosions. */
  readonly family: string;
  /** The same, as others sent it on; in the order in which they came. */
  readonly copies: Observation[];
}

/** How well a sensor tells directions and distances, as the register knows. */
export type SenseOf = (
  sensor: string,
) => { readonly bearingSigmaDeg?: number; readonly rangeSigmaShare?: number } | undefined;

/** `undefined` for what is no arrival at a sensor, or no momentary happening. */
export function arrivalOf(report: Observation): Arrival | undefined {
  const modality = report.attributes?.modality;
  if (report.kind !== 'event' || report.sightline === undefined) return undefined;
  if (typeof modality !== 'string' || !Object.hasOwn(BY, modality)) return undefined;
  if ((report.count ?? 1) !== 1) return undefined;
  const family = familyOf(report.class);
  if (family === undefined) return undefined;
  return { report, by: BY[modality] as HappeningReport['by'], family, copies: [] };
}

/** What sort of momentary happening; `undefined` for what is none. */
export function familyOf(classes: ClassProbabilities): string | undefined {
  if (probabilityOf(classes, 'shot') + probabilityOf(classes, 'burst') > 0.5) return 'shot';
  if (probabilityOf(classes, 'fire') > 0.5 || Object.keys(classes).length === 0) return 'explosion';
  return undefined;
}

const RADIANS = Math.PI / 180;
/** What is taken of a sensor of which neither it nor the register says how sharp it is. */
const ASSUMED = { clockS: 0.5, bearingDeg: 3, rangeShare: 0.3 } as const;
/** Kelvin at 0 °C, and the speed of sound in dry air there, m/s. */
const FREEZING = { kelvin: 273.15, soundMps: 331.3 } as const;

/** An arrival in a local plane, seconds counted from `since`. */
export function reportIn<O extends string>(
  frame: LocalFrame<O>,
  since: Instant,
  { report, by }: Arrival,
  senseOf: SenseOf,
): HappeningReport {
  const { sightline, attributes = {} } = report;
  if (sightline === undefined) throw new Error('an arrival has a sightline: see arrivalOf');
  const { position, sigmaM = 0, bearingDeg, distanceM } = sightline;
  const { east, north } = toLocal(frame, position);
  const sense = senseOf(report.sensor);
  const soundMps = soundIn(number(attributes.temperatureC));
  const sigmaClock = (report.uncertaintyS ?? ASSUMED.clockS) / 1.96;
  const bearingSigma =
    number(attributes.bearingSigmaDeg) ?? sense?.bearingSigmaDeg ?? ASSUMED.bearingDeg;
  const rangeShare =
    number(attributes.rangeSigmaShare) ?? sense?.rangeSigmaShare ?? ASSUMED.rangeShare;
  // True north leans towards the meridian of the plane's origin.
  const lean = turn(position.lon - frame.origin.lon) * Math.sin(position.lat * RADIANS);
  return {
    id: report.id,
    sensor: report.sensor,
    nation: report.nation,
    by,
    x: east,
    y: north,
    t: (report.observedAt - since) / 1000,
    sigmaT: Math.max(0.01, Math.hypot(sigmaClock, by === 'sound' ? sigmaM / soundMps : 0)),
    ...(bearingDeg !== undefined && {
      bearing: (90 - bearingDeg + lean) * RADIANS,
      sigmaBearing: Math.max(0.1, bearingSigma) * RADIANS,
    }),
    ...(distanceM !== undefined && {
      range: distanceM,
      sigmaRange: Math.max(0.01, rangeShare) * distanceM,
    }),
    soundMps,
    receivedAt: report.receivedAt / 1000,
  };
}

const turn = (by: number): number => (by > 180 ? by - 360 : by < -180 ? by + 360 : by);

const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Speed of sound in dry air, m/s, by its temperature where that is known. */
const soundIn = (celsius: number | undefined): number =>
  celsius === undefined || !(celsius > -90 && celsius < 70)
    ? SOUND
    : FREEZING.soundMps * Math.sqrt(1 + celsius / FREEZING.kelvin);

/**
 * Whether two reports of one sensor are one that was sent on: by another nation, as far as the coarser
 * was rounded; from the same hand only the very same, or one whose time and bearing are both rounded.
 */
export function isRelayed(a: Observation, b: Observation): boolean {
  if (a.sensor !== b.sensor) return false;
  const [fine, coarse] = unitMs(a.observedAt) <= unitMs(b.observedAt) ? [a, b] : [b, a];
  const apart = Math.abs(fine.observedAt - coarse.observedAt);
  const unit = unitMs(coarse.observedAt);
  if (apart > unit / 2) return false;
  const bearing = [fine.sightline?.bearingDeg, coarse.sightline?.bearingDeg] as const;
  if ((bearing[0] === undefined) !== (bearing[1] === undefined)) return false;
  const [p = 0, q = 0] = bearing;
  const off = Math.abs(turn(p - q));
  if (a.nation !== b.nation) return off <= 0.5 + 0.01;
  if (apart === 0 && off === 0) return true;
  return (unit > unitMs(fine.observedAt) || apart === 0) && off <= 0.5 + 0.01 && isWhole(q);
}

/** What a time is written in: seconds, tenths or hundredths. */
const unitMs = (at: Instant): number => (at % 1000 === 0 ? 1000 : at % 100 === 0 ? 100 : 10);

const isWhole = (degrees: number): boolean => Math.abs(degrees - Math.round(degrees)) < 0.006;
