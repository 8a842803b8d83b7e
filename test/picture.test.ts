import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { OUTSIDERS } from './support/force.ts';
import { greenline } from './support/node-process.ts';

const at = (time: string) => moment(`2026-03-10T${time}Z`);
const tank = (lat: number, identity: string, more: object = {}) => ({
  kind: 'object',
  sensor: 'lead-drone-1',
  class: 'tank',
  party: 'A',
  sigmaM: 5,
  lon: 36.42113,
  lat,
  identity,
  ...more,
});

interface Side {
  readonly knownAt: string;
  readonly agreement: { readonly id: string };
  readonly zones: { readonly features: readonly object[] };
  readonly tracks: readonly { readonly id: string; readonly at: string }[];
  readonly events: readonly object[];
  readonly findings: readonly { readonly clause: string; readonly verdict: string }[];
  readonly cases: readonly { readonly id: string; readonly state: string }[];
}
interface Picture {
  readonly knownThen: Side;
  readonly knownNow: Side;
}

describe('the picture at a moment', () => {
  let node: ClockedNode;
  const picture = async (time: string, who?: string): Promise<Picture> => {
    const { status, text } = await node.ask(`/api/picture?at=2026-03-10T${time}Z`, who);
    if (status !== 200) throw new Error(text);
    return JSON.parse(text);
  };

  beforeAll(async () => {
    node = await ClockedNode.start(at('08:00:00'));
    await node.see(tank(47.72117, 'first'));
    await node.goOnTo(at('08:20:00'));
    // Seen before the picture, and told of after it.
    await node.see(tank(47.71117, 'late', { observedAt: '2026-03-10T08:05:00Z' }));
    const cases = await node.items('cases', 'duty-officer');
    for (const [who, step] of [
      ['duty-officer', 'verify'],
      ['duty-officer', 'confirm'],
      ['analyst-aster', 'confirm'],
    ] as const) {
      const body = JSON.stringify({ step, reason: 'seen' });
      await node.ask(`/api/cases/${cases[0]?.id}/steps`, who, { method: 'POST', body });
    }
    await node.goOnTo(at('08:30:00'));
  }, 120_000);
  // The last test stops it, to read what it left.
  afterAll(() => node?.at.remove());

  it('tells what was known then, and apart from it what is known now of then', async () => {
    const { knownThen: then, knownNow: now } = await picture('08:15:00', 'duty-officer');
    expect(then.knownAt).toBe('2026-03-10T08:15:00Z');
    expect(then.tracks).toHaveLength(1);
    expect(then.findings).toMatchObject([{ clause: '2(a)', verdict: 'breach' }]);
    expect(then.cases).toMatchObject([{ state: 'open' }]);
    expect(now.knownAt).toBe('2026-03-10T08:30:00Z');
    expect(now.tracks).toHaveLength(2);
    expect(now.findings).toHaveLength(2);
    expect(now.cases.find(({ id }) => id === then.cases[0]?.id)).toMatchObject({
      state: 'confirmed',
    });
  });

  it('shows the zones that were in force, under the agreement of then', async () => {
    const { knownThen: then, knownNow: now } = await picture('08:15:00', 'duty-officer');
    expect(then.agreement).toEqual(now.agreement);
    expect(then.zones.features.length).toBeGreaterThan(0);
    const before = await picture('07:00:00', 'duty-officer');
    expect(before.knownThen.zones.features).toEqual([]);
    expect(before.knownThen.tracks).toEqual([]);
  });

  it('is as it was whenever it is asked for, forwards and backwards', async () => {
    const first = (await picture('08:15:00', 'duty-officer')).knownThen;
    const later = (await picture('08:25:00', 'duty-officer')).knownThen;
    expect(later.tracks).toHaveLength(2);
    expect((await picture('08:15:00', 'duty-officer')).knownThen).toEqual(first);
    await node.goOnTo(at('09:00:00'));
    expect((await picture('08:15:00', 'duty-officer')).knownThen).toEqual(first);
    const both = await Promise.all(
      ['08:25:00', '08:15:00'].map((time) => picture(time, 'duty-officer')),
    );
    expect(both.map(({ knownThen }) => knownThen)).toEqual([later, first]);
  });

  it('of a moment ahead, or of no moment, is refused', async () => {
    for (const query of [
      'at=2026-03-11T08:00:00Z',
      'at=noon',
      '',
      'at=2026-03-10T08:00:00Z&hours=0',
    ]) {
      expect((await node.ask(`/api/picture?${query}`, 'duty-officer')).status).toBe(400);
    }
  });

  it('gives nobody outside anything before six hours are over', async () => {
    for (const who of OUTSIDERS) {
      const { knownThen: then, knownNow: now } = await picture('08:59:59', who);
      for (const side of [then, now]) {
        for (const list of [side.tracks, side.events, side.findings, side.cases]) {
          expect(list).toEqual([]);
        }
      }
    }
  });

  it('gives a party afterwards what was released to both, by then, and nothing finer', async () => {
    await node.goOnTo(at('15:05:00'));
    await node.goOnTo(at('15:06:00'));
    const told = await node.items('findings', 'liaison-a');
    expect(told.length).toBeGreaterThan(0);
    for (const who of ['liaison-a', 'liaison-b']) {
      const of = await picture('08:45:00', who);
      // Nothing was released by then; what was released since is of then.
      expect(of.knownThen.findings).toEqual([]);
      expect(of.knownNow.findings.length).toBeGreaterThan(0);
      const later = await picture('15:05:30', who);
      expect(later.knownThen.findings.length).toBe(told.length);
      const { text } = await node.ask('/api/picture?at=2026-03-10T15:05:30Z', who);
      const known = await Promise.all(
        ['findings', 'events', 'cases'].map((kind) => node.items(kind, who)),
      );
      const ids = known.flat().map(({ id }) => id);
      const { knownThen: then, knownNow: now } = JSON.parse(text) as Picture;
      for (const one of [then, now].flatMap((side) => [
        ...side.findings,
        ...side.events,
        ...side.cases,
      ]))
        expect(ids).toContain((one as { id: string }).id);
      for (const side of [then, now]) expect(side.tracks).toEqual([]);
      expect(text).not.toMatch(/36\.42113|47\.7[12]117|lead-drone/);
    }
    const [a, b] = await Promise.all(
      ['liaison-a', 'liaison-b'].map((who) => picture('15:05:30', who)),
    );
    expect(a).toEqual(b);
  });

  it('is the same from the command line, once the node stands still', async () => {
    const asked = await picture('08:15:00', 'duty-officer');
    const party = await picture('08:15:00', 'liaison-a');
    await node.node.stop();
    for (const [who, known] of [
      ['duty-officer', asked],
      ['liaison-a', party],
    ] as const) {
      const out = join(node.at.folder, `${who}.json`);
      const where = ['--mission', node.at.mission, '--data', node.at.data, '--for', who];
      const time = ['--at', '2026-03-10T08:15:00Z'];
      const run = await greenline('picture', ...time, ...where, '--out', out);
      expect(run).toMatchObject({ code: 0, errors: '' });
      const written = JSON.parse(readFileSync(out, 'utf8')) as Picture;
      expect(written.knownThen).toEqual(known.knownThen);
      expect(written.knownNow).toEqual({ ...known.knownNow, knownAt: written.knownNow.knownAt });
    }
    const ahead = ['--at', '2999-01-01T00:00:00Z', '--for', 'duty-officer', '--out', '/nowhere'];
    expect((await greenline('picture', ...ahead)).code).toBe(2);
  }, 60_000);
});
