import { instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import { classify, type Estimate, leaveFootprint, stateOf } from './estimate.ts';
import type { TrackId } from './track.ts';
import { changed, enter, leave, pairOf, type TrackerState } from './tracker-state.ts';

/** To whom what was made of two records may go. */
export type RollUp = (a: LabelId, b: LabelId) => LabelId;

/** The id of two under which a thing goes on: of the one seen first. */
export const elder = (a: Estimate, b: Estimate): Estimate =>
  a.firstSeenAt < b.firstSeenAt || (a.firstSeenAt === b.firstSeenAt && a.id < b.id) ? a : b;

/** Makes one track of two that are one thing. What is said of `gone` from now on is said of `kept`. */
export function join(state: TrackerState, rollUp: RollUp, kept: Estimate, gone: Estimate): void {
  if (state.tracks.has(gone.id)) leave(state, gone);
  changed(state, kept, () => {
    if (gone.object !== undefined && kept.object === undefined) follow(kept, gone);
    kept.firstSeenAt = instant(Math.min(kept.firstSeenAt, gone.firstSeenAt));
    kept.identities = union(kept.identities, gone.identities);
    kept.sensors = union(kept.sensors, gone.sensors);
    if (gone.trust === 'authenticated') kept.trust = 'authenticated';
    kept.party ??= gone.party;
    kept.looks += gone.looks;
    kept.pending.push(...gone.pending);
    if (gone.attributes !== undefined) kept.attributes = { ...gone.attributes, ...kept.attributes };
    kept.label = rollUp(kept.label, gone.label);
    kept.exercise ||= gone.exercise;
    for (const [source, word] of gone.words)
      if (!kept.words.has(source)) kept.words.set(source, word);
    kept.fastest = Math.max(kept.fastest, gone.fastest);
    kept.joins = [...kept.joins, ...gone.joins, gone.id];
    kept.lean = undefined;
  });
  classify(kept);
  gone.pending = [];
  for (const object of objectsOf(state, gone)) state.objects.set(object, kept.id);
  for (const id of gone.joins) {
    const identities = state.joined.get(id)?.identities ?? [];
    state.joined.set(id, { to: kept.id, identities });
  }
  state.joined.set(gone.id, { to: kept.id, identities: gone.identities });
  state.aside.push({ ...stateOf(gone), joinedTo: kept.id });
}

/** Puts a track where an object is that scans follow. */
function follow(track: Estimate, from: Estimate): void {
  track.object = from.object;
  track.existence = from.existence;
  track.at = from.at;
  track.position = from.position;
  track.motion = { ...from.motion };
  track.accuracyKnown = from.accuracyKnown;
  leaveFootprint(track);
}

/**
 * Holds two tracks apart from now on. One that was taken into the other goes on again under its own
 * id and names, from where both are now. False where neither is known.
 */
export function part(state: TrackerState, a: TrackId, b: TrackId): readonly TrackId[] | undefined {
  const [one, other] = [state.tracks.get(a), state.tracks.get(b)];
  if (one !== undefined && other !== undefined) {
    state.parted.add(pairOf(a, b));
    one.lean = undefined;
    other.lean = undefined;
    return [a, b];
  }
  const kept = one ?? other;
  const gone = kept === one ? b : a;
  const joined = state.joined.get(gone);
  if (kept === undefined || joined?.to !== kept.id) return undefined;
  revive(state, kept, gone, joined.identities);
  state.parted.add(pairOf(a, b));
  return [a, b];
}

function revive(
  state: TrackerState,
  kept: Estimate,
  id: TrackId,
  identities: readonly string[],
): void {
  state.joined.delete(id);
  changed(state, kept, () => {
    kept.identities = kept.identities.filter((name) => !identities.includes(name));
    kept.joins = kept.joins.filter((other) => other !== id);
  });
  const back: Estimate = {
    ...kept,
    id,
    motion: { ...kept.motion },
    identities,
    pending: [],
    looks: 1,
    words: new Map(),
    class: {},
    attributes: undefined,
    trail: [...kept.trail],
    object: undefined,
    existence: undefined,
    joins: [],
  };
  // A second object that scans follow under the same id is the one that goes.
  const spare = objectsOf(state, kept).find((object) => object !== kept.object);
  if (spare !== undefined) {
    back.object = spare;
    state.objects.set(spare, id);
  }
  enter(state, back);
}

/** The objects that scans follow under a track: more than one only where tracks were joined. */
export function objectsOf(
  { objects }: TrackerState,
  { id, object, joins }: Estimate,
): readonly number[] {
  if (joins.length > 0) return [...objects].flatMap(([one, to]) => (to === id ? one : []));
  return object !== undefined && objects.get(object) === id ? [object] : [];
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] =>
  b.every((name) => a.includes(name)) ? a : [...new Set([...a, ...b])].sort();

export const isParted = (state: TrackerState, a: TrackId, b: TrackId): boolean =>
  state.parted.size > 0 && state.parted.has(pairOf(a, b));
