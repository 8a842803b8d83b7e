import { type Instant, instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourOver, noRates, type RateWarning } from './index.ts';

const HOUR = 3_600_000;
const DAY = 24;
/** The day on which what is simulated rises, after four weeks of habit and a week of quiet watch. */
const RISES = 35 * DAY;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many salvos come, and how many rounds each has: `rounds` on average. */
function count(next: () => number, mean: number, rounds: number): number {
  const salvos = mean / rounds;
  let n = 0;
  let p = Math.exp(-salvos);
  for (let sum = p, u = next(); u > sum && n < 500; sum += p) p *= salvos / ++n;
  let all = 0;
  for (let i = 0; i < n; i++)
    all += rounds === 1 ? 1 : 1 + Math.floor(Math.log(1 - next()) / Math.log(1 - 1 / rounds));
  return all;
}

interface Sector {
  readonly aDay: number;
  readonly rounds?: number;
  /** How much more by night, and less by day. */
  readonly swing?: number;
  readonly hours?: number;
  /** By so much the rate rises; 1: never. */
  readonly rises?: number;
  readonly sensorHours?: (hour: number, next: () => number) => number;
}

/** Warnings by hour, of sensors that come and go. */
function watched(seed: number, sector: Sector): readonly (readonly [number, RateWarning])[] {
  const { aDay, rounds = 1, swing = 0, hours = RISES + 2 * DAY, rises = 1 } = sector;
  const { sensorHours = (_, next) => 10 * (0.3 + 1.4 * next()) } = sector;
  const next = chance(seed);
  const watch = noRates();
  const told: [number, RateWarning][] = [];
  for (let hour = 0; hour < hours; hour++) {
    const effort = sensorHours(hour, next);
    const spell = 1 + swing * Math.sin((2 * Math.PI * (hour + seed)) / DAY);
    const rate = (aDay / DAY / 10) * spell * (hour >= RISES ? rises : 1);
    const happened = count(next, rate * effort, rounds);
    const warning = hourOver(watch, { at: instant(hour * HOUR), happened, sensorHours: effort });
    if (warning !== undefined) told.push([hour, warning]);
  }
  return told;
}

const seeds = Array.from({ length: 60 }, (_, i) => i * 7 + 1);

describe('the watch on a sector’s rate', () => {
  it.each([
    ['twelve a day', { aDay: 12, swing: 0.5 }],
    ['twenty-four a day', { aDay: 24, swing: 0.5 }],
    ['two hundred a day in salvos of eight', { aDay: 200, rounds: 8, swing: 0.5 }],
    ['a thousand a day in salvos of ten', { aDay: 1000, rounds: 10, swing: 0.7 }],
  ])('finds a threefold rise within a day: %s', (_, sector) => {
    const found = seeds.filter((seed) =>
      watched(seed, { ...sector, rises: 3 }).some(([hour]) => hour >= RISES && hour < RISES + DAY),
    );
    expect(found.length).toBeGreaterThanOrEqual(0.9 * seeds.length);
  });

  it.each([
    ['three a day', { aDay: 3 }],
    ['twelve a day, by night more', { aDay: 12, swing: 0.5 }],
    ['sixty a day in salvos of four', { aDay: 60, rounds: 4, swing: 0.5 }],
    ['two hundred a day in salvos of eight', { aDay: 200, rounds: 8, swing: 0.5 }],
  ])('alarms falsely less than once a month: %s', (_, sector) => {
    const alarms = seeds.flatMap((seed) =>
      watched(seed, { ...sector, hours: 58 * DAY }).filter(([hour]) => hour >= 28 * DAY),
    );
    expect(alarms.length).toBeLessThanOrEqual(seeds.length);
  });

  it('takes more eyes that see more for no rise, and fewer for no fall', () => {
    const doubled = (hour: number) => (hour < RISES ? 10 : 40);
    const alarms = seeds.flatMap((seed) =>
      watched(seed, { aDay: 24, sensorHours: doubled }).filter(([hour]) => hour >= RISES),
    );
    expect(alarms.length).toBeLessThanOrEqual(0.1 * seeds.length);
  });

  it('sees a rise though fewer eyes see less of it than before', () => {
    const quarter = (hour: number) => (hour < RISES ? 20 : 5);
    const told = watched(3, { aDay: 48, rises: 4, sensorHours: quarter });
    const [hour = 0, warning] = told.find(([at]) => at >= RISES) ?? [];
    expect(hour).toBeLessThan(RISES + DAY);
    expect((warning?.now ?? 0) / (warning?.before ?? 1)).toBeGreaterThan(2);
  });

  it('tells a rise once while it lasts, and anew after it has ended', () => {
    const watch = noRates();
    const told: number[] = [];
    const rates = [...Array(40 * DAY).fill(4), ...Array(3 * DAY).fill(16)];
    rates.push(...Array(10 * DAY).fill(4), ...Array(2 * DAY).fill(16));
    for (const [hour, happened] of rates.entries())
      if (hourOver(watch, { at: instant(hour * HOUR), happened, sensorHours: 10 })) told.push(hour);
    expect(told).toHaveLength(2);
    expect(told[0]).toBeGreaterThanOrEqual(40 * DAY);
    expect(told[0]).toBeLessThan(41 * DAY);
    expect(told[1]).toBeGreaterThanOrEqual(53 * DAY);
  });

  it('calls no single hour a rise, however many fell in it', () => {
    const watch = noRates();
    const told = Array.from({ length: 40 * DAY }, (_, hour) =>
      hourOver(watch, {
        at: instant(hour * HOUR),
        happened: hour === 35 * DAY ? 240 : 2,
        sensorHours: 10,
      }),
    );
    expect(told.filter((one) => one !== undefined)).toEqual([]);
  });

  it('says nothing where nobody looked, or of a sector it hardly knows', () => {
    const watch = noRates();
    expect(hourOver(watch, { at: 0 as Instant, happened: 500, sensorHours: 0 })).toBeUndefined();
    expect(watch.hours).toEqual([]);
    expect(watched(1, { aDay: 1000, hours: 71 })).toEqual([]);
  });

  it('stays plain, finite and no longer than four weeks, whatever comes', () => {
    const hour = fc.record({
      happened: fc.nat(1000),
      sensorHours: fc.double({ min: 0, max: 1e4 }),
    });
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 900 }), (hours) => {
        const watch = noRates();
        for (const [i, one] of hours.entries())
          hourOver(watch, {
            at: instant(i * HOUR),
            happened: one.happened,
            sensorHours: Number.isFinite(one.sensorHours) ? one.sensorHours : 0,
          });
        expect(Number.isFinite(watch.score)).toBe(true);
        expect(watch.hours.length).toBeLessThanOrEqual(28 * DAY + 1);
        expect(structuredClone(watch)).toEqual(watch);
      }),
      { numRuns: 30 },
    );
  });
});
