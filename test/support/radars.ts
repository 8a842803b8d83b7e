import { type Instant, instant } from '@greenline/base';
import { fromLocal, localFrame, type Position, toLocal } from '@greenline/geo';
import type { JournalInput, MissionFiles } from '@greenline/pipeline';
import { exampleFiles, message, sighting } from './walk-in-process.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

export interface RadarSite {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly nation?: string;
}

export const RANGE_M = 20_000;
export const SIGMA_M = 15;

/** A `mission.yaml` with radars that scan every two seconds. */
export function withRadars(
  mission: string,
  radars: readonly RadarSite[],
  more: readonly string[] = [],
): string {
  const lines = radars.map(
    ({ id, lon, lat, nation = 'birch' }) =>
      `  - { id: ${id}, nation: ${nation}, kind: ground radar, trust: authenticated, sigmaM: ${SIGMA_M}, position: { lon: ${lon}, lat: ${lat} }, releasableTo: [A, B], scan: { periodS: 2, pd: 0.95, clutter: 1, rangeM: ${RANGE_M} } }`,
  );
  return mission.replace('sensors:\n', `sensors:\n${[...lines, ...more].join('\n')}\n`);
}

/** The example mission with radars. */
export function filesWithRadars(
  radars: readonly RadarSite[],
  more: readonly string[] = [],
): MissionFiles {
  const files = exampleFiles();
  return { ...files, 'mission.yaml': withRadars(files['mission.yaml'] ?? '', radars, more) };
}

export interface Moving {
  readonly lon: number;
  readonly lat: number;
  readonly east: number;
  readonly north: number;
}

export function whereAt({ lon, lat, east, north }: Moving, seconds: number): Position {
  const frame = localFrame('start', { lon, lat });
  return fromLocal(frame, { east: east * seconds, north: north * seconds });
}

/** What one scan of a radar detects, true and false. */
export function scanFeatures(
  radar: RadarSite,
  at: Instant,
  truth: readonly Position[],
  next: () => number,
  clutter = 1,
): readonly Readonly<Record<string, unknown>>[] {
  const frame = localFrame('radar', radar);
  const places: Position[] = [];
  for (const { lon, lat } of truth) {
    const { east, north } = toLocal(frame, { lon, lat });
    if (Math.hypot(east, north) > RANGE_M || next() > 0.95) continue;
    const noisy = { east: east + SIGMA_M * normal(next), north: north + SIGMA_M * normal(next) };
    places.push(fromLocal(frame, noisy));
  }
  for (let n = 0; n < clutter; n++) {
    const range = RANGE_M * Math.sqrt(next());
    const way = 2 * Math.PI * next();
    places.push(fromLocal(frame, { east: range * Math.cos(way), north: range * Math.sin(way) }));
  }
  return places.map(({ lon, lat }) => ({
    lon,
    lat,
    kind: 'object',
    sensor: radar.id,
    sigmaM: SIGMA_M,
    observedAt: new Date(at).toISOString(),
  }));
}

/** One scan of a radar as messages, one a detection, each received `lateMs` after. */
export function scanMessages(
  radar: RadarSite,
  at: Instant,
  truth: readonly Position[],
  next: () => number,
  { lateMs = 300, clutter = 1, offset = 0 } = {},
): JournalInput[] {
  return scanFeatures(radar, at, truth, next, clutter).map((one, i) =>
    message('geojson', sighting(one), instant(at + lateMs), offset + i),
  );
}
