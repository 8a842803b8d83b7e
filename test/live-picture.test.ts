import { deserialize, serialize } from 'node:v8';
import { instant } from '@greenline/base';
import { distanceBetween } from '@greenline/geo';
import {
  type JournalInput,
  type Row,
  showSensors,
  Walk,
  type WalkState,
} from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import { chance, type Moving, scanMessages, whereAt } from './support/radars.ts';
import {
  A,
  B,
  byTime,
  CAR,
  live,
  mission,
  near,
  report,
  second,
  seen,
  T0,
  type Told,
  TRUCK,
  tracksIn,
} from './support/two-radars.ts';
import { folded, message, PORTS, sighting } from './support/walk-in-process.ts';

describe('a stretch of looking in which a radar told of nothing', () => {
  const period = (from: number, to: number, more: object = {}): JournalInput =>
    message(
      'geojson',
      {
        type: 'Feature',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [35, 47],
              [37, 47],
              [37, 48],
              [35, 48],
              [35, 47],
            ],
          ],
        },
        properties: {
          kind: 'period',
          sensor: 'radar-a',
          nation: 'birch',
          from: new Date(second(from)).toISOString(),
          to: new Date(second(to)).toISOString(),
          state: 'looked',
          detectionProbability: 0.999,
          ...more,
        },
      },
      instant(second(to) + 200),
      4_000_000 + to,
    );
  const next = chance(21);
  const scans: JournalInput[] = [];
  for (let t = 0; t < 60; t += 2)
    scans.push(...scanMessages(A, second(t), [whereAt(CAR, t)], next, { clutter: 0 }));
  const tick = (t: number): JournalInput => report(t, TRUCK, { kind: 'note', class: {} });
  const quiet = Array.from({ length: 8 }, (_, i) => tick(62 + 10 * i));
  const ended = (inputs: readonly JournalInput[]) =>
    tracksIn(folded(mission, byTime([...scans, ...quiet, ...inputs]), undefined, 0).rows).find(
      (track) => track.ended === true,
    );
  const every10 = (more: object = {}) =>
    Array.from({ length: 4 }, (_, i) => period(60 + 10 * i, 70 + 10 * i, more));

  it('ends what was there, as scans that missed it', () => {
    expect(ended([])).toBeUndefined();
    expect(ended(every10())?.existence).toBe(0);
  });

  it('ends nothing where it was jammed, or somebody else says so', () => {
    expect(ended(every10({ state: 'jammed' }))).toBeUndefined();
    const strangers = every10().map((one) => ({ ...one, by: 'liaison-a' }));
    expect(ended(strangers)).toBeUndefined();
  });

  it('sheds nothing that comes later than the word of the stretch', () => {
    const on: JournalInput[] = [];
    const again = chance(23);
    for (let t = 60; t < 130; t += 2)
      on.push(
        ...scanMessages(A, second(t), [whereAt(CAR, t)], again, { clutter: 0, lateMs: 14_000 }),
      );
    const stretches = Array.from({ length: 7 }, (_, i) => period(60 + 10 * i, 70 + 10 * i));
    const { rows, state } = folded(mission, byTime([...scans, ...on, ...stretches]), undefined, 0);
    expect([...state.refusedBy.values()].flatMap((counts) => [...counts])).toEqual([]);
    expect(near(rows, CAR, 130)).toHaveLength(1);
  });

  it('counts no scan twice of which it told', () => {
    const on: JournalInput[] = [];
    const again = chance(22);
    for (let t = 60; t < 130; t += 2)
      on.push(...scanMessages(A, second(t), [whereAt(CAR, t)], again, { clutter: 0 }));
    const stretches = Array.from({ length: 7 }, (_, i) => period(60 + 10 * i, 70 + 10 * i));
    const { rows } = folded(mission, byTime([...scans, ...on, ...stretches]), undefined, 0);
    const [track, ...others] = near(rows, CAR, 130);
    expect(others).toEqual([]);
    expect(track?.existence).toBeGreaterThan(0.99);
    const alone = near(folded(mission, byTime([...scans, ...on]), undefined, 0).rows, CAR, 130);
    expect(track?.id).toBe(alone[0]?.id);
  });
});

