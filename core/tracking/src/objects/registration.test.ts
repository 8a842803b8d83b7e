import { describe, expect, it } from 'vitest';
import { ObjectTracker } from './object-tracker.ts';
import type { RegisteredSensor } from './registration.ts';
import type { Scan } from './scan.ts';
import { BOX, chance, normal } from './watch.fixture.ts';

const DEGREE = Math.PI / 180;

/** How a radar of the test is wrong: as `SensorError`. */
interface Wrong {
  readonly dx?: number;
  readonly dy?: number;
  readonly turn?: number;
  readonly lag?: number;
}

const SITES = { A: [-500, -500], B: [4500, -300], C: [2000, 5000] } as const;
type Name = keyof typeof SITES;

/** Vehicles on courses of their own, turning slowly, 8 to 20 m/s. */
function vehicles(count: number, next: () => number) {
  const start = Array.from({ length: count }, () => ({
    x: 600 + 2800 * next(),
    y: 600 + 2800 * next(),
    speed: 8 + 12 * next(),
    course: 2 * Math.PI * next(),
  }));
  return (t: number) =>
    start.map(({ x, y, speed, course }) => {
      // To and fro on an ellipse of 20 s: nothing leaves the box.
      const phase = t / 20 + course;
      return [
        x + 20 * speed * Math.sin(phase),
        y + 15 * speed * Math.cos(course + t / 25),
      ] as const;
    });
}

function radar(
  sensor: Name,
  said: number,
  at: ReturnType<typeof vehicles>,
  wrong: Wrong,
  next: () => number,
): Scan {
  const { dx = 0, dy = 0, turn = 0, lag = 0 } = wrong;
  const [ox, oy] = SITES[sensor];
  const [sigmaAzimuth, sigmaRange] = [0.002, 10];
  const detections: [number, number][] = [];
  for (const [x, y] of at(said - lag)) {
    if (next() > 0.9) continue;
    const azimuth = Math.atan2(y - oy, x - ox) + turn + sigmaAzimuth * normal(next);
    detections.push([azimuth, Math.hypot(x - ox, y - oy) + sigmaRange * normal(next)]);
  }
  for (let n = 0; n < 5; n++) detections.push([Math.PI * (2 * next() - 1), 9000 * next()]);
  return {
    sensor,
    measure: 'polar',
    t: said,
    ta: Math.max(said, said - lag) + 0.3,
    origin: [ox + dx, oy + dy],
    field: { kind: 'disc', r0: 50, r1: 9000 },
    pd: 0.9,
    clutter: 5,
    noise: [
      [sigmaAzimuth ** 2, 0],
      [0, sigmaRange ** 2],
    ],
    detections,
  };
}

/** What is known of three radars, heard in an order, after a time. */
function watched(
  order: readonly Name[],
  wrong: Partial<Record<Name, Wrong>>,
  { seconds = 60, count = 30, seed = 1 } = {},
): { of: (sensor: Name) => RegisteredSensor; tracker: ObjectTracker } {
  const next = chance(seed);
  const at = vehicles(count, next);
  const tracker = new ObjectTracker(BOX);
  for (let t = 0; t < seconds; t++) {
    // The one heard first is heard for four seconds before the others.
    for (const [n, sensor] of order.entries())
      if (n === 0 || t >= 4) tracker.take(radar(sensor, t + n / 4, at, wrong[sensor] ?? {}, next));
    tracker.advance(t);
  }
  const found = new Map(tracker.registration.map((one) => [one.sensor, one]));
  return {
    tracker,
    of: (sensor) => found.get(sensor) ?? { sensor, dx: 0, dy: 0, turn: 0, lag: 0, judgements: 0 },
  };
}

const ORDERS: readonly (readonly Name[])[] = [
  ['A', 'B', 'C'],
  ['B', 'A', 'C'],
  ['C', 'B', 'A'],
];

describe('sensors that are wrong about themselves', () => {
  for (const order of ORDERS)
    for (const seed of [1, 2]) {
      const heard = `heard in the order ${order.join(', ')} (seed ${seed})`;

      it(`finds a radar surveyed 300 m off to 10 m within a minute, ${heard}`, () => {
        const { of } = watched(order, { A: { dx: 180, dy: -240 } }, { seed });
        expect(Math.hypot(of('A').dx - 180, of('A').dy + 240)).toBeLessThan(10);
        for (const other of ['B', 'C'] as const)
          expect(Math.hypot(of(other).dx, of(other).dy)).toBeLessThan(10);
      });

      it(`finds a radar turned by 1° to 0.1° within a minute, ${heard}`, () => {
        const { of } = watched(order, { A: { turn: DEGREE } }, { seed });
        expect(Math.abs(of('A').turn / DEGREE - 1)).toBeLessThan(0.1);
        for (const other of ['B', 'C'] as const)
          expect(Math.abs(of(other).turn / DEGREE)).toBeLessThan(0.1);
        expect(Math.hypot(of('A').dx, of('A').dy)).toBeLessThan(10);
      });

      it(`finds a clock that is 0.8 s ahead to 0.1 s within a minute, ${heard}`, () => {
        const { of } = watched(order, { A: { lag: 0.8 } }, { seed });
        expect(Math.abs(of('A').lag - 0.8)).toBeLessThan(0.1);
        for (const other of ['B', 'C'] as const) expect(Math.abs(of(other).lag)).toBeLessThan(0.1);
      });

      it(`finds a clock that is 0.8 s behind, ${heard}`, () => {
        const { of } = watched(order, { A: { lag: -0.8 } }, { seed });
        expect(Math.abs(of('A').lag + 0.8)).toBeLessThan(0.1);
      });
    }

  it('corrects nobody where nobody is wrong', () => {
    for (let seed = 10; seed < 16; seed++) {
      const { tracker } = watched(['A', 'B', 'C'], {}, { seed });
      for (const { dx, dy, turn, lag } of tracker.registration)
        expect([dx, dy, turn, lag]).toEqual([0, 0, 0, 0]);
    }
  });

  it('says nothing of a sensor until another is heard, and then finds it right or wrong', () => {
    const alone = watched(['A'], { A: { dx: 300 } }, { seconds: 30 });
    expect(alone.tracker.registration).toEqual([]);
    const { tracker, of } = watched(['A', 'B'], { B: { dx: 300 } }, { seconds: 30 });
    expect(tracker.registration.map(({ sensor }) => sensor)).toEqual(['A', 'B']);
    expect(of('A').dx).toBe(0);
    expect(Math.abs(of('B').dx - 300)).toBeLessThan(20);
  });

  it('goes on the same from what was written down', () => {
    const next = chance(3);
    const at = vehicles(20, next);
    const wrong: Wrong = { turn: DEGREE, lag: 0.5 };
    const scans = Array.from({ length: 40 }, (_, t) => [
      radar('B', t, at, {}, next),
      radar('A', t + 0.3, at, wrong, next),
      radar('C', t + 0.6, at, {}, next),
    ]);
    const go = (tracker: ObjectTracker, from: number, to: number) => {
      for (let t = from; t < to; t++) for (const scan of scans[t] ?? []) tracker.use(scan);
      return tracker;
    };
    const whole = go(new ObjectTracker(BOX), 0, 40);
    const half = structuredClone(go(new ObjectTracker(BOX), 0, 20).written());
    const resumed = new ObjectTracker(BOX);
    resumed.restore(half);
    expect([...go(resumed, 20, 40).tracks(40)]).toEqual([...whole.tracks(40)]);
    expect(resumed.registration).toEqual(whole.registration);
  });
});
