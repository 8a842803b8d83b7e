import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import { distanceSquared } from './constant-velocity.ts';
import { ASSUMED, ahead, covarianceOf, type Estimate, footprintOf } from './estimate.ts';
import { mobilityOf } from './mobility.ts';
import { stepBetween } from './plane.ts';
import { type Footprint, whereWas } from './trail.ts';

/**
 * Squared Mahalanobis distance and implied speed (m/s) of a look from where the track should be, and
 * within how many metres, one sigma, that was known of a moment in its past.
 */
export function misfit(estimate: Estimate, look: Observation, position: Position) {
  if (look.observedAt < estimate.at) return pastMisfit(estimate, look, position);
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
    pastSigma: 0,
  };
}

function pastMisfit(estimate: Estimate, look: Observation, position: Position) {
  const { motion, trail } = estimate;
  const past = pastOf(estimate, look.observedAt);
  const [east, north] = stepBetween(past.position, position);
  const [pe, pc, pn] = past.covariance;
  const covariance = covarianceOf(look) ?? ASSUMED;
  const slack = 3 * Math.sqrt(Math.max(motion.pe, motion.pn, covariance[0], covariance[2]));
  const gone = Math.max(0, Math.hypot(east, north) - slack);
  const beside = [estimate.at, ...trail.map(({ at }) => at)].reduce(
    (least, at) => Math.min(least, Math.abs(at - look.observedAt)),
    Number.POSITIVE_INFINITY,
  );
  return {
    distanceSquared: distanceSquared({ ...motion, pe, pc, pn }, east, north, covariance),
    speed: gone === 0 ? 0 : gone / Math.max(beside / 1000, 1),
    pastSigma: Math.sqrt(Math.max(pe, pn)),
  };
}

/** Where the track was at a moment of its past. */
export const pastOf = (estimate: Estimate, at: Instant): Footprint =>
  whereWas(estimate.trail, footprintOf(estimate), at, mobilityOf(estimate.class).speedSigma);
