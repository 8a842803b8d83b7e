import { metres } from '@greenline/base';
import { destination, distanceBetween, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { sectorOf } from './grid.ts';
import { chance, type Mover, type Radar, sweepOf, whereIs } from './land.fixture.ts';
import { SectorNet } from './sector-net.ts';

const NOW = 1_773_144_000;
const SITE = { lon: 36.3, lat: 48.6 };
const away = (from: Position, bearing: number, way: number): Position => {
  const { lon, lat } = destination(from, bearing, metres(way));
  return { lon, lat };
};
const AIR: Radar = { sensor: 'air-radar', site: SITE, maxM: 80_000, sigmaM: 60, clutter: 5 };
const GROUND: Radar = { sensor: 'ground-radar', site: SITE, maxM: 15_000, clutter: 3 };

interface Flown {
  readonly numbers: Set<number>;
  readonly sectors: Set<string>;
  /** Seconds at which it was first reported, and the worst error after half a minute, metres. */
  readonly from: number;
  readonly worst: number;
  /** Part of its detections that were taken for it, after half a minute. */
  readonly taken: number;
}

/** What becomes of things in the air that an air radar sees every few seconds, with `also` used in between. */
function fly(
  paths: readonly ((t: number) => Position)[],
  seconds: number,
  seed: number,
  { period = 4, fastest = 300, also = (_net: SectorNet, _t: number) => {} } = {},
): readonly Flown[] {
  const next = chance(seed);
  const net = new SectorNet();
  const flown = paths.map(() => ({
    numbers: new Set<number>(),
    sectors: new Set<string>(),
    from: Number.POSITIVE_INFINITY,
    worst: 0,
    detected: 0,
    taken: 0,
  }));
  for (let t = 0; t < seconds; t += period) {
    const truth = paths.map((path) => path(t));
    const { from, ...sweep } = sweepOf(AIR, NOW + t, truth, next, 0.5);
    const credits = net.use({ ...sweep, fastest });
    for (const [k, credit] of credits.entries()) {
      const one = flown[from[k] ?? -1];
      if (one !== undefined && t >= 30) one.detected += 1;
      const state = credit && net.state(credit.object);
      if (one === undefined || credit === undefined || state === undefined) continue;
      one.from = Math.min(one.from, t);
      if (t < 30) continue;
      one.taken += 1;
      one.numbers.add(credit.object);
      one.sectors.add(sectorOf(state.position));
      one.worst = Math.max(
        one.worst,
        distanceBetween(state.position, truth[from[k] ?? 0] as Position),
      );
    }
    for (let s = 0; s < period; s++) {
      also(net, t + s + 0.5);
      net.tidy(NOW + t + s + 1);
    }
  }
  return flown.map((one) => ({ ...one, taken: one.taken / one.detected }));
}

const straight = (bearing: number, way: number, speed: number): ((t: number) => Position) => {
  const from = away(SITE, bearing + 180, way);
  const [east, north] = [Math.sin, Math.cos].map((f) => speed * f((bearing * Math.PI) / 180));
  const mover: Mover = { from, speed: [east ?? 0, north ?? 0] };
  return (t) => whereIs(mover, t);
};

/** Straight on for a minute, then around at so many degrees a second for half a turn, then back. */
function turning(speed: number, rateDeg: number): (t: number) => Position {
  const places: Position[] = [away(SITE, 200, 15_000)];
  let heading = 20;
  return (t) => {
    while (places.length <= t) {
      const s = places.length;
      if (s > 60 && s <= 60 + 180 / rateDeg) heading += rateDeg;
      places.push(away(places[s - 1] as Position, heading, speed));
    }
    return places[Math.floor(t)] as Position;
  };
}

describe('aircraft seen by a sensor that watches the air', () => {
  for (const [what, speed] of [
    ['a helicopter', 65],
    ['an aeroplane', 130],
    ['a jet', 270],
  ] as const)
    it(`${what} at ${speed} m/s is followed from scan to scan, over edges, under one number`, () => {
      for (const seed of [1, 2, 3]) {
        const [one] = fly([straight(70, 40_000, speed)], 65_000 / speed, seed);
        expect(one?.from).toBeLessThanOrEqual(16);
        expect(one?.numbers.size).toBe(1);
        expect(one?.sectors.size).toBeGreaterThan(1);
        expect(one?.taken).toBeGreaterThan(0.95);
        expect(one?.worst).toBeLessThan(250);
      }
    });

  it('is lost from scan to scan by a sensor that looks for what drives', () => {
    const [one] = fly([straight(70, 40_000, 270)], 240, 1, { fastest: 40 });
    expect(one?.taken).toBeLessThan(0.2);
  });

  it('that turns right around is still the same, at ten seconds a scan too', () => {
    for (const [speed, rate, period] of [
      [60, 6, 4],
      [150, 3, 4],
      [120, 3, 10],
    ] as const) {
      const [one] = fly([turning(speed, rate)], 200, 5, { period });
      expect(one?.taken).toBeGreaterThan(0.95);
      expect(one?.numbers.size).toBe(1);
    }
  });

  it('four that fly beside and towards each other are four', () => {
    const flown = fly(
      [
        straight(90, 30_000, 120),
        straight(270, 30_000, 150),
        straight(0, 30_000, 200),
        straight(45, 32_000, 90),
      ],
      300,
      6,
    );
    expect(flown.map(({ numbers }) => numbers.size)).toEqual([1, 1, 1, 1]);
    expect(new Set(flown.flatMap(({ numbers }) => [...numbers])).size).toBe(4);
  });
});

describe('what drives below what flies', () => {
  const cars = [
    { from: away(SITE, 100, 5000), speed: [12, 3] as const },
    { from: away(SITE, 200, 6000), speed: [0, 0] as const },
    { from: away(SITE, 320, 4000), speed: [-9, 8] as const },
  ];

  it('is followed as if nothing flew there, and its radar takes nothing that flies for gone', () => {
    const next = chance(9);
    const numbers = cars.map(() => new Set<number>());
    const also = (net: SectorNet, t: number) => {
      const sweep = sweepOf(
        GROUND,
        NOW + t,
        cars.map((car) => whereIs(car, t)),
        next,
        0.2,
      );
      for (const [k, credit] of net.use(sweep).entries()) {
        if (credit === undefined || net.state(credit.object) === undefined || t < 15) continue;
        numbers[sweep.from[k] ?? -1]?.add(credit.object);
      }
    };
    const [one] = fly([straight(70, 20_000, 150)], 240, 9, { also });
    expect(one?.numbers.size).toBe(1);
    expect(numbers.map(({ size }) => size)).toEqual([1, 1, 1]);
  });
});
