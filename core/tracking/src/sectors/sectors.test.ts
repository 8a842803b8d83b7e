import { deserialize, serialize } from 'node:v8';
import { metres } from '@greenline/base';
import { destination, distanceBetween, fromLocal, toLocal } from '@greenline/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COVARIANCE, MEAN, STRIDE } from '../objects/belief.ts';
import { sectorCell, sectorOf } from './grid.ts';
import { chance, type Mover, type Radar, sweepOf, whereIs } from './land.fixture.ts';
import { carried, carryBelief, passage } from './passage.ts';
import { SectorNet, type SectorNetState } from './sector-net.ts';

const WEST = { lon: 36, lat: 48.6 };
const NOW = 1_773_144_000;

/** Radars every 15 km along a road to the east, each seeing 20 km. */
const radarsAlong = (count: number, clutter = 2): readonly Radar[] =>
  Array.from({ length: count }, (_, i) => ({
    sensor: `radar-${i}`,
    site: destination(WEST, 90, metres(15_000 * i)),
    maxM: 20_000,
    clutter,
  }));

describe('the grid of sectors', () => {
  it('lays every position into one cell, whose box holds it', () => {
    const lon = fc.double({ min: -180, max: 180, noNaN: true });
    const lat = fc.double({ min: -80, max: 80, noNaN: true });
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const cell = sectorCell(sectorOf({ lon: x, lat: y }));
        const { east, north } = toLocal(cell.frame, { lon: x, lat: y });
        const [x0, y0, x1, y1] = cell.box;
        return east > x0 && east < x1 && north > y0 && north < y1;
      }),
    );
  });
});

describe('a passage from one frame into the next', () => {
  it('takes a belief to the same place on the ground, and turns its speed and spread', () => {
    const a = sectorCell(sectorOf(WEST));
    const b = sectorCell(sectorOf({ lon: WEST.lon + 0.38, lat: WEST.lat }));
    expect(a.name).not.toBe(b.name);
    const of = new Float64Array(STRIDE);
    of.set([9000, -3000, 20, 5], MEAN);
    of.set([400, 90, 0, 0, 100, 0, 0, 4, 1, 2], COVARIANCE);
    const there = of.slice();
    carryBelief(passage(a.frame, b.frame, 9000, -3000), there, 0);
    const back = there.slice();
    carryBelief(passage(b.frame, a.frame, there[MEAN] ?? 0, there[MEAN + 1] ?? 0), back, 0);
    for (let i = 0; i < 4; i++)
      expect(Math.abs((back[MEAN + i] ?? 0) - (of[MEAN + i] ?? 0))).toBeLessThan(0.1);
    for (let i = 0; i < 10; i++)
      expect(back[COVARIANCE + i]).toBeCloseTo(of[COVARIANCE + i] ?? 0, 1);
    // Of one passage for the whole edge, at its far end too.
    const way = passage(a.frame, b.frame, a.halfEast, 0);
    for (const [x, y] of [
      [a.halfEast, a.halfNorth],
      [a.halfEast - 3000, -a.halfNorth],
    ] as const) {
      const { lon, lat } = fromLocal(a.frame, { east: x, north: y });
      const exact = toLocal(b.frame, { lon, lat });
      const [east, north] = carried(way, x, y);
      expect(Math.hypot(east - exact.east, north - exact.north)).toBeLessThan(0.5);
    }
    // The determinant of the spread is the same in every frame.
    const [xx, xy, , , yy] = there.subarray(COVARIANCE) as unknown as number[];
    expect((xx ?? 0) * (yy ?? 0) - (xy ?? 0) ** 2).toBeCloseTo(400 * 100 - 90 * 90, -1);
  });
});

