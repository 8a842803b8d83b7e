import { type Instant, instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Crossing,
  detectionChance,
  type EffortArea,
  type Glance,
  prepareGlances,
  simulateCrossing,
} from '../index.ts';

const START: Instant = instant(Date.UTC(2026, 2, 10, 6));
const minutes = (count: number): Instant => instant(START + count * 60_000);

const box = (west: number, south: number, east: number, north: number): EffortArea => ({
  type: 'Polygon',
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

const glance = (changes: Partial<Glance> = {}): Glance => ({
  sensor: 'mast-1',
  from: minutes(-600),
  to: minutes(600),
  state: 'looked',
  detectionProbability: 0.6,
  area: box(36, 47.9, 36.5, 48.1),
  ...changes,
});

const crossing = (changes: Partial<Crossing> = {}): Crossing => ({
  path: [{ lon: 36.2, lat: 48 }],
  speedMps: 0,
  count: 1,
  headwayS: 0,
  at: START,
  withinS: 1_800,
  ...changes,
});

const chance = (glances: readonly Glance[], changes: Partial<Crossing> = {}) =>
  detectionChance(crossing(changes), prepareGlances(glances));

/** Mulberry32: the same numbers for the same seed. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('whether we would see it', () => {
  it('is the probability of the one look that covers the place', () => {
    expect(chance([glance()]).any).toBeCloseTo(0.6, 12);
    expect(chance([glance()], { path: [{ lon: 36.8, lat: 48 }] }).any).toBe(0);
  });

  it('grows with independent looks, and with the vehicles', () => {
    expect(chance([glance(), glance({ sensor: 'mast-2' })]).any).toBeCloseTo(1 - 0.4 ** 2, 12);
    const three = chance([glance()], { count: 3 });
    expect(three.any).toBeCloseTo(1 - 0.4 ** 3, 12);
    expect(three.each).toBeCloseTo(0.6, 12);
  });

  it('counts nothing that was jammed or denied, or comes too late', () => {
    expect(chance([glance({ state: 'jammed' }), glance({ state: 'denied' })]).any).toBe(0);
    expect(chance([glance({ from: minutes(31) })]).any).toBe(0);
    expect(chance([glance({ from: minutes(29) })]).any).toBeCloseTo(0.6, 12);
  });

  it('is worth the mean over when the next glimpse comes', () => {
    // 30 minutes hold one glimpse every 20 min, and a second one half of the time.
    const every = glance({ glimpseS: 1_200 });
    expect(chance([every]).any).toBeCloseTo(1 - 0.4 * (0.5 + 0.5 * 0.4), 12);
    // One an hour falls into them half of the time.
    expect(chance([glance({ glimpseS: 3_600 })]).any).toBeCloseTo(0.3, 12);
  });

  it('is less for those who pass through than for those who stay', () => {
    const often = glance({ glimpseS: 300, detectionProbability: 0.2 });
    const path = [
      { lon: 36.2, lat: 47.8 },
      { lon: 36.2, lat: 48.2 },
    ];
    const passing = chance([often], { path, speedMps: 40 }).any;
    expect(passing).toBeGreaterThan(0);
    expect(passing).toBeLessThan(chance([often]).any);
  });

  it('counts those who pass through while they are inside, and no longer', () => {
    const often = glance({ glimpseS: 600, detectionProbability: 0.2 });
    const along = (south: number, north: number) =>
      chance([often], {
        path: [
          { lon: 36.2, lat: south },
          { lon: 36.2, lat: north },
        ],
        speedMps: 40,
      }).any;
    // 0.2 degrees of latitude at 40 m/s: 556 s of the 600 between two glimpses.
    expect(along(47.8, 48.2)).toBeCloseTo(along(47.9, 48.1), 3);
    expect(along(47.8, 48.2)).toBeCloseTo((0.2 * 556) / 600, 3);
    expect(along(48, 48.2)).toBeCloseTo(along(48, 48.1), 5);
  });

  it('is within 0.01 of playing it through', () => {
    fc.assert(
      fc.property(
        fc.record({
          count: fc.integer({ min: 1, max: 5 }),
          headwayS: fc.constantFrom(0, 45, 130),
          speedMps: fc.constantFrom(0, 6, 15),
          withinS: fc.constantFrom(300, 1_700),
          bend: fc.double({ min: 35.9, max: 36.6, noNaN: true }),
        }),
        fc.array(
          fc.record({
            west: fc.double({ min: 35.9, max: 36.2, noNaN: true }),
            detectionProbability: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
            glimpseS: fc.constantFrom(undefined, 60, 400, 5_000),
            begins: fc.integer({ min: -30, max: 20 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        fc.integer(),
        ({ bend, ...changes }, looks, seed) => {
          const path = [
            { lon: 36.05, lat: 47.93 },
            { lon: bend, lat: 48 },
            { lon: 36.1, lat: 48.07 },
          ];
          const prepared = prepareGlances(
            looks.map(({ west, begins, glimpseS, detectionProbability }) =>
              glance({
                area: box(west, 47.9, west + 0.2, 48.05),
                from: minutes(begins),
                to: minutes(begins + 25),
                detectionProbability,
                ...(glimpseS !== undefined && { glimpseS }),
              }),
            ),
          );
          const question = crossing({ path, ...changes });
          // Five sigma of the playing are 0.01 at most: by luck alone it errs more once in two million cases.
          const played = simulateCrossing(question, prepared, 62_500, drawing(seed));
          const { any } = detectionChance(question, prepared);
          expect(Math.abs(played - any)).toBeLessThan(0.01);
        },
      ),
      { numRuns: 10, endOnFailure: true },
    );
  });
});
