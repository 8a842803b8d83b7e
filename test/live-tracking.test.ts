import { deserialize, serialize } from 'node:v8';
import { type JournalInput, type Row, Walk, type WalkState } from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import type { Moving } from './support/radars.ts';
import {
  byTime,
  CAR,
  command,
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
import { folded, PORTS } from './support/walk-in-process.ts';

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
