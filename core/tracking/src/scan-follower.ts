import { derivedId, type Hasher, type Instant, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import {
  ASSUMED,
  covarianceOf,
  type Estimate,
  firstEstimate,
  goneFaster,
  type Look,
  leaveFootprint,
  noteLook,
  stateOf,
} from './estimate.ts';
import { elder, isParted, join, objectsOf, type RollUp } from './join.ts';
import { misfit } from './misfit.ts';
import {
  type Credit,
  type ObjectState,
  SectorNet,
  type SensorOffset,
} from './sectors/sector-net.ts';
import type { Sweep } from './sectors/sweep.ts';
import type { TrackId } from './track.ts';
import {
  changed,
  enter,
  leave,
  pairOf,
  type Tentative,
  type TrackerState,
} from './tracker-state.ts';

/** One look of a sensor over its field, and the observations that it consists of, in one order. */
export interface SweptLooks extends Sweep {
  readonly looks: readonly Observation[];
}

/** Where one observation of a sweep went. */
export interface FollowedLook {
  readonly look: Observation;
  /** The object that it most probably is; absent where it is most probably nothing. */
  readonly track?: TrackId;
  /** Whether that is a track by now, and no mere chance of one. */
  readonly shown: boolean;
  /** Where it has just become one: the first looks of other sensors that had seen it before. */
  readonly before?: readonly Observation[];
}

/** Two tracks of which, after an encounter, each proved likelier to be the other. */
export interface TrackExchange {
  readonly tracks: readonly [one: TrackId, other: TrackId];
  readonly at: Instant;
}

/** Seen but once, a thing may be anything. */
const LOOKS_TO_SHOW = 2;
/** Below this probability a detection says nothing of what it is credited to. */
const PROBABLE = 0.5;
/** Squared Mahalanobis distance within which two of one name are one. */
const SAME_NAME = 100;
/** How much likelier a report is of something than of nothing. */
const LIKELIER = { authenticated: 20, unauthenticated: 4 } as const;
/** Velocity is known so well, (m/s)², when nothing but reports moves a track that scans have followed. */
const SPEED_VARIANCE = 4;

/**
 * What scans see, as tracks. The sectors follow objects, numbered; here each gets the id, the names,
 * the class and the label of a track, at first tentatively. When it is worth reporting it becomes a
 * track, or part of the one track of single reports that is at its place.
 */
export class ScanFollower {
  readonly #state: TrackerState;
  readonly #hasher: Hasher;
  readonly #rollUp: RollUp;
  readonly #beside: (estimate: Estimate) => Estimate | undefined;
  readonly #net: SectorNet;

  constructor(
    state: TrackerState,
    hasher: Hasher,
    rollUp: RollUp,
    beside: (estimate: Estimate) => Estimate | undefined,
  ) {
    this.#state = state;
    this.#hasher = hasher;
    this.#rollUp = rollUp;
    this.#beside = beside;
    this.#net = new SectorNet(state.net);
  }

  follow(sweep: SweptLooks): readonly FollowedLook[] {
    const credits = this.#net.use(sweep);
    const objects = new Set<number>();
    for (const [k, credit] of credits.entries()) {
      if (credit === undefined) continue;
      this.#note(credit, sweep.looks[k] as Observation);
      objects.add(credit.object);
    }
    const before = new Map<number, readonly Observation[]>();
    for (const [object, now] of this.#net.states(objects)) this.#show(object, now, before);
    for (const [k, credit] of credits.entries())
      if (credit !== undefined && credit.share >= PROBABLE)
        this.#ownName(credit.object, sweep.looks[k] as Observation);
    return sweep.looks.map((look, k) => {
      const object = credits[k]?.object;
      if (object === undefined) return { look, shown: false };
      const shown = this.#state.objects.get(object);
      const track = shown ?? this.#state.tentative.get(object)?.estimate.id;
      const seen = before.get(object);
      before.delete(object);
      return {
        look,
        ...(track !== undefined && { track }),
        shown: shown !== undefined,
        ...(seen !== undefined && { before: seen }),
      };
    });
  }

  /** Gives a report to the object that moves a track. */
  hear(estimate: Estimate, look: Look, position: Position): void {
    if (estimate.object === undefined) return;
    const known = this.#net.hear(estimate.object, {
      position,
      covariance: covarianceOf(look) ?? ASSUMED,
      t: look.observedAt / 1000,
      likelier: LIKELIER[look.trust],
      fused: look.fuses !== undefined,
    });
    const now = known ? this.#net.state(estimate.object) : undefined;
    if (now !== undefined) steer(estimate, now);
  }

  /** Tracks that were near each other and have parted, and go on under each other's ids. */
  review(now: Instant): readonly TrackExchange[] {
    const { objects, tracks } = this.#state;
    const exchanges = this.#net.review(now / 1000, (object) => objects.has(object));
    const states = this.#net.states(new Set(exchanges.flatMap((one) => one.objects)));
    return exchanges.flatMap(({ objects: pair }) => {
      const ids = pair.map((object) => objects.get(object));
      const [one, other] = ids;
      for (const [n, id] of ids.entries()) {
        const track = id === undefined ? undefined : tracks.get(id);
        const now = states.get(pair[n] as number);
        if (track === undefined || track.object !== pair[n] || now === undefined) continue;
        changed(this.#state, track, () => steer(track, now));
      }
      // Of two that are one track by now nothing is exchanged that anybody sees.
      if (one === undefined || other === undefined || one === other) return [];
      return [{ tracks: [one, other] as const, at: now }];
    });
  }

  /** Gives up objects that scans no longer find. A track that has a name goes on without one. */
  tidy(now: Instant): readonly TrackId[] {
    const { tentative, objects, tracks } = this.#state;
    const moved: TrackId[] = [];
    for (const { id: object, gone } of this.#net.tidy(now / 1000)) {
      tentative.delete(object);
      const id = objects.get(object);
      objects.delete(object);
      const estimate = id === undefined ? undefined : tracks.get(id);
      if (estimate === undefined || estimate.object !== object) continue;
      estimate.object = objectsOf(this.#state, { ...estimate, object: undefined })[0];
      if (estimate.object !== undefined) continue;
      if (gone && estimate.identities.length === 0) {
        this.#state.aside.push({ ...stateOf(estimate), existence: 0, ended: true });
        this.end(estimate);
        continue;
      }
      moved.push(estimate.id);
      estimate.existence = undefined;
      estimate.motion.ve = Math.max(estimate.motion.ve, SPEED_VARIANCE);
      estimate.motion.vn = Math.max(estimate.motion.vn, SPEED_VARIANCE);
    }
    return moved;
  }

  /** Ends a track. What scans follow under it begins anew where they see it again. */
  end(estimate: Estimate): void {
    const { joined, parted, objects } = this.#state;
    for (const object of objectsOf(this.#state, estimate)) objects.delete(object);
    leave(this.#state, estimate);
    for (const id of estimate.joins) joined.delete(id);
    for (const pair of parted) if (pair.includes(estimate.id)) parted.delete(pair);
  }

  /** Takes back that two are held apart. */
  allow(a: TrackId, b: TrackId): void {
    this.#state.parted.delete(pairOf(a, b));
  }

  offsets(): ReadonlyMap<string, SensorOffset> {
    return this.#net.offsets();
  }

  write(): void {
    this.#state.net = this.#net.written();
  }

  #note({ object, share }: Credit, look: Observation): void {
    const id = this.#state.objects.get(object);
    const track = id === undefined ? undefined : this.#state.tracks.get(id);
    if (track !== undefined) {
      changed(this.#state, track, () => take(track, look, share));
      track.label = this.#rollUp(track.label, look.label);
      return;
    }
    const known = this.#state.tentative.get(object);
    if (known === undefined) {
      this.#state.tentative.set(object, this.#begin(object, look));
      return;
    }
    const { estimate, firstLooks } = known;
    take(estimate, look, share);
    estimate.label = this.#rollUp(estimate.label, look.label);
    if (firstLooks.length < 8 && firstLooks.every(({ sensor }) => sensor !== look.sensor))
      firstLooks.push(look);
  }

  #begin(object: number, look: Observation): Tentative {
    const id = derivedId(this.#hasher, 'track', [look.id], 0) as TrackId;
    const position = look.position ?? (this.#net.place(object) as Position);
    const estimate = firstEstimate(id, look, position);
    estimate.object = object;
    return { estimate, firstLooks: [look] };
  }

  /** A detection that bears a name is of the track that is known by it, where that one fits. */
  #ownName(object: number, look: Observation): void {
    const { byIdentity, objects, tracks } = this.#state;
    const id = objects.get(object);
    const track = id === undefined ? undefined : tracks.get(id);
    if (look.identity === undefined || look.position === undefined || track === undefined) return;
    for (const name of [...(byIdentity.get(look.identity) ?? [])]) {
      const other = tracks.get(name);
      if (other === undefined || other.id === track.id || other.object !== undefined) continue;
      if (isParted(this.#state, track.id, name)) continue;
      if (misfit(other, look, look.position).distanceSquared > SAME_NAME) continue;
      const kept = elder(track, other);
      join(this.#state, this.#rollUp, kept, kept === track ? other : track);
      return;
    }
  }

  /** Moves the track of an object; makes it one where it has become worth it. */
  #show(object: number, now: ObjectState, before: Map<number, readonly Observation[]>): void {
    const { objects, tracks, tentative } = this.#state;
    const id = objects.get(object);
    const track = id === undefined ? undefined : tracks.get(id);
    if (track !== undefined) {
      if (track.object === object) changed(this.#state, track, () => steer(track, now));
      return;
    }
    const known = tentative.get(object);
    if (known === undefined || known.estimate.looks < LOOKS_TO_SHOW) return;
    tentative.delete(object);
    const { estimate, firstLooks } = known;
    steer(estimate, now);
    before.set(object, firstLooks);
    const other = this.#beside(estimate);
    objects.set(object, (other ?? estimate).id);
    if (other === undefined) enter(this.#state, estimate);
    else join(this.#state, this.#rollUp, other, estimate);
  }
}

/** Puts a track where the filter of scans has its object. */
function steer(estimate: Estimate, { position, vx, vy, xx, xy, yy, existence, t }: ObjectState) {
  const { motion } = estimate;
  const { height } = estimate.position;
  estimate.position = height === undefined ? position : { ...position, height };
  estimate.at = instant(Math.round(t * 1000));
  estimate.accuracyKnown = true;
  estimate.existence = existence;
  Object.assign(motion, { east: vx, north: vy, pe: xx, pc: xy, pn: yy });
  Object.assign(motion, { ve: SPEED_VARIANCE, vn: SPEED_VARIANCE, vc: 0 });
  Object.assign(motion, { ce: 0, cn: 0, cen: 0, cne: 0 });
  leaveFootprint(estimate);
  if (estimate.looks > 3) goneFaster(estimate);
}

function take(estimate: Estimate, look: Observation, share: number): void {
  if (share >= PROBABLE) noteLook(estimate, look);
  else {
    estimate.looks += 1;
    estimate.pending.push(look.id);
  }
}
