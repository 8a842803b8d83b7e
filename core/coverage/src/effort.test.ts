import { type Instant, instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PATROL_PRACTICE,
  type EffortArea,
  effort,
  effortShares,
  type Look,
  lookOfPatrol,
  parseCoverageFact,
} from './index.ts';

const at = (hour: number): Instant => instant(Date.UTC(2026, 2, 10) + hour * 3_600_000);
const ring = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const box = (...bounds: [number, number, number, number]): EffortArea => ({
  type: 'Polygon',
  coordinates: [ring(...bounds)],
});
const AREA = box(36, 47.9, 37, 48.1);
const DAY = { from: at(0), to: at(24), area: AREA };
const look = (changes: Partial<Look> = {}): Look => ({
  sensor: 'mast-1',
  from: at(0),
  to: at(24),
  area: AREA,
  detectionProbability: 0.8,
  state: 'looked',
  ...changes,
});

describe('effort', () => {
  it('of one sensor over half the area for half the day is a quarter, and 12 hours', () => {
    const half = look({ area: box(36, 47.9, 36.5, 48.1), to: at(12) });
    expect(effortShares([half], DAY)).toEqual({
      sensorHours: 12,
      looked: 0.25,
      notLooked: 0.75,
      jammed: 0,
      denied: 0,
    });
  });

  it('of two sensors at one place counts the place once and their hours both', () => {
    const two = [look(), look({ sensor: 'mast-2', from: at(12) })];
    expect(effortShares(two, DAY)).toMatchObject({ looked: 1, sensorHours: 36 });
  });

  it('of one sensor that says the same twice, or overlaps itself, counts once', () => {
    const again = [look(), look(), look({ from: at(6), to: at(30) })];
    expect(effortShares(again, DAY)).toMatchObject({ looked: 1, sensorHours: 24 });
  });

  it('tells apart what was jammed, what was denied and what nobody tried', () => {
    const shares = effortShares(
      [
        look({ to: at(6) }),
        look({ sensor: 'uav-1', state: 'jammed', from: at(3), to: at(12) }),
        look({ sensor: 'patrol-1', state: 'denied', from: at(9), to: at(18) }),
      ],
      DAY,
    );
    expect(shares).toEqual({
      sensorHours: 6,
      looked: 0.25,
      jammed: 0.25,
      denied: 0.25,
      notLooked: 0.25,
    });
  });

  it('by default is over the union of the areas, holes left out', () => {
    const holed: EffortArea = {
      type: 'Polygon',
      coordinates: [ring(36, 47.9, 37, 48.1), ring(36.2, 47.95, 36.7, 48.05)],
    };
    const { from, to } = DAY;
    expect(effortShares([look({ area: holed })], { from, to })).toMatchObject({ looked: 1 });
    expect(effortShares([look({ area: holed })], DAY).looked).toBeCloseTo(0.75, 3);
  });

  it('outside the area or the day is no effort at all', () => {
    const elsewhere = [look({ area: box(38, 47, 39, 48) }), look({ from: at(24), to: at(48) })];
    expect(effortShares(elsewhere, DAY)).toMatchObject({ sensorHours: 0, looked: 0, notLooked: 1 });
  });

  it('of a spot too small for any row still counts its hours', () => {
    const spots = Array.from({ length: 2_000 }, (_, i) => {
      const [lon, lat] = [36.2 + i * 1e-4, 47.95 + i * 4.9e-5];
      return look({ sensor: `spot-${i}`, to: at(1), area: box(lon, lat, lon + 1e-7, lat + 1e-7) });
    });
    expect(effortShares(spots, DAY).sensorHours).toBe(2_000);
  });

  it('of nobody is not looked', () => {
    expect(effort([], DAY)).toMatchObject({ sensorHours: 0, notLooked: 1 });
    expect(effort([], { from: at(0), to: at(24) })).toMatchObject({ notLooked: 1, cells: [] });
  });

  it('of a disc is within 0.5 % of its area, in a zone a thousand times as large', () => {
    const disc = (radius: number): EffortArea => ({
      type: 'Polygon',
      coordinates: [
        Array.from({ length: 361 }, (_, i) => [
          36.5 + (radius * Math.cos((i * Math.PI) / 180)) / Math.cos((48 * Math.PI) / 180),
          48 + radius * Math.sin((i * Math.PI) / 180),
        ]),
      ],
    });
    const { looked } = effortShares([look({ area: disc(0.05) })], DAY);
    const exact = (Math.PI * 0.05 ** 2) / Math.cos((48 * Math.PI) / 180) / (1 * 0.2);
    expect(Math.abs(looked - exact)).toBeLessThan(0.005);
  });

  it('weighs parallels as the ellipsoid does', () => {
    const south = look({ area: box(0, 0, 1, 30) });
    const { looked } = effortShares([south], { ...DAY, area: box(0, 0, 1, 60) });
    expect(looked).toBeCloseTo(bandArea(30) / bandArea(60), 5);
  });

  it('agrees with throwing darts, within 0.5 %, for many looks that overlap', () => {
    const some = fc.array(
      fc.record({
        x: fc.double({ min: 35.8, max: 37, noNaN: true }),
        y: fc.double({ min: 47.8, max: 48.1, noNaN: true }),
        w: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        h: fc.double({ min: 0.02, max: 0.1, noNaN: true }),
        slant: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        from: fc.integer({ min: -2, max: 23 }),
        hours: fc.integer({ min: 1, max: 12 }),
        sensor: fc.constantFrom('a', 'b', 'c'),
        state: fc.constantFrom('looked' as const, 'jammed' as const, 'denied' as const),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (drawn) => {
        const looks = drawn.map(({ x, y, w, h, slant, from, hours, sensor, state }) =>
          look({
            sensor,
            state,
            from: at(from),
            to: at(from + hours),
            area: {
              type: 'Polygon',
              coordinates: [
                [
                  [x, y],
                  [x + w, y],
                  [x + w + slant, y + h],
                  [x + slant, y + h],
                  [x, y],
                ],
              ],
            },
          }),
        );
        const shares = effortShares(looks, DAY);
        const { looked, notLooked, jammed, denied } = shares;
        expect(looked + notLooked + jammed + denied).toBeCloseTo(1, 5);
        const darts = throwDarts(looks, drawn);
        for (const state of ['looked', 'jammed', 'denied'] as const) {
          expect(Math.abs(shares[state] - darts[state])).toBeLessThan(0.005);
        }
      }),
      { numRuns: 15 },
    );
  });
});

/** Area from the equator to a parallel by the sum of M N cos φ dφ, WGS 84, without a² and width. */
function bandArea(latitude: number): number {
  const e2 = 0.00669437999014;
  const steps = 10_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const phi = (((i + 0.5) / steps) * latitude * Math.PI) / 180;
    const w2 = 1 - e2 * Math.sin(phi) ** 2;
    sum += (((1 - e2) / w2 ** 1.5) * (1 / w2 ** 0.5) * Math.cos(phi) * latitude) / steps;
  }
  return sum;
}

