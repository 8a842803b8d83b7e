import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import { motionFrom, update } from './constant-velocity.ts';
import { ASSUMED, addSensor, covarianceOf, type Estimate, note, stateOf } from './estimate.ts';
import { pastOf } from './misfit.ts';
import { mobilityOf } from './mobility.ts';
import { stepBetween, stepFrom } from './plane.ts';
import type { Track } from './track.ts';

/**
 * Takes a look at the track's past into its history: the state it was in then, in which the look is
 * taken together with where the track had been. The present stays as it is.
 */
export function takePastLook(estimate: Estimate, look: Observation, position: Position): Track {
  const past = pastOf(estimate, look.observedAt);
  const [pe, pc, pn] = past.covariance;
  const motion = motionFrom([pe, pc, pn], mobilityOf(estimate.class).speedSigma);
  const [east, north] = stepBetween(past.position, position);
  const moved = update(motion, east, north, covarianceOf(look) ?? ASSUMED);
  const there = stepFrom(past.position, ...moved);
  estimate.looks += 1;
  note(estimate, look);
  addSensor(estimate, look.sensor);
  const covariance = [motion.pe, motion.pc, motion.pn] as const;
  const print = { at: look.observedAt, position: there, covariance };
  const later = estimate.trail.findIndex(({ at }) => at > print.at);
  estimate.trail.splice(later === -1 ? estimate.trail.length : later, 0, print);
  if (print.at < estimate.firstSeenAt) estimate.firstSeenAt = print.at;
  const { velocity: _, covariance: __, ...state } = stateOf(estimate);
  return {
    ...state,
    at: print.at,
    position: there,
    ...(estimate.accuracyKnown && { covariance }),
    observations: [look.id],
    historical: true,
  };
}
