import { derivedId, type Hasher, type Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import {
  type Estimate,
  firstEstimate,
  type Look,
  noteLook,
  stateOf,
  takeLook,
} from './estimate.ts';
import { ANYWHERE, beside, besideLook, GATE, isAhead, mayBe } from './gate.ts';
import { elder, join, part, type RollUp } from './join.ts';
import { misfit } from './misfit.ts';
import { mobilityOf } from './mobility.ts';
import { takePastLook } from './past-look.ts';
import {
  type FollowedLook,
  ScanFollower,
  type SweptLooks,
  type TrackExchange,
} from './scan-follower.ts';
import type { SensorOffset } from './sectors/sector-net.ts';
import type { Track, TrackId } from './track.ts';
import { changed, enter, neighbours, type TrackerState } from './tracker-state.ts';

/** A thing that names itself is believed to be itself as far as it could have gone. */
const IDENTITY_GATE = 100;
const MOST_ALIKE = 1_000;
/** A look so much older than its track's present tells of its past. */
const PAST_MS = 60_000;
/** Reported so often running beside what scans follow, a thing is that. */
const LEANINGS = 3;

/** The door of the tracker: what replaces it takes the same observations and gives the same tracks. */
export interface Tracker {
  /** The tracks that an observation made or moved; none for what is no object at a place. */
  take(observation: Observation): readonly TrackId[];
  /** What a sensor that scans saw in one look over its field: where each detection went. */
  sweep(sweep: SweptLooks): readonly FollowedLook[];
  /** The state of a track now; takes nothing away. */
  glance(id: TrackId): Track | undefined;
  /** The state of a track now, with the observations since it was last asked for here. */
  state(id: TrackId): Track | undefined;
  /** States told once: of tracks that have ended or are part of others now, and of the past. */
  aside(): readonly Track[];
  /** Ends tracks that were not seen for longer than their sort is remembered. */
  forget(now: Instant): readonly TrackId[];
  /** Gives up what scans no longer find; tracks that go on without them. */
  tidy(now: Instant): readonly TrackId[];
  /** Weighs which is which of tracks that were near each other and have parted: those exchanged. */
  review(now: Instant): readonly TrackExchange[];
  /** Makes one track of two, by an officer's word; `undefined` where one of them is not followed. */
  correlate(a: TrackId, b: TrackId): { readonly kept: TrackId; readonly gone: TrackId } | undefined;
  /** Holds two apart, by an officer's word; `undefined` where they are neither two nor were one. */
  decorrelate(a: TrackId, b: TrackId): readonly TrackId[] | undefined;
  /** Sensors that lay everything beside where others see it, and by how much they are corrected. */
  offsets(): ReadonlyMap<string, SensorOffset>;
  /** Brings the state up to what is at work. */
  write(): void;
}

/**
 * Nearest neighbour with a gate, and one constant-velocity filter a track; what scans follow is moved
 * by the filter of the scans instead.
 *
 * A source's own name for a thing (a transponder's, a unit's) leads to its track while the thing
 * could have come that far; what has no name goes to the nearest track in the gate. `fuses` tells of a
 * sensor that reports tracks of its own which sensors it hears.
 */
export function nearestNeighbourTracker(
  state: TrackerState,
  hasher: Hasher,
  rollUp: RollUp,
  fuses: (sensor: string) => readonly string[] | undefined = () => undefined,
): Tracker {
  const follower = new ScanFollower(state, hasher, rollUp, (estimate) =>
    beside(state, estimate, (other) => other.object === undefined),
  );
  return {
    take(observation) {
      const heard = fuses(observation.sensor);
      const look: Look = heard === undefined ? observation : { ...observation, fuses: heard };
      const { position } = look;
      if (look.kind !== 'object' || position === undefined) return [];
      const taken: TrackId[] = [];
      const alike = look.identity === undefined ? Math.min(look.count ?? 1, MOST_ALIKE) : 1;
      for (let ordinal = 0; ordinal < alike; ordinal++) {
        const found = ownTrack(state, look, position) ?? nearest(state, look, position, taken);
        taken.push(
          found === undefined
            ? begin(state, hasher, look, position, ordinal)
            : carryOn(state, rollUp, follower, found, look, position),
        );
      }
      return taken;
    },
    sweep: (sweep) => follower.follow(sweep),
    glance(id) {
      const estimate = state.tracks.get(id);
      return estimate === undefined ? undefined : stateOf(estimate);
    },
    state(id) {
      const estimate = state.tracks.get(id);
      if (estimate === undefined) return undefined;
      const track = stateOf(estimate);
      estimate.pending = [];
      return track;
    },
    aside() {
      const told = state.aside;
      if (told.length > 0) state.aside = [];
      return told;
    },
    forget(now) {
      const ended: TrackId[] = [];
      for (const estimate of state.tracks.values()) {
        if (now - estimate.at > mobilityOf(estimate.class).memoryS * 1000) {
          follower.end(estimate);
          ended.push(estimate.id);
        }
      }
      return ended;
    },
    tidy: (now) => follower.tidy(now),
    review: (now) => follower.review(now),
    correlate(a, b) {
      const [one, other] = [state.tracks.get(a), state.tracks.get(b)];
      if (one === undefined || other === undefined || one === other) return undefined;
      const kept = elder(one, other);
      const gone = kept === one ? other : one;
      follower.allow(a, b);
      join(state, rollUp, kept, gone);
      return { kept: kept.id, gone: gone.id };
    },
    decorrelate: (a, b) => (a === b ? undefined : part(state, a, b)),
    offsets: () => follower.offsets(),
    write: () => follower.write(),
  };
}

function ownTrack(state: TrackerState, look: Observation, position: Position) {
  if (look.identity === undefined) return undefined;
  let best: Estimate | undefined;
  let bestFit = Number.POSITIVE_INFINITY;
  for (const id of state.byIdentity.get(look.identity) ?? []) {
    const estimate = state.tracks.get(id);
    if (estimate === undefined || isAhead(estimate, look)) continue;
    const fit = misfit(estimate, look, position);
    const near = fit.distanceSquared <= IDENTITY_GATE;
    // Where scans see the thing, a name from elsewhere is another's.
    const followed = estimate.object !== undefined;
    if (!near && (followed || fit.speed > mobilityOf(estimate.class).topSpeed)) continue;
    if (fit.distanceSquared < bestFit) {
      best = estimate;
      bestFit = fit.distanceSquared;
    }
  }
  return best;
}

function nearest(
  state: TrackerState,
  look: Observation,
  position: Position,
  taken: readonly TrackId[],
): Estimate | undefined {
  let best: Estimate | undefined;
  let bestFit = GATE;
  const old = look.receivedAt - look.observedAt > PAST_MS;
  for (const id of old ? state.tracks.keys() : neighbours(state, position)) {
    const estimate = state.tracks.get(id);
    if (estimate === undefined || taken.includes(id) || !mayBe(estimate, look)) continue;
    if (isAhead(estimate, look)) continue;
    const fit = misfit(estimate, look, position);
    if (fit.pastSigma > ANYWHERE) continue;
    if (fit.distanceSquared < bestFit && fit.speed <= mobilityOf(estimate.class).topSpeed) {
      best = estimate;
      bestFit = fit.distanceSquared;
    }
  }
  return best;
}

function begin(
  state: TrackerState,
  hasher: Hasher,
  look: Look,
  position: Position,
  ordinal: number,
): TrackId {
  const id = derivedId(hasher, 'track', [look.id], ordinal) as TrackId;
  enter(state, firstEstimate(id, look, position));
  return id;
}

function carryOn(
  state: TrackerState,
  rollUp: RollUp,
  follower: ScanFollower,
  found: Estimate,
  look: Look,
  position: Position,
): TrackId {
  if (found.at - look.observedAt > PAST_MS) {
    changed(state, found, () => state.aside.push(takePastLook(found, look, position)));
    return found.id;
  }
  const estimate = leanOn(state, rollUp, found, look, position);
  changed(state, estimate, () => {
    if (estimate.object === undefined) takeLook(estimate, look, position);
    else {
      const { distanceSquared } = misfit(estimate, look, position);
      noteLook(estimate, look);
      if (distanceSquared <= GATE) follower.hear(estimate, look, position);
    }
  });
  estimate.label = rollUp(estimate.label, look.label);
  return estimate.id;
}

/** A thing reported again and again where scans follow something is that: the two become one. */
function leanOn(
  state: TrackerState,
  rollUp: RollUp,
  found: Estimate,
  look: Observation,
  position: Position,
): Estimate {
  if (found.object !== undefined || state.objects.size === 0 || look.observedAt <= found.at)
    return found;
  const { identity: _, ...unnamed } = look;
  const other = besideLook(state, found, unnamed, position, (one) => one.object !== undefined);
  const times = other !== undefined && found.lean?.to === other.id ? found.lean.times + 1 : 1;
  found.lean = other === undefined ? undefined : { to: other.id, times };
  if (other === undefined || times < LEANINGS) return found;
  const kept = elder(found, other);
  join(state, rollUp, kept, kept === found ? other : found);
  return kept;
}