describe('two that come near each other and part', () => {
  const one: Moving = { lon: 36.2, lat: 47.62, east: 14, north: 1.5 };
  const other: Moving = { lon: 36.2, lat: 47.62 + 180 / 111_200, east: 14, north: -1.5 };
  const inputs = (seed: number) => {
    const next = chance(seed);
    const scans: JournalInput[] = [];
    for (let t = 0; t < 120; t += 2)
      scans.push(
        ...scanMessages(A, second(t), [whereAt(one, t), whereAt(other, t)], next, { clutter: 0 }),
      );
    return scans;
  };
  const told = (rows: readonly Row[]) =>
    rows.filter(({ kind }) => kind === 'correlation').map(({ body }) => JSON.parse(body));
  /** One of the runs in which the filter took one for the other. */
  const seed = Array.from({ length: 30 }, (_, n) => n + 1).find(
    (n) => told(folded(mission, inputs(n), undefined, 0).rows).length > 0,
  );
  const whole = folded(mission, inputs(seed ?? 0), undefined, 0).rows;
  const idNear = (mover: Moving, from: number, to: number) =>
    tracksIn(whole).find(({ at, position }) => {
      const t = (Date.parse(at) - T0) / 1000;
      return t >= from && t < to && distanceBetween(position, whereAt(mover, t)) < 30;
    })?.id;

  it('go on under the ids that they had, and it is told that ids were exchanged', () => {
    expect(seed).toBeDefined();
    const [exchange, ...others] = told(whole);
    expect(others).toEqual([]);
    expect(exchange).toMatchObject({ by: 'tracker', step: 'exchange' });
    expect(exchange.tracks.toSorted()).toEqual(
      [idNear(one, 20, 40), idNear(other, 20, 40)].toSorted(),
    );
    expect(exchange.reason).toContain('may be of either');
    expect(idNear(one, 110, 120)).toBe(idNear(one, 20, 40));
    expect(idNear(other, 110, 120)).toBe(idNear(other, 20, 40));
  });

  it('are told of alike when a snapshot was taken up while they were near', () => {
    const restart = (walk: Walk): Walk => {
      walk.take();
      return new Walk(PORTS, mission, deserialize(serialize(walk.state)) as WalkState);
    };
    const kept: Row[] = [];
    let walk = new Walk(PORTS, mission);
    const all = inputs(seed ?? 0);
    for (const [i, input] of all.entries()) {
      walk.fold({ ...input, seq: i + 1 });
      if (i % 5 !== 4) continue;
      kept.push(...walk.take().rows);
      walk = restart(walk);
    }
    walk.finish(all.at(-1)?.receivedAt ?? T0);
    kept.push(...walk.take().rows);
    expect(told(kept)).toEqual(told(whole));
    expect(tracksIn(kept)).toEqual(tracksIn(whole));
  });
});

describe('what comes late', () => {
  it('a scan up to 30 s late goes where it belongs', () => {
    const next = chance(11);
    const inputs = seen([CAR, TRUCK], 0, 120).filter(
      ({ bytes }) => !String.fromCharCode(...bytes).includes('radar-b'),
    );
    for (let t = 1; t < 120; t += 2) {
      const truth = [CAR, TRUCK].map((mover) => whereAt(mover, t));
      inputs.push(
        ...scanMessages(B, second(t), truth, next, { lateMs: t % 4 === 1 ? 25_000 : 500 }),
      );
    }
    const { rows, state } = folded(mission, byTime(inputs), undefined, 0);
    expect(near(rows, CAR, 120)).toHaveLength(1);
    expect(live(rows, 120)).toHaveLength(2);
    expect([...state.refusedBy.values()].flatMap((counts) => [...counts])).toEqual([]);
  });

  it('a scene hours late is written into the history, and the present is not moved', () => {
    const inputs = seen([CAR], 0, 300);
    const scene = report(100, CAR, { sensor: 'lead-satellite', sigmaM: 40 }, 190);
    const without = folded(mission, inputs, undefined, 0).rows;
    const { rows } = folded(mission, byTime([...inputs, scene]), undefined, 0);
    const [before] = near(without, CAR, 300);
    const [after] = near(rows, CAR, 300);
    expect(after?.id).toBe(before?.id);
    expect(after?.position).toEqual(before?.position);
    expect(after?.velocity).toEqual(before?.velocity);
    const history = rows.filter(({ kind }) => kind === 'track-history');
    expect(history).toHaveLength(1);
    const past = JSON.parse(history[0]?.body ?? '{}') as Told;
    expect(history[0]?.parent).toBe(before?.id);
    expect(past).toMatchObject({
      id: before?.id,
      historical: true,
      at: '2026-03-10T08:01:40Z',
    });
    expect(distanceBetween(past.position, whereAt(CAR, 100))).toBeLessThan(60);
  });
});

