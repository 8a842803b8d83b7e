import { metres } from '@greenline/base';
import { azimuthTo, destination, distanceBetween, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { sectorCell, sectorOf } from './grid.ts';
import { chance, type Mover, normal, sweepOf, whereIs } from './land.fixture.ts';
import { SectorNet } from './sector-net.ts';
import type { LineSweep, Sweep } from './sweep.ts';

const NOW = 1_773_144_000;
const RADIANS = Math.PI / 180;
/** In the middle of the edge between two cells. */
const EDGE = edgeBy({ lon: 36.2, lat: 48.6 });

function edgeBy(from: Position): Position {
  const cell = sectorCell(sectorOf(from));
  for (let way = 0; ; way += 20) {
    const at = destination(cell.frame.origin, 90, metres(way));
    if (sectorOf(at) !== cell.name) return at;
  }
}

const around = (degrees: number, way: number): Position => {
  const { lon, lat } = destination(EDGE, degrees, metres(way));
  return { lon, lat };
};

/** What an array hears, to half a degree. */
function heard(
  sensor: string,
  site: Position,
  t: number,
  truth: readonly Position[],
  next: () => number,
  { pd = 0.95, clutter = 0.1, sigmaDeg = 0.5 } = {},
): LineSweep {
  const bearingsDeg: number[] = [];
  for (const at of truth)
    if (next() < pd) bearingsDeg.push((azimuthTo(site, at) + sigmaDeg * normal(next) + 360) % 360);
  if (next() < clutter) bearingsDeg.push(360 * next());
  return {
    sensor,
    t,
    ta: t + 0.3,
    site,
    field: { kind: 'range', minM: 0, maxM: 9_000 },
    pd,
    clutter: Math.max(clutter, 0.01),
    measure: { kind: 'bearing', azimuthSigma: sigmaDeg * RADIANS, bearingsDeg },
    places: [],
    noises: [],
    noise: [1, 0, 1],
  };
}

const ARRAYS = [around(200, 4000), around(330, 4000), around(90, 4500)];

describe('bearings in sectors', () => {
  it('begin one object where three arrays agree, and it keeps its number over the edge', () => {
    for (const seed of [1, 2, 3]) {
      const next = chance(seed);
      const net = new SectorNet();
      const mover: Mover = { from: around(265, 1200), speed: [12, 1] };
      const numbers = new Set<number>();
      const sectors = new Set<string>();
      let off = 0;
      for (let t = 0; t < 200; t++) {
        for (const [n, site] of ARRAYS.entries()) {
          const at = whereIs(mover, t + 0.2 * n);
          const credits = net.use(heard(`array-${n}`, site, NOW + t + 0.2 * n, [at], next));
          const [credit] = credits;
          const state = credit && net.state(credit.object);
          if (credit === undefined || state === undefined) continue;
          numbers.add(credit.object);
          sectors.add(sectorOf(state.position));
          if (t > 60) off = Math.max(off, distanceBetween(state.position, at));
        }
        net.tidy(NOW + t + 1);
      }
      expect(numbers.size).toBe(1);
      expect(sectors.size).toBe(2);
      expect(off).toBeLessThan(100);
      expect(net.size).toBeLessThanOrEqual(2);
    }
  });

  it('begin nothing from false ones alone, and leave no sector open', () => {
    const next = chance(4);
    const net = new SectorNet();
    for (let t = 0; t < 120; t++) {
      for (const [n, site] of ARRAYS.entries()) {
        const sweep = heard(`array-${n}`, site, NOW + t + 0.2 * n, [], next, { clutter: 0.4 });
        for (const credit of net.use(sweep))
          if (credit !== undefined) expect(net.state(credit.object)).toBeUndefined();
      }
      net.tidy(NOW + t + 1);
    }
    net.tidy(NOW + 130);
    net.tidy(NOW + 400);
    expect(net.sectors).toBe(0);
  });

  it('are shared out between things that stand behind one another in two sectors', () => {
    const next = chance(5);
    const net = new SectorNet();
    const things = [around(270, 1800), around(90, 1800)];
    const radar = { sensor: 'radar', site: EDGE, maxM: 9000, clutter: 0 };
    for (let t = 0; t < 10; t++) net.use(sweepOf(radar, NOW + t, things, next));
    expect(net.sectors).toBe(2);
    const site = around(270, 4000);
    const eye = heard('eye', site, NOW + 10, [things[0] as Position], next, { pd: 1, clutter: 0 });
    const [credit] = net.use({ ...eye, pd: 0.5 });
    expect(credit?.share).toBeGreaterThan(0.3);
    expect(credit?.share).toBeLessThan(0.7);
  });
});

describe('time differences in sectors', () => {
  it('hold what is known, also over the edge, and say of which pair each was', () => {
    const next = chance(6);
    const net = new SectorNet();
    const mover: Mover = { from: around(270, 600), speed: [10, 0] };
    const radar = { sensor: 'radar', site: EDGE, maxM: 9000, clutter: 0 };
    for (let t = 0; t < 12; t++) net.use(sweepOf(radar, NOW + t, [whereIs(mover, t)], next));
    const [a, b, c] = ARRAYS as [Position, Position, Position];
    const numbers = new Set<number>();
    let last: Position | undefined;
    for (let t = 12; t < 140; t++) {
      const at = whereIs(mover, t);
      const difference = (first: Position, second: Position) => ({
        receivers: [first, second] as const,
        metres: distanceBetween(first, at) - distanceBetween(second, at) + 10 * normal(next),
      });
      const sweep: Sweep = {
        ...sweepOf(radar, NOW + t, [], next),
        sensor: 'receivers',
        places: [],
        // The first pair hears nothing now and then: the others keep their places in the list.
        measure: {
          kind: 'difference',
          sigma: 10,
          differences: [
            ...(t % 5 === 0 ? [] : [difference(a, b)]),
            difference(b, c),
            difference(a, c),
          ],
        },
      };
      for (const credit of net.use(sweep)) {
        if (credit === undefined) continue;
        numbers.add(credit.object);
        last = net.state(credit.object)?.position;
      }
      net.tidy(NOW + t + 1);
    }
    expect(numbers.size).toBe(1);
    expect(sectorOf(last as Position)).not.toBe(sectorOf(mover.from));
    expect(distanceBetween(last as Position, whereIs(mover, 139))).toBeLessThan(30);
  });

  it('of four receivers begin one thing, and it keeps its number over the edge', () => {
    for (const seed of [1, 2, 3]) {
      const next = chance(seed);
      const net = new SectorNet();
      const mover: Mover = { from: around(265, 900), speed: [12, 2] };
      const receivers = [45, 135, 225, 315].map((bearing) => around(bearing, 3000));
      const numbers = new Set<number>();
      let off = 0;
      for (let t = 0; t < 150; t++) {
        const at = whereIs(mover, t);
        const differences = receivers.flatMap((first, i) =>
          receivers.slice(i + 1).flatMap((second) => {
            if (next() > 0.95) return [];
            const way = distanceBetween(first, at) - distanceBetween(second, at);
            return [{ receivers: [first, second] as const, metres: way + 12 * normal(next) }];
          }),
        );
        const site = EDGE;
        const sweep: Sweep = {
          ...heard('receivers', site, NOW + t, [], next),
          measure: { kind: 'difference', sigma: 12, differences },
        };
        for (const credit of net.use(sweep)) {
          const state = credit && net.state(credit.object);
          if (credit === undefined || state === undefined) continue;
          numbers.add(credit.object);
          if (t > 20) off = Math.max(off, distanceBetween(state.position, at));
        }
        net.tidy(NOW + t + 1);
      }
      expect(numbers.size).toBe(1);
      expect(off).toBeLessThan(60);
    }
  });
});

describe('bearings of what is heard, in sectors', () => {
  it('place it where it is, also where it has crossed an edge while its sound was under way', () => {
    const next = chance(7);
    const net = new SectorNet();
    const mover: Mover = { from: around(265, 1800), speed: [20, 1] };
    const numbers = new Set<number>();
    let [off, count] = [0, 0];
    for (let t = 20; t < 190; t++) {
      for (const [n, site] of ARRAYS.entries()) {
        const when = t + 0.2 * n;
        let way = 0;
        for (let i = 0; i < 5; i++)
          way = distanceBetween(site, whereIs(mover, Math.max(0, when - way / 343)));
        const then = whereIs(mover, Math.max(0, when - way / 343));
        const { measure, ...sweep } = heard(`array-${n}`, site, NOW + when, [then], next);
        const credits = net.use({ ...sweep, measure: { ...measure, signalMps: 343 } as never });
        for (const credit of credits) {
          const state = credit && net.state(credit.object);
          if (credit === undefined || state === undefined) continue;
          numbers.add(credit.object);
          if (t < 80) continue;
          off += distanceBetween(state.position, whereIs(mover, state.t - NOW));
          count += 1;
        }
      }
      net.tidy(NOW + t + 1);
    }
    expect(numbers.size).toBe(1);
    expect(count).toBeGreaterThan(250);
    expect(off / count).toBeLessThan(60);
  });
});
