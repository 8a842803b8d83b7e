import { describe, expect, it } from 'vitest';
import type { ObjectTrack } from './object-track.ts';
import { ObjectTracker } from './object-tracker.ts';
import type { Scan } from './scan.ts';
import { chance, nearest, normal, type Place } from './watch.fixture.ts';

const BOX = [0, 0, 4000, 4000] as const;
const DEGREE = Math.PI / 180;
const ARRAYS: readonly Place[] = [
  [0, 0],
  [4000, 0],
  [2000, 4200],
];

/** One scan of an array that hears bearings to 1° and a false one now and then. */
function bearings(
  sensor: number,
  t: number,
  truth: readonly Place[],
  next: () => number,
  sigma = DEGREE,
): Scan {
  const [ox, oy] = ARRAYS[sensor] as Place;
  const detections: number[][] = [];
  for (const [x, y] of truth)
    if (next() < 0.9) detections.push([Math.atan2(y - oy, x - ox) + sigma * normal(next)]);
  if (next() < 0.3) detections.push([Math.PI * (2 * next() - 1)]);
  return {
    sensor: `array ${sensor}`,
    measure: 'bearing',
    t,
    ta: t + 0.2,
    origin: [ox, oy],
    field: { kind: 'disc', r0: 20, r1: 6000 },
    pd: 0.9,
    clutter: 0.3,
    noise: [[sigma ** 2]],
    detections,
  };
}

/** The tracks at each second of what arrays alone hear. */
function heardBy(
  arrays: number,
  truth: (t: number) => readonly Place[],
  seconds: number,
  seed: number,
): readonly (readonly ObjectTrack[])[] {
  const next = chance(seed);
  const tracker = new ObjectTracker(BOX);
  return Array.from({ length: seconds }, (_, t) => {
    for (let sensor = 0; sensor < arrays; sensor++)
      tracker.take(bearings(sensor, t + 0.2 * sensor - 1, truth(t + 0.2 * sensor - 1), next));
    tracker.advance(t);
    return [...tracker.tracks(t)];
  });
}

const driving = (t: number): readonly Place[] => [[1200 + 10 * t, 1500 + 4 * t]];

const three = (t: number): readonly Place[] => [
  [1200 + 10 * t, 1500 + 4 * t],
  [2600 - 8 * t, 2400 - 3 * t],
  [2200 + 2 * t, 900 + 9 * t],
];

describe('objects that only bearings tell of', () => {
  for (const [arrays, within] of [
    [2, 15],
    [3, 8],
  ] as const)
    it(`begin where ${arrays} arrays agree, within ${within} s, to 60 m`, () => {
      for (let seed = 1; seed <= 5; seed++) {
        const seen = heardBy(arrays, driving, 40, seed);
        const first = seen.findIndex((tracks, t) => nearest(tracks, driving(t)[0] as Place));
        expect(first).toBeGreaterThan(0);
        expect(first).toBeLessThanOrEqual(within);
        const last = seen.at(-1) ?? [];
        const [x, y] = driving(39)[0] as Place;
        const track = nearest(last, [x, y]);
        expect(Math.hypot((track?.x ?? 1e9) - x, (track?.y ?? 1e9) - y)).toBeLessThan(60);
        expect(last).toHaveLength(1);
      }
    });

  it('are three where three arrays hear three, and no ghost lasts', () => {
    let found = 0;
    let ghosts = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const seen = heardBy(3, three, 60, seed);
      for (const t of [40, 50, 59]) {
        const tracks = seen[t] ?? [];
        const near = three(t).map((place) => nearest(tracks, place)?.id);
        found += new Set(near.filter((id) => id !== undefined)).size;
        const far = (track: ObjectTrack) =>
          Math.min(...three(t).map(([x, y]) => Math.hypot(x - track.x, y - track.y)));
        ghosts += tracks.filter((track) => far(track) > 150).length;
      }
    }
    // Of 54 looks.
    expect(found).toBeGreaterThanOrEqual(46);
    expect(ghosts).toBe(0);
  });

  it('begin nowhere from false bearings alone', () => {
    for (let seed = 1; seed <= 5; seed++)
      expect(heardBy(3, () => [], 120, seed).flat()).toEqual([]);
  });
});
