import { deserialize, serialize } from 'node:v8';
import { type Instant, instant } from '@greenline/base';
import { distanceBetween } from '@greenline/geo';
import {
  type JournalInput,
  type Row,
  showSensors,
  Walk,
  type WalkState,
} from '@greenline/pipeline';
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
import { folded, message, missionOf, moment, PORTS, sighting } from './support/walk-in-process.ts';

const T0 = moment('2026-03-10T08:00:00.000Z');
const A: RadarSite = { id: 'radar-a', lon: 36.2, lat: 47.6 };
const B: RadarSite = { id: 'radar-b', lon: 36.3, lat: 47.62, nation: 'aster' };
const mission = missionOf(
  filesWithRadars(
    [A, B],
    [
      '  - { id: tracker-c, nation: cedar, kind: tracker, trust: authenticated, fuses: [radar-a, radar-b] }',
    ],
  ),
);

type Told = Omit<Track, 'at'> & { readonly at: string };
const tracksIn = (rows: readonly Row[]): readonly Told[] =>
  rows.filter(({ kind }) => kind === 'track').map(({ body }) => JSON.parse(body) as Told);
const second = (seconds: number): Instant => instant(T0 + seconds * 1000);
const byTime = (inputs: readonly JournalInput[]) =>
  inputs.toSorted((a, b) => a.receivedAt - b.receivedAt);

/** What two radars see of things that move, a scan of each every two seconds. */
function seen(movers: readonly Moving[], from: number, to: number, options = {}): JournalInput[] {
  const next = chance(5 + from);
  const inputs: JournalInput[] = [];
  for (let t = from; t < to; t += 2) {
    const truth = movers.map((mover) => whereAt(mover, t));
    inputs.push(...scanMessages(A, second(t), truth, next, options));
    inputs.push(
      ...scanMessages(
        B,
        second(t + 1),
        truth.map((_, i) => whereAt(movers[i] as Moving, t + 1)),
        next,
        options,
      ),
    );
  }
  return byTime(inputs);
}

const CAR: Moving = { lon: 36.15, lat: 47.6, east: 12, north: 3 };
const TRUCK: Moving = { lon: 36.2, lat: 47.62, east: -8, north: 0 };

const report = (at: number, mover: Moving, more: object = {}, lateS = 0.5): JournalInput => {
  const { lon, lat } = whereAt(mover, at);
  return message(
    'geojson',
    sighting({
      lon,
      lat,
      kind: 'object',
      sensor: 'cedar-drone-1',
      sigmaM: 20,
      observedAt: new Date(second(at)).toISOString(),
      ...more,
    }),
    second(at + lateS),
    9_000_000 + at * 100,
  );
};
const command = (at: number, step: string, tracks: readonly string[], by = 'duty-officer') =>
  message(
    'command',
    {
      id: `C-${step}-${at}`,
      at: new Date(second(at)).toISOString(),
      by,
      step,
      reason: 'seen on the ground',
      with: { tracks },
    },
    second(at),
    8_000_000 + at,
  );

/** Tracks whose last state is of the last minute, and part of no other. */
function live(rows: readonly Row[], at: number): readonly Told[] {
  const last = new Map(tracksIn(rows).map((track) => [track.id, track]));
  return [...last.values()].filter(
    (track) =>
      track.joinedTo === undefined &&
      track.ended === undefined &&
      Date.parse(track.at) > second(at) - 20_000,
  );
}
const near = (rows: readonly Row[], mover: Moving, at: number) =>
  live(rows, at).filter(
    ({ position, at: when }) =>
      distanceBetween(position, whereAt(mover, (Date.parse(when) - T0) / 1000)) < 60,
  );

