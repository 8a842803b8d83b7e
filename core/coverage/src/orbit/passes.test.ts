import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Propagator, parseAccessCase, passes } from '../index.ts';

const FOLDER = '../shared/bench/orbit/access';
const propagator = await Propagator.open();
afterAll(() => propagator.close());

const LANDSAT = [
  '1 40697U 15028A   24279.17255390  .00001112  00000+0  44064-3 0  9993',
  '2 40697  98.5691 351.8518 0001010  99.3360 260.7937 14.30828931485076',
];
const NADIR = { type: 'pyramid', side: 'nadir', acrossHalfDeg: 10.3, alongHalfDeg: 0.5 };

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

interface Changes {
  readonly zone?: unknown;
  readonly start?: string;
  readonly sensor?: object;
  readonly tle?: readonly string[];
  readonly durationS?: number;
}

function caseOf(changes: Changes = {}) {
  const { sensor = NADIR, tle = LANDSAT, ...rest } = changes;
  return {
    id: 'test',
    start: '2024-10-05T18:00:00Z',
    durationS: 86_400,
    zone: { type: 'Polygon', coordinates: [box(36, 47.9, 37, 48.1)] },
    satellites: [{ name: 'S', tle, sensor }],
    ...rest,
  };
}

function run(changes: Changes = {}) {
  const parsed = parseAccessCase(caseOf(changes));
  if (!parsed.ok) return parsed;
  return passes(propagator, parsed.value);
}

function windowsOf(changes: Changes) {
  const found = run(changes);
  if (!found.ok) throw new Error(found.error.text);
  return found.value.results[0]?.windows ?? [];
}

const errorOf = (changes: Changes) => {
  const found = run(changes);
  return found.ok ? undefined : found.error;
};

