import { type Instant, instant, metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import type { Look } from './look.ts';

/** Where a patrol was, or was kept from, as its report says. */
export interface PatrolPresence {
  readonly sensor: string;
  readonly position: Position;
  readonly at: Instant;
  /** The patrol was not let in: what it would have seen is denied. */
  readonly denied: boolean;
}

/** What a mission takes the presence of a patrol to be worth: a parameter of the mission. */
export interface PatrolPractice {
  /** How far a patrol sees and hears, metres. */
  readonly radiusM: number;
  /** For how long before its report, seconds. */
  readonly forS: number;
  readonly detectionProbability: number;
}

/**
 * For missions that set nothing: an hour of looking and listening within 5 km. The probability is the
 * middle of what foot and vehicle patrols reach by day. Unconfirmed: a planning figure, no measurement.
 */
export const DEFAULT_PATROL_PRACTICE: PatrolPractice = {
  radiusM: 5_000,
  forS: 3_600,
  detectionProbability: 0.5,
};

const CORNERS = 32;

/** The presence of a patrol as effort: a disc about its place, for a while before its report. */
export function lookOfPatrol(presence: PatrolPresence, practice: PatrolPractice): Look {
  const ring = Array.from({ length: CORNERS }, (_, i) => {
    const azimuth = 360 - (360 * i) / CORNERS;
    const { lon, lat } = destination(presence.position, azimuth, metres(practice.radiusM));
    return [lon, lat];
  });
  return {
    sensor: presence.sensor,
    from: instant(presence.at - practice.forS * 1000),
    to: presence.at,
    state: presence.denied ? 'denied' : 'looked',
    detectionProbability: practice.detectionProbability,
    area: { type: 'Polygon', coordinates: [[...ring, ring[0] as number[]]] },
  };
}
