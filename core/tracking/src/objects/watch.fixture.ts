import type { ObjectTrack } from './object-track.ts';
import { ObjectTracker } from './object-tracker.ts';
import type { Scan } from './scan.ts';

export const BOX = [0, 0, 4000, 4000] as const;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

export type Place = readonly [x: number, y: number];

export interface Eyes {
  readonly sensor?: string;
  readonly pd?: number;
  readonly clutter?: number;
  readonly sigma?: number;
  /** Added to every place that is told: a wrong survey. */
  readonly off?: Place;
  readonly lateness?: number;
}

/** One scan of a sensor that sees the whole box and tells places. */
export function scanOf(
  t: number,
  truth: readonly Place[],
  next: () => number,
  eyes: Eyes = {},
): Scan {
  const { sensor = 'eyes', pd = 0.95, clutter = 5, sigma = 10, off = [0, 0], lateness = 0 } = eyes;
  const detections: [number, number][] = [];
  for (const [x, y] of truth)
    if (next() < pd)
      detections.push([x + sigma * normal(next) + off[0], y + sigma * normal(next) + off[1]]);
  for (let n = 0; n < clutter; n++) detections.push([4000 * next(), 4000 * next()]);
  const [x0, y0, x1, y1] = BOX;
  return {
    sensor,
    measure: 'place',
    t,
    ta: t + lateness,
    origin: [0, 0],
    field: { kind: 'rect', x0, y0, x1, y1 },
    pd,
    clutter: Math.max(clutter, 0.01),
    noise: [
      [sigma ** 2, 0],
      [0, sigma ** 2],
    ],
    detections,
  };
}

/** One scan of a radar at (2000, -500) that is blind to what hardly moves towards or from it. */
export function radarScanOf(
  t: number,
  truth: readonly (readonly [x: number, y: number, vx: number, vy: number])[],
  next: () => number,
): Scan {
  const [ox, oy] = [2000, -500];
  const [sigmaAzimuth, sigmaRange] = [0.005, 12];
  const detections: [number, number][] = [];
  for (const [x, y, vx, vy] of truth) {
    const range = Math.hypot(x - ox, y - oy);
    const speed = ((x - ox) * vx + (y - oy) * vy) / range;
    if (Math.abs(speed) < 1 || next() > 0.9) continue;
    const azimuth = Math.atan2(y - oy, x - ox) + sigmaAzimuth * normal(next);
    detections.push([azimuth, range + sigmaRange * normal(next)]);
  }
  for (let n = 0; n < 5; n++) detections.push([Math.PI * (2 * next() - 1), 100 + 8900 * next()]);
  return {
    sensor: 'radar',
    measure: 'polar',
    t,
    ta: t,
    origin: [ox, oy],
    field: { kind: 'disc', r0: 100, r1: 9000 },
    pd: 0.9,
    clutter: 5,
    blindBelow: 1,
    noise: [
      [sigmaAzimuth ** 2, 0],
      [0, sigmaRange ** 2],
    ],
    detections,
  };
}

/** The tracks at each whole second, of a watch with one scan or more a second. */
export function watch(
  seconds: number,
  scansAt: (t: number) => readonly Scan[],
): readonly (readonly ObjectTrack[])[] {
  const tracker = new ObjectTracker(BOX);
  return Array.from({ length: seconds }, (_, t) => {
    for (const scan of scansAt(t)) tracker.take(scan);
    tracker.advance(t);
    return [...tracker.tracks(t)];
  });
}

/** The track that is nearest to a place, if within some metres. */
export function nearest(
  tracks: readonly ObjectTrack[],
  [x, y]: Place,
  within = 100,
): ObjectTrack | undefined {
  const far = (track: ObjectTrack) => Math.hypot(track.x - x, track.y - y);
  return tracks.filter((track) => far(track) < within).toSorted((a, b) => far(a) - far(b))[0];
}