describe('passes', () => {
  it.skipIf(!existsSync(FOLDER))('equal the brute-force reference', () => {
    const parsed = parseAccessCase(JSON.parse(readFileSync(`${FOLDER}/case.json`, 'utf8')));
    if (!parsed.ok) throw new Error(parsed.error.text);
    const found = passes(propagator, parsed.value);
    if (!found.ok) throw new Error(found.error.text);
    const expected = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8'));
    expect(found.value.zoneAreaKm2 / expected.zoneAreaKm2).toBeCloseTo(1, 5);
    for (const [i, { windows }] of expected.results.entries()) {
      const ours = found.value.results[i]?.windows ?? [];
      expect(ours.map(({ startStep, endStep }) => [startStep, endStep])).toEqual(
        windows.map((window: Record<string, number>) => [window.startStep, window.endStep]),
      );
      for (const [k, window] of windows.entries()) {
        const own = ours[k];
        expect(Date.parse(own?.startRefined ?? '')).toBeCloseTo(
          Date.parse(window.startRefined),
          -1,
        );
        expect(Date.parse(own?.endRefined ?? '')).toBeCloseTo(Date.parse(window.endRefined), -1);
        expect(own?.maxElevationDeg).toBeCloseTo(window.maxElevationDeg, 1);
        expect(own?.coveredFraction).toBeCloseTo(window.coveredFraction, 3);
        expect(own?.sunElevationMidDeg).toBeCloseTo(window.sunElevationMidDeg, 1);
        expect(own?.usable).toBe(window.usable);
      }
    }
  });

  it('over the date line are the same whichever way the zone is written', () => {
    const whole = { type: 'Polygon', coordinates: [box(176, 60, 184, 64)] };
    const cut = {
      type: 'MultiPolygon',
      coordinates: [[box(176, 60, 180, 64)], [box(-180, 60, -176, 64)]],
    };
    const uncut = { type: 'Polygon', coordinates: [box(176, 60, -176, 64)] };
    const windows = windowsOf({ zone: whole });
    expect(windows.length).toBeGreaterThan(1);
    expect(windowsOf({ zone: cut })).toEqual(windows);
    expect(windowsOf({ zone: uncut })).toEqual(windows);
    expect(run({ zone: uncut })).toMatchObject({
      value: { assumptions: expect.arrayContaining([expect.stringContaining('date line')]) },
    });
  });

  it('over a polar cap come on every revolution, however the cap is written', () => {
    const wide = { type: 'cone', maxOffNadirDeg: 55 };
    const ring = Array.from({ length: 37 }, (_, i) => [-180 + i * 10, 84]);
    const around = {
      type: 'Polygon',
      coordinates: [ring.map(([lon = 0, lat]) => [lon === 180 ? -180 : lon, lat])],
    };
    const closed = { type: 'Polygon', coordinates: [[...ring, [180, 90], [-180, 90], [-180, 84]]] };
    const windows = windowsOf({ zone: around, sensor: wide });
    expect(windows.length).toBeGreaterThanOrEqual(14);
    expect(windowsOf({ zone: closed, sensor: wide })).toEqual(windows);
    expect(Math.max(...windows.map(({ coveredFraction }) => coveredFraction))).toBeGreaterThan(0.8);
  });

  it('say how far the times may be off, more the older the elements', () => {
    const fresh = windowsOf({})[0];
    const older = windowsOf({ start: '2024-10-10T18:00:00Z', durationS: 604_800 })[0];
    expect(fresh?.edgeSigmaS).toBeGreaterThan(0.05);
    expect(older?.edgeSigmaS).toBeGreaterThan(2 * (fresh?.edgeSigmaS ?? 0));
  });

  it('of stale elements say so; of useless ones are refused', () => {
    expect(run({ start: '2024-10-25T18:00:00Z' })).toMatchObject({
      value: { assumptions: expect.arrayContaining([expect.stringContaining('stale')]) },
    });
    expect(errorOf({ start: '2026-01-01T00:00:00Z' })?.text).toContain('fetch newer');
  });

  it('of a satellite that has decayed are refused, with the moment', () => {
    // Vallado's 22312, last elements before it came down on 2006-04-04.
    const tle = [
      '1 22312U 93002D   06094.46235912  .99999999  81888-5  49949-3 0  3953',
      '2 22312  62.1486  77.4698 0308723 267.9229  88.7392 15.95744531 98783',
    ];
    expect(errorOf({ tle, start: '2006-04-05T12:00:00Z' })?.text).toContain('decayed');
  });

  it('of a sensor that looks past the Earth end at the horizon, and say so', () => {
    const found = run({ sensor: { type: 'cone', maxOffNadirDeg: 80 } });
    expect(found).toMatchObject({
      value: { assumptions: expect.arrayContaining([expect.stringContaining('horizon')]) },
    });
    if (!found.ok) return;
    const least = found.value.results[0]?.windows.map((window) => window.durationRefinedS) ?? [];
    expect(Math.max(...least)).toBeGreaterThan(500);
  });

  it('of the right and the left side are those of both', () => {
    const side = (name: string) => ({
      sensor: {
        type: 'pyramid',
        side: name,
        nearOffNadirDeg: 15,
        farOffNadirDeg: 50,
        alongHalfDeg: 1,
      },
      zone: { type: 'Polygon', coordinates: [box(20, 60, 22, 61)] },
    });
    const starts = (name: string) => windowsOf(side(name)).map(({ startStep }) => startStep);
    const both = [...starts('right'), ...starts('left')].sort((a, b) => a - b);
    expect(both.length).toBeGreaterThan(1);
    expect(starts('both')).toEqual(both);
  });

  it.each([
    [
      'a ring left open',
      { zone: { type: 'Polygon', coordinates: [box(36, 47, 37, 48).slice(0, 4)] } },
      'zone',
    ],
    [
      'a bow tie',
      {
        zone: {
          type: 'Polygon',
          coordinates: [
            [
              [36, 47],
              [37, 48],
              [37, 47],
              [36, 48],
              [36, 47],
            ],
          ],
        },
      },
      'zone',
    ],
    [
      'latitude first',
      {
        zone: {
          type: 'Polygon',
          coordinates: [
            [
              [47, 136],
              [48, 137],
              [47, 137],
              [47, 136],
            ],
          ],
        },
      },
      'zone',
    ],
    [
      'no area',
      {
        zone: {
          type: 'Polygon',
          coordinates: [
            [
              [36, 47],
              [37, 47],
              [36, 47],
              [36, 47],
            ],
          ],
        },
      },
      'zone',
    ],
    ['no time', { start: 'yesterday' }, 'start'],
    ['no duration', { durationS: 0 }, 'durationS'],
    ['an unknown sensor', { sensor: { type: 'eye' } }, 'satellites[0].sensor.type'],
    ['elements cut short', { tle: ['1 40697U', '2 40697'] }, 'satellites[0].tle'],
  ])('of a case with %s are refused, with the field', (_, changes, field) => {
    expect(errorOf(changes)?.field).toBe(field);
  });
});
