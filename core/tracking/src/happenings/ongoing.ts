import { type Instant, instant } from '@greenline/base';
import { fromLocal, localFrame, type Position, toLocal } from '@greenline/geo';
import type { Covariance } from '@greenline/observation';
import { type Arrival, reportIn, type SenseOf } from './arrival.ts';
import { Scene } from './scene.ts';
import type { Candidate } from './seeds.ts';
import { solve } from './solve.ts';

/** Where and when something happened, from the arrivals filed under it. */
export interface Fix {
  readonly members: readonly Arrival[];
  readonly at: Instant;
  /** Half-width of the 95 % interval, seconds. */
  readonly uncertaintyS: number;
  readonly position: Position;
  readonly covariance: Covariance;
}

/** A happening that stands: it teaches who hears how well, and its arrivals are filed under no other. */
export interface Standing {
  readonly members: readonly Arrival[];
  readonly at: Instant;
  readonly position: Position;
}

/**
 * Files arrivals that are open under the happenings they most probably tell of, beside those that
 * stand. Those that have `begun` are kept to start with where no new report can be of them. The plane
 * lies about the first sensor: all must be of one country, some 300 km wide at most.
 */
export function fixes(
  open: readonly Arrival[],
  standing: readonly Standing[],
  senseOf: SenseOf,
  begun: readonly Standing[] = [],
): readonly Fix[] {
  const [first] = open;
  if (first?.report.sightline === undefined || open.length < 2) return [];
  const frame = localFrame('barrage', first.report.sightline.position);
  const since = instant(Math.floor(first.report.observedAt / 1000) * 1000);
  const arrivals = [...open, ...standing.flatMap(({ members }) => members)];
  const reports = arrivals.map((arrival) => reportIn(frame, since, arrival, senseOf));
  const closed = new Set([...arrivals.keys()].slice(open.length));
  const scene = new Scene(reports, closed);
  let next = open.length;
  const stand = standing.flatMap(({ members: told, at, position }) => {
    const members = told.map((_, i) => next + i);
    next += told.length;
    const { east: x, north: y } = toLocal(frame, position);
    const fitted = scene.fit(members, { x, y, t: (at - since) / 1000 });
    return fitted === undefined ? [] : [{ members, fitted, gain: 0 }];
  });
  const place = new Map(open.map((arrival, i) => [arrival, i]));
  const before = begun.flatMap(({ members: told, at, position }) => {
    const members = told.flatMap((one) => place.get(one) ?? []).sort((i, j) => i - j);
    const { east: x, north: y } = toLocal(frame, position);
    const fitted = scene.fit(members, { x, y, t: (at - since) / 1000 });
    return fitted === undefined ? [] : [{ members, fitted, gain: 0 }];
  });
  return [...solve(scene, stand, untouched(scene, before, open.length))]
    .sort((a, b) => a.fitted.t - b.fitted.t)
    .map(({ members, fitted }) => {
      const [xx, xy, , yy, , tt] = fitted.covariance;
      const { lon, lat } = fromLocal(frame, { east: fitted.x, north: fitted.y });
      return {
        members: members.map((i) => arrivals[i] as Arrival),
        at: instant(Math.round(since + fitted.t * 1000)),
        uncertaintyS: rounded(1.96 * Math.sqrt(tt), 1000),
        position: { lon: rounded(lon, 1e7), lat: rounded(lat, 1e7) },
        covariance: [rounded(xx, 10), rounded(xy, 10), rounded(yy, 10)],
      };
    });
}

/** Those that no report which is filed nowhere can be of: the others are sought anew with it. */
function untouched(scene: Scene, begun: readonly Candidate[], open: number): readonly Candidate[] {
  const filed = new Set(begun.flatMap(({ members }) => members));
  const free = Array.from({ length: open }, (_, i) => i).filter((i) => !filed.has(i));
  return begun.filter(
    ({ fitted }) => !free.some((i) => scene.belongs(i, fitted) > Number.NEGATIVE_INFINITY),
  );
}

const rounded = (value: number, by: number): number => Math.round(value * by) / by;