/** A regular lattice of 500 × 100 places × 48 half hours, each told apart by brute force. */
function throwDarts(
  looks: readonly Look[],
  drawn: readonly { x: number; y: number; w: number; h: number; slant: number }[],
) {
  const hits = { looked: 0, jammed: 0, denied: 0 };
  let all = 0;
  for (let row = 0; row < 100; row++) {
    const lat = 47.9 + ((row + 0.5) * 0.2) / 100;
    const weight = Math.cos((lat * Math.PI) / 180);
    for (let column = 0; column < 500; column++) {
      const lon = 36 + (column + 0.5) / 500;
      all += weight * 24;
      const over = looks.filter((_, i) => {
        const { x, y, w, h, slant } = drawn[i] as (typeof drawn)[number];
        const across = lon - x - (slant * (lat - y)) / h;
        return lat >= y && lat < y + h && across >= 0 && across < w;
      });
      for (let hour = 0; hour < 24 && over.length > 0; hour++) {
        const now = over.filter(({ from, to }) => from <= at(hour) && to > at(hour));
        const state = (['looked', 'jammed', 'denied'] as const).find((one) =>
          now.some((each) => each.state === one),
        );
        if (state !== undefined) hits[state] += weight;
      }
    }
  }
  return { looked: hits.looked / all, jammed: hits.jammed / all, denied: hits.denied / all };
}

