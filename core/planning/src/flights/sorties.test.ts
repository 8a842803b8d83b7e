import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALM, type Drone, usable, type Wind } from './drone.ts';
import { groundSpeed } from './ground-speed.ts';
import { Obstacles } from './obstacles.ts';
import { apart, type Outline, type Spot, within } from './plane.ts';
import { type Sweep, sweep } from './sorties.ts';

const DRONE: Drone = {
  id: 'D-1',
  airspeedMps: 20,
  enduranceS: 3600,
  reserve: 0.2,
  swathM: 400,
  overlap: 0.1,
  heightM: 120,
};

const box = (x0: number, y0: number, x1: number, y1: number): Outline => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

function flown(
  area: Outline,
  noFly: readonly Outline[],
  { launch = [0, -200], wind = CALM, drone = DRONE }: { launch?: Spot; wind?: Wind; drone?: Drone },
): Sweep {
  const patches = [{ outer: area, holes: [] }];
  const obstacles = new Obstacles(noFly);
  return sweep({ patches, noFly, obstacles, launch, drone, wind });
}

/** The share of an area outside obstacles that lies within half a swath of a pass. */
function covered({ sorties }: Sweep, area: Outline, noFly: readonly Outline[]): number {
  const lanes = sorties.flatMap(({ lanes }) => lanes);
  const xs = area.map(([x]) => x);
  const ys = area.map(([, y]) => y);
  let all = 0;
  let seen = 0;
  for (let i = 0.5; i < 40; i++)
    for (let j = 0.5; j < 40; j++) {
      const spot: Spot = [
        Math.min(...xs) + ((Math.max(...xs) - Math.min(...xs)) * i) / 40,
        Math.min(...ys) + ((Math.max(...ys) - Math.min(...ys)) * j) / 40,
      ];
      if (!within(area, spot) || noFly.some((one) => within(one, spot))) continue;
      all += 1;
      if (lanes.some(([a, b]) => off(a, b, spot) <= DRONE.swathM / 2)) seen += 1;
    }
  return seen / all;
}

