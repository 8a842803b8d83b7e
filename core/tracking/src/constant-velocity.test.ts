import { describe, expect, it } from 'vitest';
import { distanceSquared, type Motion, motionFrom, predict, update } from './constant-velocity.ts';

type Matrix = readonly (readonly number[])[];
const times = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((s, x, k) => s + x * (b[k]?.[j] ?? 0), 0)));
const transpose = (a: Matrix): number[][] =>
  (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0));
const plus = (a: Matrix, b: Matrix, sign = 1): number[][] =>
  a.map((row, i) => row.map((x, j) => x + sign * (b[i]?.[j] ?? 0)));

/** State order: east, north, east velocity, north velocity. */
const matrix = (m: Motion): number[][] => [
  [m.pe, m.pc, m.ce, m.cen],
  [m.pc, m.pn, m.cne, m.cn],
  [m.ce, m.cne, m.ve, m.vc],
  [m.cen, m.cn, m.vc, m.vn],
];

const close = (a: Matrix, b: Matrix) => {
  a.forEach((row, i) => {
    row.forEach((x, j) => {
      expect(x).toBeCloseTo(b[i]?.[j] ?? Number.NaN, 8);
    });
  });
};

describe('the constant-velocity filter', () => {
  it('agrees with the textbook matrices over a prediction and an update', () => {
    const m = motionFrom([25, 3, 16], 10);
    const dt = 2;
    const q = 0.5;
    const f = [
      [1, 0, dt, 0],
      [0, 1, 0, dt],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ];
    const [q3, q2, q1] = [(q * dt ** 3) / 3, (q * dt ** 2) / 2, q * dt];
    const noise = [
      [q3, 0, q2, 0],
      [0, q3, 0, q2],
      [q2, 0, q1, 0],
      [0, q2, 0, q1],
    ];
    let p = matrix(m);
    for (let round = 0; round < 3; round++) {
      p = plus(times(times(f, p), transpose(f)), noise);
      predict(m, dt, q);
      close(matrix(m), p);
      const h = [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
      ];
      const r = [
        [9, 1],
        [1, 4],
      ];
      const s = plus(times(times(h, p), transpose(h)), r);
      const [a, b, c, d] = [s[0]?.[0] ?? 0, s[0]?.[1] ?? 0, s[1]?.[0] ?? 0, s[1]?.[1] ?? 0];
      const inverse = [
        [d / (a * d - b * c), -b / (a * d - b * c)],
        [-c / (a * d - b * c), a / (a * d - b * c)],
      ];
      const gain = times(times(p, transpose(h)), inverse);
      const z = [[3], [-2]];
      const moved = times(gain, z);
      const before = [m.east, m.north];
      expect(distanceSquared(m, 3, -2, [9, 1, 4])).toBeCloseTo(
        times(times(transpose(z), inverse), z)[0]?.[0] ?? Number.NaN,
        10,
      );
      const step = update(m, 3, -2, [9, 1, 4]);
      expect(step[0]).toBeCloseTo(moved[0]?.[0] ?? Number.NaN, 10);
      expect(step[1]).toBeCloseTo(moved[1]?.[0] ?? Number.NaN, 10);
      expect(m.east - (before[0] ?? 0)).toBeCloseTo(moved[2]?.[0] ?? Number.NaN, 10);
      expect(m.north - (before[1] ?? 0)).toBeCloseTo(moved[3]?.[0] ?? Number.NaN, 10);
      p = plus(p, times(times(gain, h), p), -1);
      close(matrix(m), p);
    }
  });
});