describe('the cells of effort', () => {
  it('keep apart what was seen, not looked at, jammed and denied, and count sensors’ hours', () => {
    const { cells } = effort(
      [
        look({ sensor: 'mast-1', to: at(1) }),
        look({ sensor: 'mast-2', to: at(1) }),
        look({ sensor: 'uav-1', state: 'jammed', from: at(1), to: at(2) }),
        look({ sensor: 'patrol-1', state: 'denied', from: at(2), to: at(2.5) }),
      ],
      { from: at(0), to: at(4), area: AREA },
    );
    expect(cells.slice(0, 4)).toMatchObject([
      { looked: 1, jammed: 0, denied: 0, sensorHours: 2, pd: 0.96 },
      { looked: 0, jammed: 1, denied: 0, sensorHours: 0, pd: 0 },
      { looked: 0, jammed: 0, denied: 0.5, sensorHours: 0, pd: 0 },
      { looked: 0, jammed: 0, denied: 0, sensorHours: 0, pd: 0 },
    ]);
  });

  it('say how likely a thing was detected by at least one of two looks', () => {
    const { cells } = effort(
      [look(), look({ sensor: 'uav-1', detectionProbability: 0.5, from: at(6), to: at(7) })],
      { ...DAY, to: at(12) },
    );
    const first = cells.slice(0, 3);
    expect(first.map(({ pd }) => pd)).toEqual([0.8, 0.9, 0.8]);
    expect(first.map(({ from }) => from)).toEqual([
      '2026-03-10T00:00:00Z',
      '2026-03-10T06:00:00Z',
      '2026-03-10T07:00:00Z',
    ]);
  });

  it('say it for each kind that any look tells apart, others as a thing of no kind', () => {
    const cells = effort(
      [
        look({ pdByClass: { tank: 0.9 } }),
        look({ sensor: 'mast-2', detectionProbability: 0.5, pdByClass: { person: 0.1 } }),
      ],
      DAY,
    ).cells;
    for (const { pd, pdByClass } of cells) {
      expect(pd).toBeCloseTo(1 - 0.2 * 0.5, 9);
      expect(pdByClass?.tank).toBeCloseTo(1 - 0.1 * 0.5, 9);
      expect(pdByClass?.person).toBeCloseTo(1 - 0.2 * 0.9, 9);
    }
    expect(effort([look()], DAY).cells[0]).not.toHaveProperty('pdByClass');
  });

  it('where nobody looked, or somebody was jammed, detect nothing', () => {
    const { cells } = effort([look({ area: box(36, 47.9, 36.5, 48.1), state: 'jammed' })], DAY);
    expect(new Set(cells.map(({ pd }) => pd))).toEqual(new Set([0]));
    expect(cells.length).toBeGreaterThan(24);
  });

  it('add up to the share that was looked at, at certain detection', () => {
    const { cells, looked } = effort(
      [look({ area: box(36.01, 47.93, 36.63, 48.07), detectionProbability: 1 })],
      DAY,
    );
    const mean = cells.reduce((sum, { pd }) => sum + pd, 0) / cells.length;
    expect(Math.abs(mean - looked)).toBeLessThan(0.05);
  });
});

