import type { Instant, Json } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type {
  ClassProbabilities,
  Covariance,
  Observation,
  ObservationId,
  Trust,
} from '@greenline/observation';
import { classOf, hearClass, sameClasses, UNHELD, type Word } from './class-belief.ts';
import { lapse, type Motion, motionFrom, predict, update } from './constant-velocity.ts';
import { intersect } from './intersect.ts';
import { mobilityOf } from './mobility.ts';
import { stepBetween, stepFrom } from './plane.ts';
import type { Track, TrackId } from './track.ts';
import { type Footprint, leave } from './trail.ts';

/** What the filter assumes where a source states no accuracy; the track then accuses nobody. */
export const ASSUMED: Covariance = [40_000, 0, 40_000];
/** Beyond this many turns on an old course, the velocity is forgotten. */
const GAP_TURNS = 1;

/** A look; where it is another tracker's estimate, the sensors which that one hears. */
export interface Look extends Observation {
  readonly fuses?: readonly string[];
}

/** A living track: plain data, so that the fold's state can be written down. */
export interface Estimate {
  readonly id: TrackId;
  firstSeenAt: Instant;
  at: Instant;
  position: Position;
  motion: Motion;
  accuracyKnown: boolean;
  class: ClassProbabilities;
  party: string | undefined;
  identities: readonly string[];
  sensors: readonly string[];
  trust: Trust;
  looks: number;
  pending: ObservationId[];
  attributes: Readonly<Record<string, Json>> | undefined;
  label: LabelId;
  exercise: boolean;
  /** What each source says of the class. */
  readonly words: Map<string, Word>;
  /** The speed that it has surely exceeded, m/s. */
  fastest: number;
  /** Where it has been, oldest first. */
  readonly trail: Footprint[];
  /** The object that scans follow, by its number: then that one's filter moves this track. */
  object: number | undefined;
  /** As the filter of scans has it. */
  existence: number | undefined;
  /** Other ids under which the same thing was followed. */
  joins: readonly TrackId[];
  /** Another track that it was next to when last it was reported, and how often running. */
  lean: { readonly to: TrackId; readonly times: number } | undefined;
}

export function firstEstimate(id: TrackId, look: Look, position: Position): Estimate {
  const mobility = mobilityOf(look.class);
  const estimate: Estimate = {
    id,
    firstSeenAt: look.observedAt,
    at: look.observedAt,
    position,
    motion: motionFrom(covarianceOf(look) ?? ASSUMED, mobility.speedSigma),
    accuracyKnown: covarianceOf(look) !== undefined,
    class: look.class,
    party: look.party,
    identities: look.identity === undefined ? [] : [look.identity],
    sensors: [look.sensor],
    trust: look.trust,
    looks: 1,
    pending: [look.id],
    attributes: look.attributes,
    label: look.label,
    exercise: look.exercise === true,
    words: new Map(),
    fastest: 0,
    trail: [],
    object: undefined,
    existence: undefined,
    joins: [],
    lean: undefined,
  };
  hearClass(estimate.words, sourceOf(look, estimate.words), look.class);
  if (look.speedMps !== undefined && look.courseDeg !== undefined) {
    const course = (look.courseDeg * Math.PI) / 180;
    estimate.motion.east = look.speedMps * Math.sin(course);
    estimate.motion.north = look.speedMps * Math.cos(course);
    estimate.motion.ve = 25;
    estimate.motion.vn = 25;
  }
  leaveFootprint(estimate);
  return estimate;
}

/** Takes in what a look says beside the place: who saw it, its class, its name. */
export function noteLook(estimate: Estimate, look: Look): void {
  estimate.looks += 1;
  estimate.pending.push(look.id);
  note(estimate, look);
  addSensor(estimate, look.sensor);
}

/** Takes a look into the track: moves it on in time and towards what was measured. */
export function takeLook(estimate: Estimate, look: Look, position: Position): void {
  const dt = (look.observedAt - estimate.at) / 1000;
  const again = dt === 0 && estimate.sensors.includes(look.sensor);
  // A doubted place moves nothing that somebody who can be held to his word saw elsewhere.
  const aside = look.doubts !== undefined && estimate.trust === 'authenticated';
  noteLook(estimate, look);
  if (dt < 0 || again || aside) return;
  const covariance = covarianceOf(look);
  if (covariance !== undefined && !estimate.accuracyKnown) {
    estimate.motion = motionFrom(covariance, mobilityOf(estimate.class).speedSigma);
    estimate.accuracyKnown = true;
    estimate.position = position;
  } else {
    const predicted = ahead(estimate, estimate.motion, dt);
    const [east, north] = stepBetween(predicted, position);
    const take = look.fuses === undefined ? update : intersect;
    const [moveEast, moveNorth] = take(estimate.motion, east, north, covariance ?? ASSUMED);
    const moved = stepFrom(predicted, moveEast, moveNorth);
    estimate.position =
      position.height === undefined ? moved : { ...moved, height: position.height };
  }
  estimate.at = look.observedAt;
  leaveFootprint(estimate);
  if (estimate.looks > 3) goneFaster(estimate);
}

