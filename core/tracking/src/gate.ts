import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import type { Estimate } from './estimate.ts';
import { isParted } from './join.ts';
import { misfit } from './misfit.ts';
import { couldBeOne, mobilityOf } from './mobility.ts';
import { neighbours, type TrackerState } from './tracker-state.ts';

/** Chi-squared with two degrees of freedom at 0.99. */
export const GATE = 9.21;
/** Metres: what may be further off than this from where it was is not recognised by its place. */
export const ANYWHERE = 500;
/** No clock is further ahead: what says it is from then moves nothing that others see. */
const AHEAD_MS = 60_000;

/** Whether one of the two says that it is from a time to come: then it tells nothing of the other. */
export const isAhead = ({ at }: Estimate, { observedAt, receivedAt }: Observation): boolean =>
  Math.max(at, observedAt) > receivedAt + AHEAD_MS && at !== observedAt;

/** Two names from one sensor are two things; so are two parties' things, and a gun and a drone. */
export function mayBe(estimate: Estimate, look: Observation): boolean {
  if (look.identity !== undefined && estimate.sensors.includes(look.sensor)) return false;
  if (look.party !== undefined && estimate.party !== undefined && look.party !== estimate.party) {
    return false;
  }
  return couldBeOne(mobilityOf(estimate.class), mobilityOf(look.class));
}

/** The one track that fits an estimate, where there is just one, officers do not hold the two apart, and it is known where it is. */
export function beside(
  state: TrackerState,
  estimate: Estimate,
  which: (other: Estimate) => boolean,
): Estimate | undefined {
  const { motion, at, position } = estimate;
  const look = {
    observedAt: at,
    receivedAt: at,
    covariance: [motion.pe, motion.pc, motion.pn] as const,
    class: estimate.class,
    ...(estimate.party !== undefined && { party: estimate.party }),
  } as unknown as Observation;
  return besideLook(state, estimate, look, position, which);
}

export function besideLook(
  state: TrackerState,
  { id }: Estimate,
  look: Observation,
  position: Position,
  which: (other: Estimate) => boolean,
): Estimate | undefined {
  let only: Estimate | undefined;
  for (const name of neighbours(state, position)) {
    const other = state.tracks.get(name);
    if (other === undefined || name === id || !which(other) || isParted(state, id, name)) continue;
    if (!mayBe(other, look) || isAhead(other, look) || isAnywhere(other, look.observedAt)) continue;
    const fit = misfit(other, look, position);
    if (fit.distanceSquared > GATE || fit.speed > mobilityOf(other.class).topSpeed) continue;
    if (only !== undefined) return undefined;
    only = other;
  }
  return only;
}

function isAnywhere({ at, class: classes, motion }: Estimate, now: Instant): boolean {
  const { speedSigma } = mobilityOf(classes);
  const gone = Math.min(speedSigma, 10) * Math.max(0, (now - at) / 1000);
  return Math.hypot(Math.sqrt(Math.max(motion.pe, motion.pn)), gone) > ANYWHERE;
}