describe('the presence of a patrol', () => {
  const presence = {
    sensor: 'patrol-1',
    position: { lon: 36.5, lat: 48 },
    at: at(12),
    denied: false,
  };

  it('is an hour of looking within five kilometres, where the mission sets nothing else', () => {
    const { sensorHours, looked } = effortShares(
      [lookOfPatrol(presence, DEFAULT_PATROL_PRACTICE)],
      DAY,
    );
    const zoneKm2 = 74.6 * 22.24;
    expect(sensorHours).toBe(1);
    expect(looked * 24).toBeCloseTo((Math.PI * 25) / zoneKm2, 2);
  });

  it('that was denied is denied', () => {
    const look = lookOfPatrol({ ...presence, denied: true }, DEFAULT_PATROL_PRACTICE);
    expect(effortShares([look], DAY)).toMatchObject({ sensorHours: 0, looked: 0 });
    expect(effortShares([look], DAY).denied).toBeGreaterThan(0);
  });
});

describe('a coverage fact', () => {
  const fact = {
    fact: 'coverage',
    sensor: 'mast-1',
    area: AREA,
    from: '2026-03-10T00:00:00Z',
    to: '2026-03-10T12:00:00Z',
    pd: 0.8,
  };

  it('is read from one line of JSON, and without a state it was looked at', () => {
    expect(parseCoverageFact(JSON.stringify(fact))).toEqual({
      ok: true,
      value: look({ to: at(12) }),
    });
    expect(parseCoverageFact({ ...fact, state: 'jammed' })).toMatchObject({
      value: { state: 'jammed' },
    });
  });

  it.each([
    ['{', 'fact'],
    [{ ...fact, fact: 'object' }, 'fact'],
    [{ ...fact, sensor: '' }, 'sensor'],
    [{ ...fact, pd: 1.1 }, 'pd'],
    [{ ...fact, pd: '0.8' }, 'pd'],
    [{ ...fact, state: 'slept' }, 'state'],
    [{ ...fact, from: '10 March' }, 'from'],
    [{ ...fact, to: fact.from }, 'to'],
    [{ ...fact, area: { type: 'Point', coordinates: [36, 48] } }, 'area'],
    [{ ...fact, area: { type: 'Polygon', coordinates: [[[36, 48]]] } }, 'area'],
    [{ ...fact, area: box(36, 48, 37, 91) }, 'area'],
    [{ ...fact, area: box(-179, 48, 179, 49) }, 'area'],
  ])('%j is refused with the field and a remedy', (json, field) => {
    expect(parseCoverageFact(json)).toMatchObject({ ok: false, error: { field } });
  });

  it.each([
    [{ tank: 1.5 }, 'out-of-range'],
    [{ unicorn: 0.5 }, 'out-of-range'],
    [0.5, 'out-of-range'],
  ])('with pdByClass %j is refused', (pdByClass, kind) => {
    const area = box(36, 47.9, 37, 48.1);
    const from = '2026-03-10T06:00:00Z';
    const fact = { fact: 'coverage', sensor: 'S', area, from, to: '2026-03-10T07:00:00Z', pd: 0.5 };
    expect(parseCoverageFact({ ...fact, pdByClass })).toMatchObject({
      ok: false,
      error: { kind, field: 'pdByClass' },
    });
    expect(parseCoverageFact({ ...fact, pdByClass: { tank: 0.9 } })).toMatchObject({
      ok: true,
      value: { pdByClass: { tank: 0.9 } },
    });
  });

  it('of whatever shape never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.anything(),
          fc.record({
            fact: fc.constant('coverage'),
            sensor: fc.string(),
            pd: fc.constant(1),
            from: fc.constant(fact.from),
            to: fc.constant(fact.to),
            area: fc.anything(),
          }),
        ),
        (value) => {
          expect(typeof parseCoverageFact(value).ok).toBe('boolean');
        },
      ),
    );
  });
});