describe('scans in the live walk', () => {
  const { rows } = folded(mission, seen([CAR, TRUCK], 0, 120), undefined, 0);

  it('become one track for each thing, with velocity, covariance and existence', () => {
    for (const mover of [CAR, TRUCK]) {
      const [track, ...others] = near(rows, mover, 120);
      expect(others).toEqual([]);
      expect(
        Math.hypot(
          (track?.velocity?.[0] ?? 0) - mover.east,
          (track?.velocity?.[1] ?? 0) - mover.north,
        ),
      ).toBeLessThan(1.5);
      expect(track?.existence).toBeGreaterThan(0.99);
      expect(Math.sqrt(track?.covariance?.[0] ?? 0)).toBeLessThan(15);
      expect(track?.sensors).toEqual(['radar-a', 'radar-b']);
      expect(track?.trust).toBe('authenticated');
    }
    expect(live(rows, 120)).toHaveLength(2);
  });

  it('give every observation its track, and every track its observations', () => {
    const observations = rows.filter(({ kind }) => kind === 'observation');
    const [track] = near(rows, CAR, 120);
    const ids = tracksIn(rows).filter(({ id }) => id === track?.id);
    const made = ids.flatMap((state) => state.observations as readonly string[]);
    expect(new Set(made).size).toBe(made.length);
    expect(made.length).toBe(track?.looks);
    expect(made.length).toBeGreaterThan(100);
    const under = observations.filter(({ parent }) => parent === track?.id).map(({ id }) => id);
    expect(under.toSorted()).toEqual(made.toSorted());
  });

  it('come to the same bytes when a snapshot was taken up in the middle, or each second', () => {
    const inputs = byTime([...seen([CAR, TRUCK], 0, 60), report(31, CAR, { identity: 'U1' })]);
    const whole = folded(mission, inputs, undefined, 0).rows;
    const restart = (walk: Walk): Walk => {
      walk.take();
      return new Walk(PORTS, mission, deserialize(serialize(walk.state)) as WalkState);
    };
    for (const each of [1, 7, Math.floor(inputs.length / 2)]) {
      const kept: Row[] = [];
      let walk = new Walk(PORTS, mission);
      for (const [i, input] of inputs.entries()) {
        walk.fold({ ...input, seq: i + 1 });
        if (i % each !== each - 1) continue;
        kept.push(...walk.take().rows);
        walk = restart(walk);
      }
      walk.finish(inputs.at(-1)?.receivedAt ?? T0);
      kept.push(...walk.take().rows);
      const tracks = (all: readonly Row[]) =>
        all.filter(({ kind }) => kind === 'track' || kind === 'observation');
      expect(tracks(kept)).toEqual(tracks(whole));
    }
  });
});

describe('one real thing is one track', () => {
  const vehicle = { class: { 'military-truck': 0.9 } };
  const reports = (from: number, to: number, mover: Moving, more: object) =>
    Array.from({ length: Math.ceil((to - from) / 7) }, (_, i) => report(from + 7 * i, mover, more));

  it('where a report with a name comes in of what scans follow already', () => {
    const named = reports(40, 110, CAR, { identity: 'UNIT-7', ...vehicle });
    const { rows } = folded(
      mission,
      byTime([...seen([CAR, TRUCK], 0, 120), ...named]),
      undefined,
      0,
    );
    const [track, ...others] = near(rows, CAR, 120);
    expect(others).toEqual([]);
    expect(track?.identities).toEqual(['UNIT-7']);
    expect(track?.class).toEqual({ 'military-truck': 0.9 });
    expect(live(rows, 120)).toHaveLength(2);
  });

  it('where scans begin to see what was reported before', () => {
    const named = reports(0, 110, CAR, { identity: 'UNIT-7', ...vehicle });
    const { rows } = folded(mission, byTime([...seen([CAR], 42, 120), ...named]), undefined, 0);
    const [track, ...others] = near(rows, CAR, 120);
    expect(others).toEqual([]);
    expect(track?.identities).toEqual(['UNIT-7']);
    expect(track?.sensors).toContain('radar-a');
    // The id is that of the first report, and what was followed apart says where it went.
    expect(tracksIn(rows)[0]?.id).toBe(track?.id);
    expect(live(rows, 120)).toHaveLength(1);
  });

  it('and stays two where two things are reported side by side', () => {
    const beside: Moving = { ...TRUCK, lat: TRUCK.lat + 0.004 };
    const named = reports(0, 110, beside, { identity: 'UNIT-8' });
    const { rows } = folded(mission, byTime([...seen([TRUCK], 0, 120), ...named]), undefined, 0);
    expect(live(rows, 120)).toHaveLength(2);
  });
});

