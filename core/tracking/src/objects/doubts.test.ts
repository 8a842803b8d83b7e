import { describe, expect, it } from 'vitest';
import { begin, ESTIMATE, STRIDE } from './belief.ts';
import { Doubts } from './doubts.ts';
import { Followed } from './followed.ts';
import { chance, nearest, type Place, scanOf, watch } from './watch.fixture.ts';

describe('a place that is told of an object that may be another', () => {
  const followed = new Followed();
  for (const [x, xx] of [
    [100, 25],
    [140, 81],
  ] as const) {
    const i = followed.add();
    begin(followed.beliefs, STRIDE * i, { x, y: 0, xx, xy: 0, yy: 25, existence: 0.9, t: 5 });
    followed.idOf(i);
  }

  /** The variance east of what bears an id, with this doubt. */
  function east(id: number, doubt: number): number {
    const doubts = new Doubts();
    doubts.add(doubt, 0, 1, 5, followed);
    const place = new Float64Array(ESTIMATE);
    followed.motion.estimate(followed.beliefs, STRIDE * (id - 1), 5, place);
    doubts.apply(id, place);
    return place[4] as number;
  }

  it('is as wide as it is without doubt', () => {
    expect(east(1, 0)).toBeCloseTo(25, 9);
    expect(east(2, 0)).toBeCloseTo(81, 9);
  });

  it('is as wide as the other, and its distance, where it is certainly the other', () => {
    expect(east(1, 1)).toBeCloseTo(81 + 40 ** 2, 6);
    expect(east(2, 1)).toBeCloseTo(25 + 40 ** 2, 6);
  });

  it('grows evenly with the doubt', () => {
    expect(east(1, 0.25)).toBeCloseTo(0.75 * 25 + 0.25 * (81 + 40 ** 2), 6);
  });
});

describe('two that go side by side and part where nobody can tell who turned which way', () => {
  /** Squared error by what was told of it, a dimension, of what bore each id before they met. */
  function errorsOf(seed: number): number[] {
    const next = chance(seed);
    const crossed = next() < 0.5;
    // They come together, go side by side, and fork to either side.
    const truth = (t: number): [Place, Place] => {
      const x = 300 + 14 * t;
      const out = 2 + 60 * Math.exp(-t / 3) + 7 * Math.max(0, t - 24);
      const sides = crossed && t >= 24 ? [-1, 1] : [1, -1];
      return sides.map((side): Place => [x, 2000 + side * out]) as never;
    };
    const told = watch(32, (t) => [scanOf(t, truth(t), next, { sigma: 8 })]);
    const ids = truth(3).map((place) => nearest(told[3] ?? [], place, 60)?.id);
    return told.slice(24).flatMap((tracks, n) =>
      truth(24 + n).flatMap(([x, y], k) => {
        const track = tracks.find(({ id }) => id === ids[k]);
        if (track === undefined || Math.hypot(track.x - x, track.y - y) > 100) return [];
        const { xx, xy, yy } = track;
        const [ex, ey] = [track.x - x, track.y - y];
        return [(yy * ex * ex - 2 * xy * ex * ey + xx * ey * ey) / (xx * yy - xy * xy) / 2];
      }),
    );
  }

  it('are told about as surely as it is known who bears which id', () => {
    const errors = Array.from({ length: 200 }, (_, seed) => errorsOf(seed + 1)).flat();
    expect(errors.length).toBeGreaterThan(2500);
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    // Without doubt it is 24: of two that turned, each is told to be where the other is, to some metres.
    expect(mean).toBeGreaterThan(0.7);
    expect(mean).toBeLessThan(3);
  });
});