describe('objects followed from sector to sector', () => {
  /** Steps a net on through what radars see, and tells at the end which numbers each mover had. */
  function follow(movers: readonly Mover[], radars: readonly Radar[], seconds: number, period = 5) {
    const net = new SectorNet();
    const next = chance(7);
    const numbers = movers.map(() => new Set<number>());
    const sectors = new Set<string>();
    for (let t = 0; t < seconds; t += period) {
      const truth = movers.map((mover) => whereIs(mover, t));
      for (const position of truth) sectors.add(sectorOf(position));
      for (const [n, radar] of radars.entries()) {
        if (!truth.some((at) => distanceBetween(at, radar.site) < radar.maxM)) continue;
        const sweep = sweepOf(radar, NOW + t + n * 0.1, truth, next, 0.3);
        const credits = net.use(sweep);
        for (const [k, credit] of credits.entries()) {
          const whose = sweep.from[k] ?? -1;
          if (whose === -1 || credit === undefined || net.state(credit.object) === undefined)
            continue;
          if (t > 60) numbers[whose]?.add(credit.object);
        }
      }
      net.tidy(NOW + t + 3);
    }
    return { net, numbers, sectors };
  }

  it('one that crosses ten sectors keeps one number', () => {
    const mover: Mover = { from: { ...WEST, lon: 36.05 }, speed: [25, 2] };
    const { numbers, sectors } = follow([mover], radarsAlong(20), 11_000);
    expect(sectors.size).toBeGreaterThanOrEqual(10);
    expect(numbers[0]?.size).toBe(1);
  });

  it('two that cross an edge side by side, 300 m apart, keep theirs', () => {
    const movers: Mover[] = [
      { from: { lon: 36.2, lat: 48.6 }, speed: [15, 0] },
      { from: { lon: 36.2, lat: 48.6027 }, speed: [15, 0] },
    ];
    const { numbers, sectors } = follow(movers, radarsAlong(5), 1500);
    expect(sectors.size).toBeGreaterThan(1);
    expect(numbers.map((one) => one.size)).toEqual([1, 1]);
    expect([...(numbers[0] ?? [])]).not.toEqual([...(numbers[1] ?? [])]);
  });

  it('one that drives along an edge is one, and no second begins in the next sector', () => {
    const edge = { lon: 36.05, lat: 48.5 };
    const { net, numbers } = follow([{ from: edge, speed: [12, 0] }], radarsAlong(5, 0), 1500);
    expect(numbers[0]?.size).toBe(1);
    expect(net.size).toBe(1);
  });

  it('each is known as well as its own detections say, also in one scan', () => {
    const next = chance(8);
    const net = new SectorNet();
    const places = [
      { lon: 36.3, lat: 48.6 },
      { lon: 36.3, lat: 48.65 },
    ];
    const radar: Radar = { sensor: 'radar', site: WEST, maxM: 40_000, clutter: 0, pd: 1 };
    const noises = [[25, 0, 25] as const, [3600, 0, 3600] as const];
    let spread: readonly number[] = [];
    for (let t = 0; t < 20; t++) {
      const sweep = sweepOf({ ...radar, sigmaM: 5 }, NOW + t, places, next);
      const credits = net.use({ ...sweep, noises });
      spread = credits.map((credit) => Math.sqrt(net.state(credit?.object ?? -1)?.xx ?? 0));
    }
    expect(spread[0]).toBeLessThan(5);
    expect(spread[1]).toBeGreaterThan(12);
  });

  it('a state written down in the middle goes on to the same numbers, bit for bit', () => {
    const movers = Array.from({ length: 12 }, (_, i) => ({
      from: { lon: 36.3 + 0.01 * i, lat: 48.5 + 0.02 * i },
      speed: [10 - i, i] as const,
    }));
    const radars = radarsAlong(4);
    const run = (until: number, from: number, net: SectorNet) => {
      const next = chance(3 + from);
      const told: string[] = [];
      for (let t = from; t < until; t += 2) {
        const truth = movers.map((mover) => whereIs(mover, t));
        for (const radar of radars) {
          // Some of them late, so that the look books are part of it.
          const credits = net.use(sweepOf(radar, NOW + t - (t % 10), truth, next, t % 10));
          const states = net.states(new Set(credits.flatMap((c) => c?.object ?? [])));
          told.push(JSON.stringify([credits, [...states]]));
        }
        told.push(JSON.stringify(net.tidy(NOW + t)));
      }
      return told;
    };
    const whole = new SectorNet();
    run(100, 0, whole);
    const state: SectorNetState = deserialize(serialize(whole.written()));
    const again = run(200, 100, new SectorNet(state));
    expect(again).toEqual(run(200, 100, whole));
    expect(again.join()).toContain('position');
  });
});
