import { derivedId, type Hasher, type Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Observation } from '@greenline/observation';
import { type Estimate, firstEstimate, misfit, stateOf, takeLook } from './estimate.ts';
import { couldBeOne, mobilityOf } from './mobility.ts';
import type { Track, TrackId } from './track.ts';

/** Chi-squared with two degrees of freedom at 0.99. */
const GATE = 9.21;
/** A thing that names itself is believed to be itself as far as it could have gone. */
const IDENTITY_GATE = 100;
/** Side of the index cells, degrees. */
const CELL = 0.05;
const MOST_ALIKE = 1_000;

/** All that the tracker knows: plain data, written down with the fold. */
export interface TrackerState {
  readonly tracks: Map<TrackId, Estimate>;
  readonly byIdentity: Map<string, TrackId[]>;
  readonly cells: Map<string, TrackId[]>;
}

/** The door of the tracker: what replaces it takes the same observations and gives the same tracks. */
export interface Tracker {
  /** The tracks that an observation made or moved; none for what is no object at a place. */
  take(observation: Observation): readonly TrackId[];
  /** The state of a track now; takes nothing away. */
  glance(id: TrackId): Track | undefined;
  /** The state of a track now, with the observations since it was last asked for here. */
  state(id: TrackId): Track | undefined;
  /** Ends tracks that were not seen for longer than their sort is remembered. */
  forget(now: Instant): readonly TrackId[];
}

export const emptyTracker = (): TrackerState => ({
  tracks: new Map(),
  byIdentity: new Map(),
  cells: new Map(),
});

/**
 * Nearest neighbour with a gate, and one constant-velocity filter a track.
 *
 * A source's own name for a thing (a transponder's, a unit's) leads to its track while the thing
 * could have come that far; what has no name goes to the nearest track in the gate.
 */
export function nearestNeighbourTracker(
  state: TrackerState,
  hasher: Hasher,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
): Tracker {
  return {
    take(look) {
      const { position } = look;
      if (look.kind !== 'object' || position === undefined) return [];
      const taken: TrackId[] = [];
      const alike = look.identity === undefined ? Math.min(look.count ?? 1, MOST_ALIKE) : 1;
      for (let ordinal = 0; ordinal < alike; ordinal++) {
        const found = ownTrack(state, look, position) ?? nearest(state, look, position, taken);
        taken.push(
          found === undefined
            ? begin(state, hasher, look, position, ordinal)
            : carryOn(state, rollUp, found, look, position),
        );
      }
      return taken;
    },
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
    forget(now) {
      const ended: TrackId[] = [];
      for (const estimate of state.tracks.values()) {
        if (now - estimate.at > mobilityOf(estimate.class).memoryS * 1000) {
          end(state, estimate);
          ended.push(estimate.id);
        }
      }
      return ended;
    },
  };
}

function ownTrack(state: TrackerState, look: Observation, position: Position) {
  if (look.identity === undefined) return undefined;
  let best: Estimate | undefined;
  let bestFit = Number.POSITIVE_INFINITY;
  for (const id of state.byIdentity.get(look.identity) ?? []) {
    const estimate = state.tracks.get(id);
    if (estimate === undefined) continue;
    const fit = misfit(estimate, look, position);
    const near = fit.distanceSquared <= IDENTITY_GATE;
    if (!near && fit.speed > mobilityOf(estimate.class).topSpeed) continue;
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
  for (const id of neighbours(state, position)) {
    const estimate = state.tracks.get(id);
    if (estimate === undefined || taken.includes(id) || !mayBe(estimate, look)) continue;
    const fit = misfit(estimate, look, position);
    if (fit.distanceSquared < bestFit && fit.speed <= mobilityOf(estimate.class).topSpeed) {
      best = estimate;
      bestFit = fit.distanceSquared;
    }
  }
  return best;
}

/** Two names from one sensor are two things; so are two parties' things, and a gun and a drone. */
function mayBe(estimate: Estimate, look: Observation): boolean {
  if (look.identity !== undefined && estimate.sensors.includes(look.sensor)) return false;
  if (look.party !== undefined && estimate.party !== undefined && look.party !== estimate.party) {
    return false;
  }
  return couldBeOne(mobilityOf(estimate.class), mobilityOf(look.class));
}

function begin(
  state: TrackerState,
  hasher: Hasher,
  look: Observation,
  position: Position,
  ordinal: number,
): TrackId {
  const id = derivedId(hasher, 'track', [look.id], ordinal) as TrackId;
  const estimate = firstEstimate(id, look, position);
  state.tracks.set(id, estimate);
  put(state.cells, cellOf(position), id);
  if (look.identity !== undefined) put(state.byIdentity, look.identity, id);
  return id;
}

function carryOn(
  state: TrackerState,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
  estimate: Estimate,
  look: Observation,
  position: Position,
): TrackId {
  const before = cellOf(estimate.position);
  const named = look.identity !== undefined && !estimate.identities.includes(look.identity);
  takeLook(estimate, look, position);
  estimate.label = rollUp(estimate.label, look.label);
  if (named && look.identity !== undefined) put(state.byIdentity, look.identity, estimate.id);
  const after = cellOf(estimate.position);
  if (after !== before) {
    drop(state.cells, before, estimate.id);
    put(state.cells, after, estimate.id);
  }
  return estimate.id;
}

function end(state: TrackerState, estimate: Estimate): void {
  state.tracks.delete(estimate.id);
  drop(state.cells, cellOf(estimate.position), estimate.id);
  for (const identity of estimate.identities) drop(state.byIdentity, identity, estimate.id);
}

const column = (lon: number): number => Math.floor((lon + 180) / CELL);
const row = (lat: number): number => Math.floor((lat + 90) / CELL);
const COLUMNS = Math.round(360 / CELL);

const cellOf = ({ lon, lat }: Position): string => `${column(lon) % COLUMNS}:${row(lat)}`;

function* neighbours(state: TrackerState, { lon, lat }: Position): Iterable<TrackId> {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      const key = `${(column(lon) + dx + COLUMNS) % COLUMNS}:${row(lat) + dy}`;
      yield* state.cells.get(key) ?? [];
    }
  }
}

function put(index: Map<string, TrackId[]>, key: string, id: TrackId): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, [id]);
  else ids.push(id);
}

function drop(index: Map<string, TrackId[]>, key: string, id: TrackId): void {
  const ids = index.get(key)?.filter((other) => other !== id) ?? [];
  if (ids.length === 0) index.delete(key);
  else index.set(key, ids);
}
