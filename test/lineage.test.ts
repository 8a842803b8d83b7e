import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { rebuild, serve } from '@greenline/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { chance, type Moving, scanFeatures, whereAt, withRadars } from './support/radars.ts';

const T0 = moment('2026-03-10T08:00:00Z');
const A = { id: 'radar-a', lon: 36.2, lat: 47.6 };
const CAR: Moving = { lon: 36.15, lat: 47.6, east: 12, north: 3 };
/** So far off that the machine takes the report for another thing. */
const OFF: Moving = { ...CAR, lat: CAR.lat + 0.006 };

type Lineage = {
  readonly track: { readonly id: string; readonly looks: number; readonly joins?: string[] };
  readonly observations: readonly { readonly id: string; readonly sensor: string }[];
};

let node: ClockedNode;
beforeAll(async () => {
  node = await ClockedNode.start(T0, undefined, (mission) => {
    const file = join(mission, 'mission.yaml');
    writeFileSync(file, withRadars(readFileSync(file, 'utf8'), [A]));
  });
  const next = chance(4);
  for (let t = 0; t < 60; t += 2) {
    const at = instant(T0 + t * 1000);
    await node.goOnTo(instant(at + 300));
    const { lon, lat } = whereAt(OFF, t);
    await node.see(...scanFeatures(A, at, [whereAt(CAR, t)], next), {
      lon,
      lat,
      kind: 'object',
      sensor: 'cedar-drone-1',
      sigmaM: 10,
      identity: 'UNIT-1',
    });
  }
  await node.goOnTo(instant(T0 + 61_000));
});
afterAll(() => node?.at.remove());

const ask = async <T>(path: string): Promise<T> => {
  const { status, text } = await node.ask(path, 'duty-officer');
  expect(status, text).toBe(200);
  return JSON.parse(text) as T;
};
/** The tracks with most looks: of the car, and of the report beside it. */
const two = async () => {
  const tracks = (await node.items('tracks', 'duty-officer')) as unknown as {
    id: string;
    looks: number;
    identities: string[];
    joinedTo?: string;
  }[];
  return tracks.filter(({ looks, joinedTo }) => looks > 20 && joinedTo === undefined);
};

describe('where a track comes from', () => {
  it('is every observation that made it, and each tells where it went', async () => {
    const [track] = (await two()).filter(({ identities }) => identities.length === 0);
    const { observations, track: told } = await ask<Lineage>(`/api/tracks/${track?.id}`);
    expect(told.looks).toBe(observations.length);
    expect(new Set(observations.map(({ sensor }) => sensor))).toEqual(new Set(['radar-a']));
    for (const { id } of observations.slice(0, 5)) {
      const went = await ask<{ parent: string; tracks: { id: string }[] }>(
        `/api/observations/${id}`,
      );
      expect(went.parent).toBe(track?.id);
      expect(went.tracks.map((one) => one.id)).toEqual([track?.id]);
    }
  });

  it('holds through an officer’s word that two are one', async () => {
    const pair = (await two()).map(({ id }) => id);
    expect(pair).toHaveLength(2);
    const said = await node.ask('/api/tracks/steps', 'duty-officer', {
      method: 'POST',
      body: JSON.stringify({ step: 'correlate', reason: 'a trailer', with: { tracks: pair } }),
    });
    expect(said.status, said.text).toBe(200);
    const { correlation } = JSON.parse(said.text) as { correlation: { kept: string } };
    const gone = pair.find((id) => id !== correlation.kept);
    await node.goOnTo(instant(T0 + 63_000));
    const kept = await ask<Lineage>(`/api/tracks/${correlation.kept}`);
    expect(kept.track.joins).toContain(gone);
    expect(new Set(kept.observations.map(({ sensor }) => sensor))).toEqual(
      new Set(['cedar-drone-1', 'radar-a']),
    );
    const ofGone = (await ask<Lineage>(`/api/tracks/${gone}`)).observations[0];
    const went = await ask<{ tracks: { id: string }[] }>(`/api/observations/${ofGone?.id}`);
    expect(went.tracks.map(({ id }) => id)).toEqual([gone, correlation.kept]);
  });

  it('is for mission staff, and so is the word on tracks', async () => {
    const [track] = await two();
    for (const who of ['liaison-a', 'nation-aster', 'public']) {
      expect((await node.ask(`/api/tracks/${track?.id}`, who)).status).toBe(403);
      const body = JSON.stringify({ step: 'correlate', reason: 'x', with: { tracks: ['a', 'b'] } });
      expect((await node.ask('/api/tracks/steps', who, { method: 'POST', body })).status).toBe(403);
    }
    expect((await node.ask('/api/tracks/nothing', 'duty-officer')).status).toBe(404);
  });
});

describe('a picture made live', () => {
  it('is the same, track by track, when the journal is folded again from its first entry', async () => {
    const { mission, data } = node.at;
    const live = await node.items('tracks', 'duty-officer');
    expect(live.length).toBeGreaterThanOrEqual(2);
    await node.node.stop();
    const fail = (cause: Error) => {
      throw cause;
    };
    const quiet = { mission, data, say: () => undefined, onFailure: fail };
    const first = await rebuild(quiet);
    expect((await rebuild(quiet)).digest).toBe(first.digest);
    const again = await serve({ ...quiet, port: 0, host: '127.0.0.1', now: () => node.now });
    try {
      const headers = { authorization: `Bearer ${again.token('duty-officer', 48)}` };
      const answer = await fetch(`http://127.0.0.1:${again.port}/api/tracks?limit=2000`, {
        headers,
      });
      expect(((await answer.json()) as { items: unknown[] }).items).toEqual(live);
    } finally {
      await again.stop();
    }
  }, 120_000);
});
