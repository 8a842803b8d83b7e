import { ObjectTracker } from './objects/object-tracker.ts';
import { BOX, chance, type Place, scanOf } from './objects/watch.fixture.ts';
import { costOf, keptThrough } from './sectors/many.fixture.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string; readonly besides?: string };
}

const OBJECTS = 100;
const SECONDS = 300;

const followed = (targets: number): Bench => ({
  name: `tracking: ${targets} targets live in sectors, four in 16 km²`,
  run() {
    const { usPerDetection, msPerSecond, sectors, tracks } = costOf(targets);
    const besides = `${msPerSecond} ms of CPU a second, ${sectors} sectors, ${tracks} tracks`;
    return { value: usPerDetection, unit: 'µs/detection', besides };
  },
});

export const benches: readonly Bench[] = [
  followed(500),
  followed(5_000),
  followed(50_000),
  {
    name: 'tracking: what 500 targets take to remember after an hour, to what after ten minutes',
    run() {
      const kept = keptThrough(500, 60);
      const [first, last] = [kept[0]?.stateBytes ?? 1, kept.at(-1)?.stateBytes ?? 0];
      const besides = kept.map(({ stateBytes }) => `${(stateBytes / 1e6).toFixed(2)}`).join(', ');
      return { value: Math.round((100 * last) / first) / 100, unit: '×', besides: `${besides} MB` };
    },
  },
  {
    name: 'tracking: 100 objects through 900 scans of three sensors, some late',
    run() {
      const next = chance(1);
      const way = Array.from({ length: OBJECTS }, () => [
        4000 * next(),
        4000 * next(),
        8 * next() - 4,
        8 * next() - 4,
      ]) as [number, number, number, number][];
      const seconds = Array.from({ length: SECONDS }, (_, t) => {
        const truth = way.map(([x, y, vx, vy]): Place => [x + vx * t, y + vy * t]);
        return ['a', 'b', 'c'].map((sensor, i) => scanOf(t, truth, next, { sensor, lateness: i }));
      });
      const tracker = new ObjectTracker(BOX);
      let detections = 0;
      let reported = 0;
      const start = performance.now();
      for (const [t, scans] of seconds.entries()) {
        for (const scan of scans) {
          tracker.take(scan);
          detections += scan.detections.length;
        }
        tracker.advance(t);
        for (const _ of tracker.tracks(t)) reported += 1;
      }
      const taken = (performance.now() - start) / 1000;
      if (reported === 0) throw new Error('nothing was tracked');
      return { value: Math.round(detections / taken), unit: 'detections/s' };
    },
  },
];
