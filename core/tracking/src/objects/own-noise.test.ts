import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, COVARIANCE, STRIDE } from './belief.ts';
import { correct, likelihood, weigh } from './correct.ts';
import { correctEach, likelihoodEach, weighEach } from './correct-each.ts';
import { ObjectTracker } from './object-tracker.ts';
import { parseScan } from './parse-scan.ts';
import type { Scan } from './scan.ts';
import { BOX, chance, nearest, normal, scanOf } from './watch.fixture.ts';

const square = (variance: number): Scan['noise'] => [
  [variance, 0],
  [0, variance],
];

describe('a belief corrected by places of which each has its own covariance', () => {
  const real = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
  const place = fc.record({
    x: real(60),
    y: real(60),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });

  it('is what it is by one covariance for all, where they are alike', () => {
    const some = fc.array(place, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, real(20), fc.double({ min: 30, max: 900, noNaN: true }), (seen, xy, xx) => {
        const missed = 0.2;
        const sum = seen.reduce((all, { share }) => all + share, 0);
        const places = Float64Array.from(
          seen.flatMap(({ x, y, share }) => [x, y, ((1 - missed) * share) / sum]),
        );
        const [one, each] = [new Float64Array(STRIDE), new Float64Array(STRIDE)];
        for (const of of [one, each])
          begin(of, 0, { x: 1, y: 2, xx: 200, xy: 30, yy: 100, existence: 0.9, t: 0 });
        const sight = Float64Array.of(0.9, 0.8, 0.3, xx, xy, 400);
        const noises = Float64Array.from(seen.flatMap(() => [xx, xy, 400]));
        weigh(one, 0, sight, 0, places, 0, seen.length);
        weighEach(each, 0, sight, 0, places, 0, noises, seen.length);
        for (const k of seen.keys())
          expect(likelihoodEach(each, 0, k)).toBeCloseTo(likelihood(one, 0, k), 12);
        correct(one, 0, sight, 0, places, 0, seen.length, missed);
        correctEach(each, 0, sight, 0, places, 0, noises, seen.length, missed);
        for (let i = 0; i < STRIDE; i++)
          expect(Math.abs((each[i] ?? 0) - (one[i] ?? 0))).toBeLessThan(
            1e-7 * Math.max(1, Math.abs(one[i] ?? 0)),
          );
      }),
    );
  });

  it('follows the sharp one of two that are as probable', () => {
    const of = new Float64Array(STRIDE);
    begin(of, 0, { x: 0, y: 0, xx: 400, xy: 0, yy: 400, existence: 0.9, t: 0 });
    const sight = Float64Array.of(0.9, 0.9, 0.9, 900, 0, 900);
    const places = Float64Array.of(20, 0, 0.5, -20, 0, 0.5);
    correctEach(of, 0, sight, 0, places, 0, Float64Array.of(4, 0, 4, 900, 0, 900), 2, 0);
    expect(of[3]).toBeGreaterThan(5);
    expect(of[COVARIANCE]).toBeLessThan(400);
  });
});

describe('a scan whose detections state each their own covariance', () => {
  /** How well two things are known that one sensor sees, one well and one badly. */
  function known(each: boolean, seed: number) {
    const next = chance(seed);
    const tracker = new ObjectTracker(BOX);
    const truth = (t: number) =>
      [
        [800 + 8 * t, 1000],
        [3000 - 8 * t, 2600],
      ] as const;
    for (let t = 0; t < 30; t++) {
      const scan = scanOf(t, [], next, { clutter: 0 });
      const detections = truth(t).map(([x, y], n) => {
        const sigma = n === 0 ? 4 : 50;
        return [x + sigma * normal(next), y + sigma * normal(next)];
      });
      const noises = [square(16), square(2500)];
      const mean = square((16 + 2500) / 2);
      tracker.use({
        ...scan,
        detections,
        ...(each ? { noise: square(2500), noises } : { noise: mean }),
      });
    }
    return truth(29).map((place) => {
      const track = nearest([...tracker.tracks(29)], place);
      if (track === undefined) return undefined;
      const [ex, ey] = [place[0] - track.x, place[1] - track.y];
      return { nees: (ex * ex) / track.xx + (ey * ey) / track.yy };
    });
  }

  it('is as sure of each as it should be, and by the mean of all it would not', () => {
    const nees = (each: boolean, n: number) => {
      const all = Array.from({ length: 60 }, (_, seed) => known(each, seed + 1)[n]);
      const seen = all.filter((one) => one !== undefined);
      expect(seen.length).toBeGreaterThan(50);
      return seen.reduce((sum, one) => sum + one.nees, 0) / (2 * seen.length);
    };
    for (const n of [0, 1]) {
      expect(nees(true, n)).toBeGreaterThan(0.6);
      expect(nees(true, n)).toBeLessThan(1.4);
    }
    expect(nees(false, 0)).toBeLessThan(0.3);
  });

  it('is read with `Rs`, and gates as wide as the widest', () => {
    const json = {
      ...{ t: 1, ta: 1, sensor: 'S', cov: { kind: 'rect', x0: 0, y0: 0, x1: 9, y1: 9 }, pd: 0.9 },
      ...{ clutter: 1, type: 'report', R: square(9) },
      z: [
        [1, 2],
        [3, 4],
      ],
      Rs: [square(4), square(100)],
    };
    expect(parseScan(json)).toMatchObject({
      ok: true,
      value: { noise: square(100), noises: [square(4), square(100)] },
    });
  });
});
