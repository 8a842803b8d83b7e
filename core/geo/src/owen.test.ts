import { describe, expect, it } from 'vitest';
import { massBeyondEdge, owenT } from './owen.ts';

describe("Owen's T", () => {
  // Source: T(0, a) = atan(a) / 2π, T(h, 1) = Φ(h)(1 - Φ(h)) / 2 (Owen 1956, 2.3 and 2.4).
  it('agrees with its closed forms', () => {
    expect(owenT(0, 2)).toBeCloseTo(Math.atan(2) / (2 * Math.PI), 12);
    expect(owenT(1, 1)).toBeCloseTo((0.8413447460685429 * 0.15865525393145707) / 2, 11);
    expect(owenT(0.5, Number.POSITIVE_INFINITY)).toBeCloseTo(0.3085375387259869 / 2, 11);
  });

  // Source: Patefield and Tandy (2000), table of test values: T(0.0625, 0.25), T(6.5, 0.4375).
  it('agrees with published values', () => {
    expect(owenT(0.0625, 0.25)).toBeCloseTo(0.03891193023470137, 11);
    expect(owenT(6.5, 0.4375)).toBeCloseTo(2.000577304850831e-11, 15);
  });

  it('leaves the same mass beyond an edge as beyond its halves', () => {
    for (const [ax, ay, bx, by] of [
      [1, -2, 1.2, 3],
      [-0.3, 0.4, 0.5, 0.6],
      [2, 2, 2.5, 1.5],
      [0.01, -1, 0.01, 1],
    ] as const) {
      const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
      const halves = massBeyondEdge(ax, ay, mx, my) + massBeyondEdge(mx, my, bx, by);
      expect(massBeyondEdge(ax, ay, bx, by)).toBeCloseTo(halves, 8);
    }
  });
});
