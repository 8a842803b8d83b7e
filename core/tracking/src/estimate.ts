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
import {
  distanceSquared,
  lapse,
  type Motion,
  motionFrom,
  predict,
  update,
} from './constant-velocity.ts';
import { mobilityOf } from './mobility.ts';
import { stepBetween, stepFrom } from './plane.ts';
import type { Track, TrackId } from './track.ts';

/** What the filter assumes where a source states no accuracy; the track then accuses nobody. */
const ASSUMED: Covariance = [40_000, 0, 40_000];
/** Beyond this many turns on an old course, the velocity is forgotten. */
const GAP_TURNS = 1;

/** A living track: plain data, so that the fold's state can be written down. */
export interface Estimate {
  readonly id: TrackId;
  readonly firstSeenAt: Instant;
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
}

export function firstEstimate(id: TrackId, look: Observation, position: Position): Estimate {
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
  };
  if (look.speedMps !== undefined && look.courseDeg !== undefined) {
    const course = (look.courseDeg * Math.PI) / 180;
    estimate.motion.east = look.speedMps * Math.sin(course);
    estimate.motion.north = look.speedMps * Math.cos(course);
    estimate.motion.ve = 25;
    estimate.motion.vn = 25;
  }
  return estimate;
}

/** Squared Mahalanobis distance and implied speed (m/s) of a look from where the track should be. */
export function misfit(estimate: Estimate, look: Observation, position: Position) {
  const motion = { ...estimate.motion };
  const dt = Math.max(0, (look.observedAt - estimate.at) / 1000);
  const predicted = ahead(estimate, motion, dt);
  const [east, north] = stepBetween(predicted, position);
  const covariance = covarianceOf(look) ?? ASSUMED;
  const [goneEast, goneNorth] = stepBetween(estimate.position, position);
  const slack =
    3 * Math.sqrt(Math.max(estimate.motion.pe, estimate.motion.pn)) +
    3 * Math.sqrt(Math.max(covariance[0], covariance[2]));
  const gone = Math.max(0, Math.hypot(goneEast, goneNorth) - slack);
  return {
    distanceSquared: distanceSquared(motion, east, north, covariance),
    speed: gone === 0 ? 0 : gone / Math.max(dt, 1),
  };
}

/** Takes a look into the track: moves it on in time and towards what was measured. */
export function takeLook(estimate: Estimate, look: Observation, position: Position): void {
  const dt = (look.observedAt - estimate.at) / 1000;
  estimate.looks += 1;
  estimate.pending.push(look.id);
  note(estimate, look);
  const again = dt === 0 && estimate.sensors.includes(look.sensor);
  addSensor(estimate, look.sensor);
  if (dt < 0 || again) return;
  const covariance = covarianceOf(look);
  if (covariance !== undefined && !estimate.accuracyKnown) {
    estimate.motion = motionFrom(covariance, mobilityOf(estimate.class).speedSigma);
    estimate.accuracyKnown = true;
    estimate.position = position;
  } else {
    const predicted = ahead(estimate, estimate.motion, dt);
    const [east, north] = stepBetween(predicted, position);
    const [moveEast, moveNorth] = update(estimate.motion, east, north, covariance ?? ASSUMED);
    const moved = stepFrom(predicted, moveEast, moveNorth);
    estimate.position =
      position.height === undefined ? moved : { ...moved, height: position.height };
  }
  estimate.at = look.observedAt;
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
    existence: estimate.trust === 'authenticated' ? 1 - 0.5 ** (estimate.looks + 2) : 0.5,
    class: estimate.class,
    ...(estimate.party !== undefined && { party: estimate.party }),
    identities: estimate.identities,
    sensors: estimate.sensors,
    trust: estimate.trust,
    firstSeenAt: estimate.firstSeenAt,
    looks: estimate.looks,
    observations: estimate.pending,
    ...(estimate.attributes !== undefined && { attributes: estimate.attributes }),
    label: estimate.label,
    ...(estimate.exercise && { exercise: true as const }),
  };
  return track;
}

/** Where the track should be after `dt` seconds; `motion` is moved on with it. */
function ahead(estimate: Estimate, motion: Motion, dt: number): Position {
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

function note(estimate: Estimate, look: Observation): void {
  if (look.trust === 'authenticated') estimate.trust = 'authenticated';
  if (estimate.party === undefined) estimate.party = look.party;
  if (look.identity !== undefined && !estimate.identities.includes(look.identity)) {
    estimate.identities = [...estimate.identities, look.identity].sort();
  }
  if (look.attributes !== undefined && look.attributes !== estimate.attributes) {
    estimate.attributes = { ...estimate.attributes, ...look.attributes };
  }
  if (!sameClasses(estimate.class, look.class)) {
    estimate.class = blend(estimate.class, look.class, estimate.looks);
  }
  if (look.exercise === true) estimate.exercise = true;
}

function addSensor(estimate: Estimate, sensor: string): void {
  if (!estimate.sensors.includes(sensor)) estimate.sensors = [...estimate.sensors, sensor].sort();
}

/** The mean of what all looks said: looks of one source are no independent witnesses of its class. */
function blend(before: ClassProbabilities, look: ClassProbabilities, looks: number) {
  if (Object.keys(look).length === 0) return before;
  if (Object.keys(before).length === 0) return look;
  const names = [...new Set([...Object.keys(before), ...Object.keys(look)])].sort();
  return Object.fromEntries(
    names.map((name) => {
      const mean = ((before[name] ?? 0) * (looks - 1) + (look[name] ?? 0)) / looks;
      return [name, Math.round(mean * 1e6) / 1e6];
    }),
  );
}

function sameClasses(a: ClassProbabilities, b: ClassProbabilities): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

const covarianceOf = (look: Observation): Covariance | undefined =>
  look.covariance ??
  (look.sigmaM === undefined ? undefined : [look.sigmaM ** 2, 0, look.sigmaM ** 2]);