export function leaveFootprint(estimate: Estimate): void {
  leave(estimate.trail, footprintOf(estimate));
}

export const footprintOf = ({ at, position, motion: { pe, pc, pn } }: Estimate): Footprint => ({
  at,
  position,
  covariance: [pe, pc, pn],
});

/** Kinds that do not go so fast are out. */
export function goneFaster(estimate: Estimate): void {
  const { east, north, ve, vn } = estimate.motion;
  const surely = Math.floor(Math.hypot(east, north) - 4 * Math.sqrt(Math.max(ve, vn)));
  if (surely <= estimate.fastest) return;
  estimate.fastest = surely;
  classify(estimate);
}

/** What its sources and its speed together say; the same object as long as it is the same. */
export function classify(estimate: Estimate): void {
  const now = classOf(estimate.words, estimate.fastest);
  if (!sameClasses(now, estimate.class)) estimate.class = now;
}

/**
 * Who cannot be held to what they say count as one, however many; another tracker's word is that of
 * the sensors it hears.
 */
function sourceOf({ trust, sensor, fuses }: Look, words: ReadonlyMap<string, unknown>): string {
  if (trust !== 'authenticated') return UNHELD;
  return fuses?.find((name) => words.has(name)) ?? fuses?.[0] ?? sensor;
}

/** The record of the state reached; the observations since the last one go with it. */
export function stateOf(estimate: Estimate): Track {
  const { motion } = estimate;
  const track: Track = {
    id: estimate.id,
    at: estimate.at,
    position: estimate.position,
    ...(estimate.accuracyKnown && { covariance: [motion.pe, motion.pc, motion.pn] as const }),
    ...(estimate.looks > 1 && { velocity: [motion.east, motion.north] as const }),
    existence:
      estimate.existence ??
      (estimate.trust === 'authenticated' ? 1 - 0.5 ** (estimate.looks + 2) : 0.5),
    class: estimate.class,
    ...(estimate.party !== undefined && { party: estimate.party }),
    identities: estimate.identities,
    sensors: estimate.sensors,
    trust: estimate.trust,
    ...(estimate.trust !== 'authenticated' && { uncorroborated: true as const }),
    firstSeenAt: estimate.firstSeenAt,
    looks: estimate.looks,
    observations: estimate.pending,
    ...(estimate.joins.length > 0 && { joins: estimate.joins }),
    ...(estimate.attributes !== undefined && { attributes: estimate.attributes }),
    label: estimate.label,
    ...(estimate.exercise && { exercise: true as const }),
  };
  return track;
}

/** Where the track should be after `dt` seconds; `motion` is moved on with it. */
export function ahead(estimate: Estimate, motion: Motion, dt: number): Position {
  if (dt <= 0) return estimate.position;
  const { noise, speedSigma, turnS } = mobilityOf(estimate.class);
  if (dt > GAP_TURNS * turnS) {
    lapse(motion, dt, speedSigma, turnS);
    return estimate.position;
  }
  const moved = stepFrom(estimate.position, motion.east * dt, motion.north * dt);
  predict(motion, dt, noise);
  return estimate.position.height === undefined
    ? moved
    : { ...moved, height: estimate.position.height };
}

export function note(estimate: Estimate, look: Look): void {
  if (look.trust === 'authenticated') estimate.trust = 'authenticated';
  if (estimate.party === undefined) estimate.party = look.party;
  if (look.identity !== undefined && !estimate.identities.includes(look.identity)) {
    estimate.identities = [...estimate.identities, look.identity].sort();
  }
  if (look.attributes !== undefined && look.attributes !== estimate.attributes) {
    estimate.attributes = { ...estimate.attributes, ...look.attributes };
  }
  if (hearClass(estimate.words, sourceOf(look, estimate.words), look.class)) classify(estimate);
  if (look.exercise === true) estimate.exercise = true;
}

export function addSensor(estimate: Estimate, sensor: string): void {
  if (!estimate.sensors.includes(sensor)) estimate.sensors = [...estimate.sensors, sensor].sort();
}

export const covarianceOf = (look: Observation): Covariance | undefined =>
  look.covariance ??
  (look.sigmaM === undefined ? undefined : [look.sigmaM ** 2, 0, look.sigmaM ** 2]);
