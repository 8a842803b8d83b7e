import { describe, expect, it } from 'vitest';
import { changedAreas } from './changed-areas.ts';
import { normalisedDifference, opticalChange } from './optical-change.ts';
import type { Raster } from './raster.ts';
import { falseAlarmRate, incompleteBeta, ratioTail, thresholdFor } from './ratio-distribution.ts';
import { sarChange } from './sar-change.ts';

/** Numbers in (0, 1), the same on every run. Source: mulberry32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Speckle of whole looks: the mean of so many exponentials, times the brightness of the place. */
function speckle(
  size: number,
  looks: number,
  seed: number,
  brightness: (x: number, y: number) => number,
): Raster {
  const draw = dice(seed);
  const values = new Float32Array(size * size);
  for (let i = 0; i < values.length; i++) {
    let sum = 0;
    for (let look = 0; look < looks; look++) sum -= Math.log(draw());
    values[i] = (brightness(i % size, Math.floor(i / size)) * sum) / looks;
  }
  return { width: size, height: size, values };
}

const alarms = (signs: Int8Array): number => signs.reduce((sum, sign) => sum + Math.abs(sign), 0);

describe('the ratio of two means of speckle', () => {
  it('is F on both sides', () => {
    // Source: tables of F, 5 % points: F(8, 8) = 3.438, F(2, 2) = 19.00, F(20, 20) = 2.124.
    for (const [looks, point] of [
      [4, 3.438],
      [1, 19],
      [10, 2.124],
    ] as const)
      expect(ratioTail(Math.log(point), looks)).toBeCloseTo(0.05, 4);
    expect(incompleteBeta(0.3, 2, 5)).toBeCloseTo(0.579825, 6);
  });

  it('has a threshold whose rate is the one asked for, wider where the background is small', () => {
    for (const rate of [0.1, 1e-3, 1e-6]) {
      const threshold = thresholdFor(rate, 4, 200);
      expect(falseAlarmRate(threshold, 4, 200) / rate).toBeCloseTo(1, 5);
      expect(thresholdFor(rate, 4, 20)).toBeGreaterThan(threshold);
    }
    expect(falseAlarmRate(Math.log(3.438), 4, 1e6)).toBeCloseTo(0.1, 3);
  });
});

describe('change between two SAR images', () => {
  const size = 256;
  /** Bright and dark halves, the second image twice as bright as the first: gain is no change. */
  const scene = (x: number) => (x < size / 2 ? 1 : 20);

  it.each([
    [1, 0, 1e-2],
    [4, 0, 1e-3],
    [4, 1, 1e-3],
    [9, 0, 1e-3],
  ])(
    'of %d looks, tested with reach %d, has the false-alarm rate %d that it states, within a fifth',
    (looks, testReach, rate) => {
      let [found, tested] = [0, 0];
      const scenes = testReach > 0 ? 16 : 8;
      for (let seed = 1; seed <= scenes; seed++) {
        const flat = () => 5;
        const before = speckle(size, looks, 2 * seed, flat);
        const after = speckle(size, looks, 2 * seed + 1, () => 11);
        const map = sarChange(before, after, { looks, falseAlarmRate: rate, testReach });
        found += alarms(map.signs);
        tested += map.tested;
      }
      expect(found / tested / rate).toBeGreaterThan(0.8);
      expect(found / tested / rate).toBeLessThan(1.2);
    },
  );

  it('takes neither a brighter image nor an edge between fields for change', () => {
    const before = speckle(size, 4, 1, scene);
    const after = speckle(size, 4, 2, (x) => 2 * scene(x));
    const map = sarChange(before, after, { looks: 4, falseAlarmRate: 1e-4 });
    expect(alarms(map.signs)).toBeLessThan(4 * 1e-4 * map.tested);
  });

  it('finds what was built and what was taken away, where it is', () => {
    const built = (x: number, y: number) => x >= 60 && x < 66 && y >= 80 && y < 86;
    const gone = (x: number, y: number) => x >= 180 && x < 186 && y >= 150 && y < 156;
    const before = speckle(size, 4, 3, (x, y) => scene(x) * (gone(x, y) ? 10 : 1));
    const after = speckle(size, 4, 4, (x, y) => scene(x) * (built(x, y) ? 10 : 1));
    const map = sarChange(before, after, {
      looks: 4,
      falseAlarmRate: 1e-5,
      testReach: 1,
      guardReach: 8,
      backgroundReach: 16,
    });
    const areas = changedAreas(map, 9);
    expect(areas.length).toBe(2);
    const middleOf = (wanted: 1 | -1) => {
      const { x = 0, y = 0 } = areas.find(({ sign }) => sign === wanted) ?? {};
      return [Math.round(x / 4), Math.round(y / 4)];
    };
    expect(middleOf(1)).toEqual([16, 21]);
    expect(middleOf(-1)).toEqual([46, 38]);
  });

  it('tests nothing where there is nothing', () => {
    const before = speckle(64, 4, 5, () => 1);
    const holes = {
      ...before,
      values: before.values.map((value, i) => (i % 64 < 32 ? Number.NaN : value)),
    };
    const map = sarChange(holes, before, { looks: 4, falseAlarmRate: 1e-3 });
    expect(map.tested).toBe(32 * 64);
    for (const [i, strength] of map.strengths.entries()) if (i % 64 < 32) expect(strength).toBe(0);
  });
});

describe('change between two optical scenes', () => {
  const noisy = (seed: number, level: (i: number) => number): Raster => {
    const draw = dice(seed);
    const values = Float32Array.from({ length: 256 * 256 }, (_, i) => {
      const normal = Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
      return level(i) * (1 + 0.02 * normal);
    });
    return { width: 256, height: 256, values };
  };

  it('has the false-alarm rate that it states, within a fifth, in other light', () => {
    let [found, tested] = [0, 0];
    for (let seed = 1; seed <= 8; seed++) {
      const map = opticalChange(
        noisy(2 * seed, () => 0.3),
        noisy(2 * seed + 1, () => 0.45),
        { falseAlarmRate: 1e-3 },
      );
      found += alarms(map.signs);
      tested += map.tested;
    }
    expect(found / tested / 1e-3).toBeGreaterThan(0.8);
    expect(found / tested / 1e-3).toBeLessThan(1.2);
  });

  it('finds a field that was burnt', () => {
    const burnt = (i: number) => i % 256 >= 100 && i % 256 < 120 && i / 256 >= 50 && i / 256 < 60;
    const map = opticalChange(
      noisy(1, () => 0.3),
      noisy(2, (i) => (burnt(i) ? 0.2 : 0.3)),
      { falseAlarmRate: 1e-5 },
    );
    const [area, ...others] = changedAreas(map, 20);
    expect(others).toEqual([]);
    expect(area).toMatchObject({ sign: -1, x: expect.closeTo(110, 0), y: expect.closeTo(55, 0) });
    expect(area?.hull).toEqual([
      [100, 50],
      [120, 50],
      [120, 60],
      [100, 60],
      [100, 50],
    ]);
  });

  it('of an index is its plain difference', () => {
    const one = { width: 2, height: 1, values: Float32Array.of(3, 0) };
    const other = { width: 2, height: 1, values: Float32Array.of(1, 0) };
    expect([...normalisedDifference(one, other).values]).toEqual([0.5, Number.NaN]);
  });
});
