import type { TrackRow } from '../wire.ts';
import { emptyWorld, type World, withRows } from './world.ts';

const KEY = 'greenline.last-state';
const MOST_ROWS = 400;

/**
 * The tab's last state, for the first paint. It is kept in `sessionStorage`, which ends with the tab,
 * because what staff see must not stay behind on a machine.
 */
export function saveWorld(world: World, principal: string, savedAt: number): void {
  if (world.mission === undefined) return;
  const newest = <T extends { seq: number }>(rows: Iterable<T>): T[] =>
    [...rows].sort((a, b) => b.seq - a.seq).slice(0, MOST_ROWS);
  const tracks: TrackRow[] = [];
  for (const state of world.tracks.statesAt()) tracks.push(state.row);
  const kept = {
    principal,
    savedAt,
    me: world.me,
    mission: world.mission,
    zones: world.zones,
    feeds: world.feeds,
    feedsAt: world.feedsAt,
    clockOffset: world.clockOffset,
    tracks: newest(tracks),
    events: newest(world.events.values()),
    findings: newest(world.findings.values()),
    cases: newest(world.cases.values()),
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    sessionStorage.removeItem(KEY);
  }
}

/** The last state of the same principal, or an empty world. Its seqs start over, so all is asked anew. */
export function savedWorld(principal: string): World {
  const empty = emptyWorld();
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (kept === null || kept.principal !== principal) return empty;
    let world: World = {
      ...empty,
      me: kept.me,
      mission: kept.mission,
      ...(kept.zones && { zones: kept.zones }),
      feeds: kept.feeds ?? [],
      ...(kept.feedsAt && { feedsAt: kept.feedsAt }),
      clockOffset: kept.clockOffset ?? 0,
      savedAt: kept.savedAt,
    };
    world = withRows(world, 'track', kept.tracks ?? []);
    world = withRows(world, 'event', kept.events ?? []);
    world = withRows(world, 'finding', kept.findings ?? []);
    world = withRows(world, 'case', kept.cases ?? []);
    return { ...world, seqs: empty.seqs };
  } catch {
    return empty;
  }
}

export function forgetWorld(): void {
  sessionStorage.removeItem(KEY);
}
