import { type Instant, instant } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import { azimuthTo, destination, distanceBetween, type Position } from '@greenline/geo';
import { type JournalInput, type Row, readMission } from '@greenline/pipeline';
import type { Track } from '@greenline/tracking';
import { describe, expect, it } from 'vitest';
import {
  chance,
  filesWithRadars,
  type Moving,
  type RadarSite,
  scanMessages,
  whereAt,
} from './support/radars.ts';
import { folded, message, missionOf, moment } from './support/walk-in-process.ts';

const T0 = moment('2026-03-10T08:00:00.000Z');
const second = (seconds: number): Instant => instant(T0 + Math.round(seconds * 1000));
const byTime = (inputs: readonly JournalInput[]) =>
  inputs.toSorted((a, b) => a.receivedAt - b.receivedAt);
const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

const RADAR: RadarSite = { id: 'radar-a', lon: 36.2, lat: 47.6 };
const CAR: Moving = { lon: 36.19, lat: 47.6, east: 12, north: 3 };
const near = (degrees: number, way: number): Position => {
  const { lon, lat } = destination({ lon: 36.2, lat: 47.6 }, degrees, way as never);
  return { lon, lat };
};
const ARRAYS = [near(200, 3500), near(330, 3500), near(85, 3500)] as const;
const place = ({ lon, lat }: Position) => `{ lon: ${lon}, lat: ${lat} }`;
const line = (id: string, more: string, scan: string) =>
  `  - { id: ${id}, nation: birch, kind: sensor, trust: authenticated, ${more}, releasableTo: [A, B], scan: { periodS: 1, pd: 0.95, clutter: 0.1, ${scan} } }`;
const lines = [
  ...ARRAYS.map((at, n) =>
    line(
      `array-${n}`,
      `bearingSigmaDeg: 0.5, position: ${place(at)}`,
      'rangeM: 8000, measures: bearing',
    ),
  ),
  line(
    'mast-camera',
    `bearingSigmaDeg: 0.1, position: ${place(ARRAYS[0])}`,
    'rangeM: 8000, measures: bearing-elevation, elevationSigmaDeg: 0.02, aboveGroundM: 60',
  ),
  line(
    'tower-radar',
    `bearingSigmaDeg: 0.2, position: ${place(ARRAYS[1])}`,
    'rangeM: 8000, measures: range-azimuth-elevation, rangeSigmaM: 10, elevationSigmaDeg: 0.2',
  ),
  line(
    'receivers',
    'uncertaintyS: 0.1',
    `area: [[36.1, 47.55], [36.3, 47.55], [36.3, 47.65], [36.1, 47.65], [36.1, 47.55]], measures: time-difference, differenceSigmaS: 3.0e-8, signalMps: 299792458`,
  ),
];
lines.push(
  line(
    'scene',
    'uncertaintyS: 0.1',
    'area: [[36.15, 47.58], [36.25, 47.58], [36.25, 47.62], [36.15, 47.62], [36.15, 47.58]], measures: count, countSigma: 0.3',
  ),
);
const AIR_RADAR: RadarSite = { id: 'air-radar', lon: 36.2, lat: 47.7 };
lines.push(
  line(
    AIR_RADAR.id,
    `sigmaM: 60, position: ${place(AIR_RADAR)}`,
    'rangeM: 60000, fastestMps: 300',
  ).replace('periodS: 1', 'periodS: 4'),
);
const mission = missionOf(filesWithRadars([RADAR], lines));

const feature = (sensor: string, at: number, properties: object): JournalInput =>
  message(
    'geojson',
    {
      type: 'Feature',
      geometry: null,
      properties: {
        kind: 'object',
        sensor,
        observedAt: new Date(second(at)).toISOString(),
        ...properties,
      },
    },
    second(at + 0.3),
    Math.round(at * 1000),
  );

type Told = Omit<Track, 'at'> & { readonly at: string };
/** The last states of tracks that nothing ended, of the last so many seconds before a moment. */
function live(rows: readonly Row[], at: number): readonly Told[] {
  const states = rows
    .filter(({ kind }) => kind === 'track')
    .map(({ body }) => JSON.parse(body) as Told);
  const last = new Map(states.map((track) => [track.id, track]));
  return [...last.values()].filter(
    ({ joinedTo, ended, at: when }) =>
      joinedTo === undefined && ended === undefined && Date.parse(when) > second(at) - 5_000,
  );
}
const off = (track: Told | undefined, mover: Moving): number =>
  track === undefined
    ? Number.POSITIVE_INFINITY
    : distanceBetween(track.position, whereAt(mover, (Date.parse(track.at) - T0) / 1000));