function off(a: Spot, b: Spot, spot: Spot): number {
  const length = apart(a, b);
  const at = ((spot[0] - a[0]) * (b[0] - a[0]) + (spot[1] - a[1]) * (b[1] - a[1])) / length ** 2;
  const share = Math.max(0, Math.min(1, at));
  return apart(spot, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
}

/** Spots along a way, a metre or a twentieth of a leg apart. */
const along = (way: readonly Spot[]): Spot[] =>
  way.slice(1).flatMap((to, i) => {
    const from = way[i] as Spot;
    return Array.from(
      { length: 20 },
      (_, j): Spot => [
        from[0] + ((to[0] - from[0]) * (j + 0.5)) / 20,
        from[1] + ((to[1] - from[1]) * (j + 0.5)) / 20,
      ],
    );
  });

describe('a sweep of an area by drone', () => {
  it('covers a square in one flight where there is time for it', () => {
    const area = box(0, 0, 3000, 3000);
    const made = flown(area, [], {});
    expect(made.unflown).toEqual([]);
    expect(made.sorties.length).toBe(1);
    expect(covered(made, area, [])).toBeGreaterThan(0.99);
  });

  it('takes several flights where one is too short, each home in time', () => {
    const area = box(0, 0, 20_000, 6000);
    const made = flown(area, [], {});
    expect(made.unflown).toEqual([]);
    expect(made.sorties.length).toBeGreaterThan(4);
    for (const { seconds, way } of made.sorties) {
      expect(seconds).toBeLessThanOrEqual(usable(DRONE) + 1e-6);
      expect([way[0], way[way.length - 1]]).toEqual([
        [0, -200],
        [0, -200],
      ]);
    }
    expect(covered(made, area, [])).toBeGreaterThan(0.98);
  });

  it('flies beside what stands in the middle of a pass, where the camera sees the rest', () => {
    const area = box(0, 0, 3000, 900);
    const noFly = [box(1000, 440, 2000, 460)];
    const made = flown(area, noFly, {});
    expect(covered(made, area, noFly)).toBeGreaterThan(0.99);
  });

  it('misses nothing of the corners that a block leaves of a square', () => {
    const area = box(0, 0, 1500, 1500);
    const noFly: Outline[] = [
      [
        [150, 244],
        [1606, 244],
        [1606, 1700],
        [150, 972],
      ],
    ];
    const made = flown(area, noFly, { launch: [-300, -700] });
    expect(made.unflown).toEqual([]);
    expect(covered(made, area, noFly)).toBeGreaterThan(0.99);
  });

  it('says what is too far to be flown', () => {
    const made = flown(box(60_000, 0, 61_000, 1000), [], {});
    expect(made.sorties).toEqual([]);
    expect(made.unflown.length).toBeGreaterThan(0);
    expect(new Set(made.unflown.map(({ because }) => because))).toEqual(new Set(['too-far']));
  });

  it('says where no way leads past what must not be flown over', () => {
    const ring: Outline[] = [
      box(-3000, -3000, 3000, -2000),
      box(-3000, 2000, 3000, 3000),
      box(-3000, -2500, -2000, 2500),
      box(2000, -2500, 3000, 2500),
    ];
    const made = flown(box(-500, -500, 500, 500), ring, { launch: [0, -5000] });
    expect(new Set(made.unflown.map(({ because }) => because))).toEqual(new Set(['no-way']));
  });

  it('does not fly in a wind that is faster than the drone', () => {
    const made = flown(box(0, 0, 1000, 1000), [], { wind: { fromDeg: 0, speedMps: 25 } });
    expect(made.sorties).toEqual([]);
    expect(new Set(made.unflown.map(({ because }) => because))).toEqual(new Set(['wind']));
  });

  it('never crosses what must not be flown over, comes home in time and misses little', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1500, max: 9000 }),
        fc.integer({ min: 1500, max: 6000 }),
        fc.integer({ min: -1500, max: 1500 }),
        fc.array(
          fc.record({
            x: fc.double({ min: 0.1, max: 0.8, noNaN: true }),
            y: fc.double({ min: 0.1, max: 0.8, noNaN: true }),
            size: fc.integer({ min: 200, max: 1500 }),
            lean: fc.integer({ min: -300, max: 300 }),
          }),
          { maxLength: 3 },
        ),
        fc.record({
          fromDeg: fc.integer({ min: 0, max: 359 }),
          speedMps: fc.integer({ min: 0, max: 12 }),
        }),
        (width, height, slant, blocks, wind) => {
          const area: Outline = [
            [0, 0],
            [width, slant / 4],
            [width + slant, height],
            [slant, height],
          ];
          const noFly = blocks.map(({ x, y, size, lean }): Outline => {
            const [px, py] = [x * width, y * height];
            return [
              [px, py],
              [px + size, py + lean],
              [px + size + lean, py + size],
              [px - lean / 2, py + size / 2],
            ];
          });
          const launch: Spot = [-300, -700];
          if (noFly.some((one) => within(one, launch))) return;
          const made = flown(area, noFly, { wind, launch });
          for (const { way, seconds } of made.sorties) {
            expect(seconds).toBeLessThanOrEqual(usable(DRONE) + 1e-6);
            for (const at of along(way)) expect(noFly.some((one) => within(one, at))).toBe(false);
          }
          if (made.unflown.length === 0) expect(covered(made, area, noFly)).toBeGreaterThan(0.95);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('speed over the ground', () => {
  const east: [Spot, Spot] = [
    [0, 0],
    [1, 0],
  ];

  it('is what the wind adds or takes, or leaves of it across', () => {
    expect(groundSpeed(20, { fromDeg: 270, speedMps: 5 }, ...east)).toBeCloseTo(25, 9);
    expect(groundSpeed(20, { fromDeg: 90, speedMps: 5 }, ...east)).toBeCloseTo(15, 9);
    expect(groundSpeed(20, { fromDeg: 0, speedMps: 12 }, ...east)).toBeCloseTo(16, 9);
  });

  it('is none where the wind is too strong', () => {
    expect(groundSpeed(20, { fromDeg: 0, speedMps: 20 }, ...east)).toBeUndefined();
    expect(groundSpeed(20, { fromDeg: 90, speedMps: 21 }, ...east)).toBeUndefined();
  });
});
