import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import type { Estimate } from './estimate.ts';
import type { SectorNetState } from './sectors/sector-net.ts';
import type { Track, TrackId } from './track.ts';

/** All that the tracker knows: plain data and typed arrays, written down with the fold. */
export interface TrackerState {
  readonly tracks: Map<TrackId, Estimate>;
  readonly byIdentity: Map<string, TrackId[]>;
  readonly cells: Map<string, TrackId[]>;
  /** Objects that scans follow and that are no track yet, by number. */
  readonly tentative: Map<number, Tentative>;
  /** The track of each object that is one. */
  readonly objects: Map<number, TrackId>;
  /** Tracks that were taken into another. */
  readonly joined: Map<TrackId, JoinedTrack>;
  /** Pairs of tracks that officers hold apart. */
  readonly parted: Set<string>;
  /** States that are told once: of tracks that were taken into another, and of the past. */
  aside: Track[];
  /** As last written down; what is at work goes on from it. */
  net: SectorNetState | undefined;
}

/** An object that may be none: what is known of it, and the first look of each sensor. */
export interface Tentative {
  readonly estimate: Estimate;
  readonly firstLooks: Observation[];
}

export interface JoinedTrack {
  readonly to: TrackId;
  readonly identities: readonly string[];
}

export const emptyTracker = (): TrackerState => ({
  tracks: new Map(),
  byIdentity: new Map(),
  cells: new Map(),
  tentative: new Map(),
  objects: new Map(),
  joined: new Map(),
  parted: new Set(),
  aside: [],
  net: undefined,
});

/** Side of the index cells, degrees. */
const CELL = 0.05;
const COLUMNS = Math.round(360 / CELL);
const column = (lon: number): number => Math.floor((lon + 180) / CELL);
const row = (lat: number): number => Math.floor((lat + 90) / CELL);

const cellOf = ({ lon, lat }: Position): string => `${column(lon) % COLUMNS}:${row(lat)}`;

/** Enters a track under its place and its names. */
export function enter(state: TrackerState, estimate: Estimate): void {
  state.tracks.set(estimate.id, estimate);
  put(state.cells, cellOf(estimate.position), estimate.id);
  for (const identity of estimate.identities) put(state.byIdentity, identity, estimate.id);
}

/** Takes a track out, and forgets what was said of it. */
export function leave(state: TrackerState, estimate: Estimate): void {
  state.tracks.delete(estimate.id);
  drop(state.cells, cellOf(estimate.position), estimate.id);
  for (const identity of estimate.identities) drop(state.byIdentity, identity, estimate.id);
}

/** Lets a track be changed, and keeps its entries true. */
export function changed(state: TrackerState, estimate: Estimate, change: () => void): void {
  const before = cellOf(estimate.position);
  const names = estimate.identities;
  change();
  const after = cellOf(estimate.position);
  if (after !== before) {
    drop(state.cells, before, estimate.id);
    put(state.cells, after, estimate.id);
  }
  if (estimate.identities === names) return;
  for (const name of names)
    if (!estimate.identities.includes(name)) drop(state.byIdentity, name, estimate.id);
  for (const name of estimate.identities)
    if (!names.includes(name)) put(state.byIdentity, name, estimate.id);
}

/** Ids of tracks in and about the cell of a position. */
export function* neighbours(state: TrackerState, { lon, lat }: Position): Iterable<TrackId> {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      const key = `${(column(lon) + dx + COLUMNS) % COLUMNS}:${row(lat) + dy}`;
      yield* state.cells.get(key) ?? [];
    }
  }
}

/** The names of a pair of tracks, the same whichever is named first. */
export const pairOf = (a: TrackId, b: TrackId): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

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
