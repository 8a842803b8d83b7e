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

const RECEIVERS: readonly Place[] = [
  [200, 300],
  [3700, 200],
  [3900, 3600],
  [400, 3800],
];

/** Time differences of a radio signal at each two of four receivers, to 15 m, some of them false. */
function differences(
  t: number,
  truth: readonly Place[],
  next: () => number,
  receivers = RECEIVERS,
  false_ = 0.1,
): Scan {
  const pairs = receivers.flatMap((a, i) => receivers.slice(i + 1).map((b) => [a, b] as const));
  const detections = pairs.flatMap(([a, b], n) => {
    const heard = truth.filter(() => next() < 0.9);
    const way = ([x, y]: Place) =>
      Math.hypot(x - a[0], y - a[1]) - Math.hypot(x - b[0], y - b[1]) + 15 * normal(next);
    const apart = Math.hypot(a[0] - b[0], a[1] - b[1]);
    const wrong = next() < false_ ? [[n, apart * (2 * next() - 1)]] : [];
    return [...heard.map((place) => [n, way(place)]), ...wrong];
  });
  return {
    sensor: 'receivers',
    measure: 'difference',
    t,
    ta: t + 0.2,
    origin: [0, 0],
    field: { kind: 'rect', x0: 0, y0: 0, x1: 4000, y1: 4000 },
    pd: 0.9,
    clutter: 0.1,
    noise: [[225]],
    pairs,
    detections,
  };
}

describe('objects that only time differences tell of', () => {
  const follow = (truth: (t: number) => readonly Place[], seed: number, receivers = RECEIVERS) => {
    const next = chance(seed);
    const tracker = new ObjectTracker(BOX);
    return Array.from({ length: 40 }, (_, t) => {
      tracker.take(differences(t - 1, truth(t - 1), next, receivers));
      tracker.advance(t);
      return [...tracker.tracks(t)];
    });
  };

  it('begin where the curves of three pairs agree, within 8 s, to 40 m', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const seen = follow(driving, seed);
      const first = seen.findIndex((tracks, t) => nearest(tracks, driving(t)[0] as Place));
      expect(first).toBeGreaterThan(0);
      expect(first).toBeLessThanOrEqual(8);
      const last = seen.at(-1) ?? [];
      const [x, y] = driving(39)[0] as Place;
      expect(last).toHaveLength(1);
      expect(Math.hypot((last[0]?.x ?? 1e9) - x, (last[0]?.y ?? 1e9) - y)).toBeLessThan(40);
    }
  });

  it('are three where three are heard, and no ghost lasts', () => {
    let found = 0;
    let ghosts = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const tracks = follow(three, seed)[39] ?? [];
      found += three(39).filter((place) => nearest(tracks, place) !== undefined).length;
      ghosts += tracks.filter(
        (track) =>
          Math.min(...three(39).map(([x, y]) => Math.hypot(x - track.x, y - track.y))) > 150,
      ).length;
    }
    expect(found).toBeGreaterThanOrEqual(11);
    expect(ghosts).toBe(0);
  });

  it('begin nowhere from false ones alone', () => {
    for (let seed = 1; seed <= 4; seed++) expect(follow(() => [], seed).flat()).toEqual([]);
  });

  it('begin at neither of two places where the curves of three receivers cross alike', () => {
    // Behind a receiver two places give the same differences.
    const receivers: readonly Place[] = [
      [1500, 1500],
      [2500, 1500],
      [1500, 2500],
    ];
    const truth = [[700, 1300]] as const;
    for (let seed = 1; seed <= 3; seed++) {
      const seen = follow(() => truth, seed, receivers).flat();
      const wrong = seen.filter(({ x, y }) => Math.hypot(x - 700, y - 1300) > 200);
      expect(wrong).toEqual([]);
    }
  });
});

describe('bearings of what is heard', () => {
  it('place it where it is, and not where its sound set out', () => {
    const off = (signalSpeed: number | undefined) => {
      let sum = 0;
      for (let seed = 1; seed <= 5; seed++) {
        const next = chance(seed);
        const tracker = new ObjectTracker(BOX);
        const at = (t: number): Place => [500 + 20 * t, 1800 + 6 * t];
        let error = 0;
        for (let t = 20; t < 130; t++) {
          for (const [n, [ox, oy]] of ARRAYS.entries()) {
            const when = t + 0.2 * n;
            let way = 0;
            for (let i = 0; i < 5; i++) {
              const [x, y] = at(when - way / 343);
              way = Math.hypot(x - ox, y - oy);
            }
            const heard = at(when - way / 343);
            const scan = bearings(n, when, [heard], next, DEGREE / 2);
            tracker.use(signalSpeed === undefined ? scan : { ...scan, signalSpeed });
          }
          const [x, y] = at(t + 0.4);
          const track = nearest([...tracker.tracks(t + 0.4)], [x, y], 400);
          if (t >= 60) error += Math.hypot((track?.x ?? 1e4) - x, (track?.y ?? 1e4) - y) / 70;
        }
        sum += error / 5;
      }
      return sum;
    };
    const [told, untold] = [off(343), off(undefined)];
    expect(told).toBeLessThan(70);
    expect(untold).toBeGreaterThan(2 * told);
  });
});

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