/** What a radar sees in the first seconds, so that the car is known. */
function seenFirst(next: () => number): JournalInput[] {
  const inputs: JournalInput[] = [];
  for (let t = 0; t < 20; t += 2)
    inputs.push(...scanMessages(RADAR, second(t), [whereAt(CAR, t)], next, { clutter: 0 }));
  return inputs;
}

describe('sweeps of sensors that measure no places', () => {
  it('three acoustic arrays alone make one track of a car, with all bearings under it', () => {
    const next = chance(1);
    const inputs: JournalInput[] = [];
    for (let t = 0; t < 60; t++)
      for (const [n, site] of ARRAYS.entries()) {
        const when = t + 0.25 * n;
        const bearingDeg = (azimuthTo(site, whereAt(CAR, when)) + 0.5 * normal(next) + 360) % 360;
        inputs.push(feature(`array-${n}`, when, { bearingDeg, class: { 'military-truck': 0.7 } }));
      }
    const { rows } = folded(mission, byTime(inputs), undefined, 0);
    const [track, ...others] = live(rows, 60);
    expect(others).toEqual([]);
    expect(off(track, CAR)).toBeLessThan(60);
    expect(track?.sensors).toEqual(['array-0', 'array-1', 'array-2']);
    expect(track?.class['military-truck']).toBeGreaterThan(0.6);
    const observations = rows.filter(({ kind }) => kind === 'observation');
    expect(observations).toHaveLength(180);
    const under = observations.filter(({ parent }) => parent === track?.id);
    expect(under.length).toBeGreaterThan(150);
    expect(JSON.parse(under[0]?.body ?? '')).toHaveProperty('sightline.bearingDeg');
  });

  it('two arrays that agree now and then, and false bearings, make none', () => {
    const next = chance(2);
    const inputs: JournalInput[] = [];
    for (let t = 0; t < 60; t++)
      for (let n = 0; n < 3; n++)
        if (next() < 0.3)
          inputs.push(feature(`array-${n}`, t + 0.25 * n, { bearingDeg: 360 * next() }));
    const { rows } = folded(mission, byTime(inputs), undefined, 0);
    expect(rows.filter(({ kind }) => kind === 'track')).toEqual([]);
  });

  it('of more than 500 bearings at once the rest is shed, and counted', () => {
    const inputs = Array.from({ length: 600 }, (_, n) => ({
      ...feature('array-0', 1, { bearingDeg: (0.6 * n) % 360 }),
      offset: n,
    }));
    const { state } = folded(mission, inputs, undefined, 0);
    expect([...state.refusedBy.values()].flatMap((counts) => [...counts])).toEqual([
      ['scan-size', 100],
    ]);
  });

  it('a camera on a mast goes on with what a radar has seen, by bearing and depression', () => {
    const next = chance(3);
    const inputs = seenFirst(next);
    for (let t = 20; t < 90; t++) {
      const at = whereAt(CAR, t);
      const way = distanceBetween(ARRAYS[0], at);
      inputs.push(
        feature('mast-camera', t, {
          bearingDeg: (azimuthTo(ARRAYS[0], at) + 0.1 * normal(next) + 360) % 360,
          elevationDeg: (Math.atan2(-60, way) * 180) / Math.PI + 0.02 * normal(next),
        }),
      );
    }
    const { rows } = folded(mission, byTime(inputs), undefined, 0);
    const [track, ...others] = live(rows, 90);
    expect(others).toEqual([]);
    expect(off(track, CAR)).toBeLessThan(60);
    expect(track?.sensors).toEqual(['mast-camera', 'radar-a']);
  });

  it('a radar that tells slant range and elevation follows what flies 800 m up', () => {
    const next = chance(4);
    const inputs: JournalInput[] = [];
    for (let t = 0; t < 60; t++) {
      const at = whereAt(CAR, t);
      const way = distanceBetween(ARRAYS[1], at);
      inputs.push(
        feature('tower-radar', t, {
          bearingDeg: (azimuthTo(ARRAYS[1], at) + 0.2 * normal(next) + 360) % 360,
          elevationDeg: (Math.atan2(800, way) * 180) / Math.PI + 0.2 * normal(next),
          slantRangeM: Math.hypot(800, way) + 10 * normal(next),
        }),
      );
    }
    const { rows } = folded(mission, byTime(inputs), undefined, 0);
    const [track, ...others] = live(rows, 60);
    expect(others).toEqual([]);
    expect(off(track, CAR)).toBeLessThan(30);
  });

  it('a radar that watches the air follows a jet beside a car that another radar follows', () => {
    const next = chance(6);
    const jet: Moving = { lon: 36.1, lat: 47.62, east: 190, north: -30 };
    const inputs: JournalInput[] = [];
    const offset = 1_000_000;
    for (let t = 0; t < 100; t += 2)
      inputs.push(...scanMessages(RADAR, second(t), [whereAt(CAR, t)], next, { clutter: 0 }));
    for (let t = 1; t < 100; t += 4)
      inputs.push(
        ...scanMessages(AIR_RADAR, second(t), [whereAt(jet, t)], next, { clutter: 0, offset }),
      );
    const { rows } = folded(mission, byTime(inputs), undefined, 0);
    const tracks = live(rows, 100);
    expect(tracks).toHaveLength(2);
    for (const mover of [jet, CAR])
      expect(Math.min(...tracks.map((track) => off(track, mover)))).toBeLessThan(60);
    const [flown] = tracks.filter((track) => off(track, jet) < 60);
    expect(Math.hypot(...(flown?.velocity ?? [0, 0]))).toBeGreaterThan(180);
    expect(flown?.looks).toBeGreaterThan(20);
  });

  it('receivers go on with what a radar has seen, by time differences of its signal', () => {
    const next = chance(5);
    const inputs = seenFirst(next);
    const pairs = [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const;
    for (let t = 20; t < 90; t++) {
      const at = whereAt(CAR, t);
      for (const [n, [a, b]] of pairs.entries()) {
        const [first, other] = [ARRAYS[a], ARRAYS[b]];
        const metres = distanceBetween(first, at) - distanceBetween(other, at) + 9 * normal(next);
        const observation = {
          sensor: 'receivers',
          kind: 'object',
          observedAt: new Date(second(t)).toISOString(),
          timeDifference: { receivers: [first, other], seconds: metres / 299_792_458 },
        };
        inputs.push(message('observations', observation, second(t + 0.3), t * 1000 + n));
      }
    }
    const { rows, state } = folded(mission, byTime(inputs), undefined, 0);
    expect([...state.refused.values()]).toEqual([]);
    const [track, ...others] = live(rows, 90);
    expect(others).toEqual([]);
    expect(off(track, CAR)).toBeLessThan(30);
    expect(track?.sensors).toEqual(['radar-a', 'receivers']);
  });
});

describe('a count', () => {
  it('says how probably there is what a radar has seen, and is kept under no track', () => {
    const existence = (count?: number) => {
      const next = chance(7);
      const inputs: JournalInput[] = [];
      for (const t of [0, 4])
        inputs.push(...scanMessages(RADAR, second(t), [whereAt(CAR, t)], next, { clutter: 3 }));
      if (count !== undefined) inputs.push(feature('scene', 2, { count }));
      const { rows, state } = folded(mission, byTime(inputs), undefined, 0);
      expect([...state.refused.values()]).toEqual([]);
      const scenes = rows.filter(
        ({ kind, body }) => kind === 'observation' && body.includes('scene'),
      );
      expect(scenes.map(({ parent }) => parent)).toEqual(count === undefined ? [] : [undefined]);
      return live(rows, 4).find((track) => off(track, CAR) < 60)?.existence ?? 0;
    };
    const alone = existence();
    expect(alone).toBeGreaterThan(0.5);
    expect(existence(40)).toBeGreaterThan(alone);
  });
});

describe('the register', () => {
  it.each([
    ['bearingSigmaDeg', `position: ${place(ARRAYS[0])}`, 'rangeM: 8000, measures: bearing'],
    [
      'position',
      'bearingSigmaDeg: 1',
      'area: [[36, 47], [37, 47], [37, 48], [36, 47]], measures: bearing',
    ],
    [
      'scan.aboveGroundM',
      `bearingSigmaDeg: 1, position: ${place(ARRAYS[0])}`,
      'rangeM: 8000, measures: bearing-elevation, elevationSigmaDeg: 1',
    ],
    [
      'scan.signalMps',
      `position: ${place(ARRAYS[0])}`,
      'rangeM: 8000, measures: time-difference, differenceSigmaS: 1',
    ],
    ['scan.countSigma', `position: ${place(ARRAYS[0])}`, 'rangeM: 8000, measures: count'],
  ])('asks for %s where a sensor that scans does not say it', (field, more, scan) => {
    const read = readMission(filesWithRadars([RADAR], [line('x', more, scan)]), nodeHasher);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(JSON.stringify(read.error)).toContain(field);
  });
});