describe('what would harm the picture', () => {
  const honest = seen([CAR, TRUCK], 0, 120);
  const whole = live(folded(mission, honest, undefined, 0).rows, 120);
  const shedOf = (state: WalkState) =>
    Object.fromEntries([...state.refusedBy.values()].flatMap((counts) => [...counts]));

  it('a sensor that sends fifty times its rate is shed, and counted', () => {
    const flood: JournalInput[] = [];
    for (let ms = 0; ms < 60_000; ms += 40)
      flood.push(
        ...scanMessages(A, instant(T0 + 30_000 + ms + 1), [], chance(ms), {
          clutter: 3,
          offset: 10_000 * (1 + ms),
        }),
      );
    const { rows, state } = folded(mission, byTime([...honest, ...flood]), undefined, 0);
    expect(shedOf(state)['scan-rate']).toBeGreaterThan(3000);
    expect(near(rows, CAR, 120)).toHaveLength(1);
    expect(near(rows, TRUCK, 120)).toHaveLength(1);
  });

  it('clocks that run back or ahead by a year move nothing', () => {
    const next = chance(3);
    const year = 365 * 86_400_000;
    const wrong = [-year, year].flatMap((off, n) =>
      Array.from({ length: 20 }, (_, i) =>
        scanMessages(A, instant(T0 + 40_000 + i * 2_000 + off), [whereAt(CAR, 40 + 2 * i)], next, {
          lateMs: 500 - off,
          offset: 5_000_000 + 10_000 * (20 * n + i),
        }),
      ).flat(),
    );
    const { rows, state } = folded(mission, byTime([...honest, ...wrong]), undefined, 0);
    expect(shedOf(state)['scan-ahead']).toBeGreaterThan(10);
    const now = live(rows, 120);
    for (const track of whole)
      expect(now.find(({ id }) => id === track.id)?.position).toEqual(track.position);
    expect(now).toHaveLength(whole.length);
  });

  it.each([
    ['NaN', { sigmaM: 'NaN' }],
    ['an endless number', { sigmaM: Number.POSITIVE_INFINITY }],
    ['a negative variance', { covariance: [-100, 0, 100] }],
    ['a covariance that is none', { covariance: [100, 500, 100] }],
    ['a covariance of four numbers', { covariance: [100, 5, 6, 100] }],
  ])('%s is refused, and counted', (_, wrong) => {
    const { lon, lat } = whereAt(CAR, 50);
    const text = JSON.stringify(
      sighting({
        lon,
        lat,
        kind: 'object',
        sensor: 'radar-a',
        observedAt: '2026-03-10T08:00:50Z',
        ...wrong,
      }),
    ).replace('null', '1e999');
    const hostile = message('geojson', text, second(51), 7_000_000);
    const { rows, state } = folded(mission, byTime([...honest, hostile]), undefined, 0);
    expect([...state.refused.values()]).toEqual([1]);
    const now = live(rows, 120);
    for (const track of whole)
      expect(now.find(({ id }) => id === track.id)?.position).toEqual(track.position);
  });

  it('a stranger who bears the name of a radar makes no scans of it', () => {
    const stranger = scanMessages(A, second(55), [], chance(1), {
      clutter: 500,
      offset: 6_000_000,
    }).map((input) => ({ ...input, by: 'liaison-a' }));
    const { rows } = folded(mission, byTime([...honest, ...stranger]), undefined, 0);
    const now = live(rows, 120);
    for (const track of whole)
      expect(now.find(({ id }) => id === track.id)?.existence).toBeGreaterThan(0.99);
  });
});

describe('a radar that is surveyed wrongly', () => {
  it('is corrected, and it is told by how much and since when', () => {
    const next = chance(11);
    const movers = Array.from({ length: 24 }, (_, i): Moving => {
      const [lon, lat] = [36.12 + 0.03 * (i % 6), 47.56 + 0.025 * Math.floor(i / 6)];
      return { lon, lat, east: 12 - i, north: i % 5 };
    });
    const off = { lon: 250 / 74_900, lat: -120 / 111_200 };
    const inputs: JournalInput[] = [];
    for (let t = 0; t < 120; t += 2) {
      const truth = movers.map((mover) => whereAt(mover, t));
      inputs.push(...scanMessages(A, second(t), truth, next));
      const later = movers.map((mover) => whereAt(mover, t + 1));
      const moved = later.map(({ lon, lat }) => ({ lon: lon + off.lon, lat: lat + off.lat }));
      inputs.push(...scanMessages(B, second(t + 1), moved, next));
    }
    const walk = new Walk(PORTS, mission);
    for (const [i, input] of byTime(inputs).entries()) walk.fold({ ...input, seq: i + 1 });
    const { sensors } = showSensors(walk);
    expect(sensors.find(({ sensor }) => sensor === 'radar-a')).not.toHaveProperty('offset');
    const { offset } = sensors.find(({ sensor }) => sensor === 'radar-b') ?? {};
    expect(offset?.eastM).toBeGreaterThan(235);
    expect(offset?.eastM).toBeLessThan(265);
    expect(offset?.northM).toBeGreaterThan(-135);
    expect(offset?.northM).toBeLessThan(-105);
    expect(offset?.judgements).toBeGreaterThan(1);
    expect(1000 * (offset?.since ?? 0) - T0).toBeLessThan(60_000);
  });
});
