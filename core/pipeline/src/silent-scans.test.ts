import { instant } from '@greenline/base';
import type { ScanHabit, Sensor } from '@greenline/observation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Corner, convexOverlap, isInside } from './convex-overlap.ts';
import { silentLook, silentMoments } from './silent-scans.ts';

const at = (...seconds: readonly number[]) => seconds.map((s) => instant(1000 * s));
const moments = (anchor: number, told: readonly number[], to: number) =>
  silentMoments(instant(1000 * anchor), at(...told), instant(1000 * to), 2000).map(
    (one) => one / 1000,
  );

describe('the moments at which a sensor found nothing', () => {
  it('are a period apart where it told of nothing at all', () => {
    expect(moments(0, [], 9)).toEqual([2, 4, 6, 8]);
  });

  it('fill the gaps between the scans that it told of, in their step', () => {
    expect(moments(0, [3.1, 5, 11.2], 16)).toEqual([2, 7, 9, 13.2, 15.2]);
    expect(moments(0, [2, 4, 6], 7.5)).toEqual([]);
  });
});

describe('the overlap of two convex shapes', () => {
  const square = (x: number, y: number, side: number): readonly Corner[] => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];

  it('holds what both hold, whichever way each turns', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const side = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(number, number, side, number, number, fc.boolean(), (x, y, s, px, py, flip) => {
        const [one, other] = [square(-1, -1, 2), square(x, y, s)];
        const overlap = convexOverlap(flip ? one.toReversed() : one, other);
        const near = [px - x, px - x - s, py - y, py - y - s, px - 1, px + 1, py - 1, py + 1];
        fc.pre(near.every((gap) => Math.abs(gap) > 1e-6));
        const both = isInside(one, [px, py]) && isInside(other, [px, py]);
        expect(overlap !== undefined && isInside(overlap, [px, py])).toBe(both);
      }),
    );
  });

  it('is none of a shape that turns both ways', () => {
    const arrow: readonly Corner[] = [
      [0, 0],
      [2, 0],
      [1, 0.5],
      [2, 2],
    ];
    expect(convexOverlap(square(0, 0, 1), arrow)).toBeUndefined();
  });
});

describe('one scan of a stretch of looking', () => {
  const site = { lon: 36, lat: 48 };
  const sensor = { id: 'radar', position: site } as unknown as Sensor;
  const habit: ScanHabit = { periodS: 2, pd: 0.9, clutter: 1, rangeM: [0, 10_000] };
  const box = (west: number, south: number, east: number, north: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  });
  const look = (area: ReturnType<typeof box>, p = 0.99, more: Partial<ScanHabit> = {}) =>
    silentLook({ from: instant(0), to: instant(4000), area, detectionProbability: p }, sensor, {
      ...habit,
      ...more,
    });

  it('looks over the whole field where the stretch tells of more than that', () => {
    expect(look(box(35, 47, 37, 49))?.field).toEqual({ kind: 'range', minM: 0, maxM: 10_000 });
  });

  it('looks over what both have in common, and never beyond the field', () => {
    const field = look(box(36, 47, 37, 49))?.field;
    expect(field?.kind).toBe('area');
    const ring = field?.kind === 'area' ? field.ring : [];
    for (const { lon } of ring) expect(lon).toBeGreaterThanOrEqual(36);
    for (const { lon } of ring) expect(lon).toBeLessThan(36.14);
    expect(look(box(37, 47, 38, 49))).toBeUndefined();
  });

  it('is no surer than the sensor, nor all scans together than the stretch', () => {
    expect(look(box(35, 47, 37, 49), 0.75)?.pd).toBeCloseTo(0.5, 9);
    expect(look(box(35, 47, 37, 49), 1)?.pd).toBe(0.9);
    expect(look(box(35, 47, 37, 49), 0)).toBeUndefined();
  });

  it('takes no part of a ring for the hole in it', () => {
    expect(look(box(35.9, 47, 36.1, 49), 0.9, { rangeM: [500, 10_000] })).toBeUndefined();
    expect(look(box(36.05, 47, 37, 49), 0.9, { rangeM: [500, 10_000] })).toBeDefined();
  });
});
