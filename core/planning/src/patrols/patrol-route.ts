import type { Position } from '@greenline/geo';
import type { RoadGraph, RoadWay } from './road-graph.ts';

/** A patrol's day: where it starts and ends, what it should visit, and how long it may be out. */
export interface PatrolTask {
  readonly base: Position;
  /** By name, so that what was left out can be named. */
  readonly visits: readonly PatrolVisit[];
  /** Seconds from leaving the base to being back. */
  readonly most: number;
  /** No visit lies further from a road, metres. */
  readonly walk: number;
}

export interface PatrolVisit {
  readonly id: string;
  readonly position: Position;
  /** Seconds that the patrol stays. */
  readonly stay: number;
  /** Of two that cannot both be visited, the weightier stays in. */
  readonly weight: number;
}

export interface PatrolRoute {
  readonly way: readonly Position[];
  readonly metres: number;
  /** Driving and staying. */
  readonly seconds: number;
  readonly visited: readonly string[];
  readonly leftOut: readonly {
    readonly id: string;
    readonly because: 'off-road' | 'out-of-reach' | 'no-time';
  }[];
}

interface Stop {
  readonly visit: PatrolVisit;
  readonly place: number;
}

/**
 * A way from the base past as much as the time allows, and back; `undefined` where no road leads from
 * the base.
 *
 * The weightiest a second is put in where it costs least, then stretches are turned round while that
 * shortens the way (2-opt, Croes 1958); then what fits after all is put in.
 */
export function patrolRoute(roads: RoadGraph, task: PatrolTask): PatrolRoute | undefined {
  const base = roads.nearest(task.base);
  if (base === undefined || base.metres > task.walk) return undefined;
  const ways = new Map<number, (to: number) => RoadWay | undefined>();
  const way = (from: number, to: number): RoadWay | undefined => {
    let all = ways.get(from);
    if (all === undefined) {
      all = roads.from(from);
      ways.set(from, all);
    }
    return all(to);
  };
  const drive = (from: number, to: number) => way(from, to)?.seconds ?? Number.POSITIVE_INFINITY;
  const leftOut: { id: string; because: 'off-road' | 'out-of-reach' | 'no-time' }[] = [];
  const open: Stop[] = [];
  for (const visit of task.visits) {
    const at = roads.nearest(visit.position);
    if (at === undefined || at.metres > task.walk)
      leftOut.push({ id: visit.id, because: 'off-road' });
    else if (drive(base.place, at.place) + drive(at.place, base.place) === Number.POSITIVE_INFINITY)
      leftOut.push({ id: visit.id, because: 'out-of-reach' });
    else open.push({ visit, place: at.place });
  }

  const stops: Stop[] = [];
  const placeAt = (i: number) => stops[i]?.place ?? base.place;
  const length = () => {
    let seconds = 0;
    for (let i = 0; i <= stops.length; i++) seconds += drive(placeAt(i - 1), placeAt(i));
    return stops.reduce((sum, { visit }) => sum + visit.stay, seconds);
  };
  const insert = (): boolean => {
    const now = length();
    let best: { stop: Stop; at: number; worth: number } | undefined;
    for (const stop of open)
      for (let at = 0; at <= stops.length; at++) {
        const [a, b] = [placeAt(at - 1), placeAt(at)];
        const more = drive(a, stop.place) + drive(stop.place, b) - drive(a, b) + stop.visit.stay;
        if (now + more > task.most) continue;
        const worth = stop.visit.weight / Math.max(1, more);
        if (best === undefined || worth > best.worth) best = { stop, at, worth };
      }
    if (best === undefined) return false;
    stops.splice(best.at, 0, best.stop);
    open.splice(open.indexOf(best.stop), 1);
    return true;
  };
  const turn = (): boolean => {
    const before = length();
    for (let i = 0; i < stops.length - 1; i++)
      for (let j = i + 2; j <= stops.length; j++) {
        const part = stops.slice(i, j);
        stops.splice(i, j - i, ...part.toReversed());
        if (length() < before - 1e-6) return true;
        stops.splice(i, j - i, ...part);
      }
    return false;
  };
  do {
    while (insert());
    while (turn());
  } while (insert());

  const legs = Array.from({ length: stops.length + 1 }, (_, i) => way(placeAt(i - 1), placeAt(i)));
  return {
    way: legs.flatMap((leg, i) => (leg?.way ?? []).slice(i === 0 ? 0 : 1)),
    metres: legs.reduce((sum, leg) => sum + (leg?.metres ?? 0), 0),
    seconds: length(),
    visited: stops.map(({ visit }) => visit.id),
    leftOut: [
      ...leftOut,
      ...open.map(({ visit }) => ({ id: visit.id, because: 'no-time' as const })),
    ],
  };
}