describe('a tracker of another nation that hears the same radars', () => {
  it('adds its name to the track, and no certainty that the radars have not given', () => {
    const told = Array.from({ length: 50 }, (_, i) =>
      report(20 + 2 * i, CAR, { sensor: 'tracker-c', identity: 'C-4711', sigmaM: 8 }),
    );
    const radars = seen([CAR], 0, 120);
    const [alone] = near(folded(mission, radars, undefined, 0).rows, CAR, 120);
    const { rows } = folded(mission, byTime([...radars, ...told]), undefined, 0);
    const [track, ...others] = near(rows, CAR, 120);
    expect(others).toEqual([]);
    expect(track?.identities).toEqual(['C-4711']);
    const spread = (one: Told | undefined) =>
      (one?.covariance?.[0] ?? 0) + (one?.covariance?.[2] ?? 0);
    // The better of the two, at best.
    expect(spread(track)).toBeGreaterThan(0.9 * Math.min(spread(alone), 2 * 8 ** 2));
  });
});

describe('what officers say of tracks', () => {
  const beside: Moving = { ...CAR, lat: CAR.lat + 0.0008 };
  const named = (from: number, to: number, mover: Moving) =>
    Array.from({ length: Math.ceil((to - from) / 4) }, (_, i) =>
      report(from + 4 * i, mover, { identity: 'UNIT-9', sigmaM: 30 }),
    );
  /** Folds, and answers with a command once what it is about is there. */
  function ordered(
    inputs: readonly JournalInput[],
    at: number,
    say: (rows: readonly Row[]) => JournalInput,
  ) {
    const before = inputs.filter(({ receivedAt }) => receivedAt < second(at));
    const { rows } = folded(mission, before, undefined, 0);
    return folded(mission, byTime([...inputs, say(rows)]), undefined, 0);
  }

  it('two tracks that they correlate are one id from then on', () => {
    // 500 m off, the machine takes the report for another thing.
    const off: Moving = { ...CAR, lat: CAR.lat + 0.0045 };
    const inputs = byTime([...seen([CAR], 0, 120), ...named(0, 110, off)]);
    expect(live(folded(mission, inputs, undefined, 0).rows, 120)).toHaveLength(2);
    let pair: readonly string[] = [];
    const { rows } = ordered(inputs, 60, (known) => {
      pair = live(known, 58).map(({ id }) => id);
      return command(60, 'correlate', pair);
    });
    expect(pair).toHaveLength(2);
    const said = rows.filter(({ kind }) => kind === 'correlation');
    expect(said).toHaveLength(1);
    expect(JSON.parse(said[0]?.body ?? '')).toMatchObject({
      step: 'correlate',
      by: 'duty-officer',
    });
    const gone = tracksIn(rows).find(({ joinedTo }) => joinedTo !== undefined);
    expect(pair).toContain(gone?.id);
    expect(pair).toContain(gone?.joinedTo);
    expect(near(rows, CAR, 120).map(({ id }) => id)).toEqual([gone?.joinedTo]);
    expect(near(rows, CAR, 120)[0]?.identities).toEqual(['UNIT-9']);
  });

  it('two that they decorrelate are never joined again', () => {
    const inputs = byTime([...seen([CAR], 0, 160), ...named(30, 150, beside)]);
    const joined = live(folded(mission, inputs, undefined, 0).rows, 160);
    expect(joined).toHaveLength(1);
    const { rows } = ordered(inputs, 80, (known) => {
      const [one] = live(known, 78);
      return command(80, 'decorrelate', [one?.id ?? '', String(one?.joins?.[0] ?? '')]);
    });
    const two = live(rows, 160);
    expect(two).toHaveLength(2);
    expect(two.map(({ identities }) => identities).toSorted()).toEqual([[], ['UNIT-9']]);
  });

  it('are not heard from who may not decide, nor about what is no track', () => {
    const inputs = seen([CAR, TRUCK], 0, 60);
    const ids = live(folded(mission, inputs, undefined, 0).rows, 58).map(({ id }) => id);
    for (const wrong of [
      command(59, 'correlate', ids, 'patrol-aster-1'),
      command(59, 'correlate', [ids[0] ?? '', 'nothing']),
      command(59, 'correlate', [ids[0] ?? '', ids[0] ?? '']),
    ]) {
      const { rows } = folded(mission, byTime([...inputs, wrong]), undefined, 0);
      expect(rows.filter(({ kind }) => kind === 'refusal')).toHaveLength(1);
      expect(live(rows, 58)).toHaveLength(2);
    }
  });
});

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
