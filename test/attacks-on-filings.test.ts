import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { keyOf } from './support/declaring.ts';
import { CANARY, OUTSIDERS } from './support/force.ts';

const READERS = [...OUTSIDERS, 'chair', 'residents'] as const;
const relief = keyOf('residents');
const NONE = { child: 0, adult: 0, older: 0, unknown: 0 };

let node: ClockedNode;
beforeAll(async () => {
  node = await ClockedNode.start(moment('2026-03-10T10:00:00Z'), undefined, (mission) => {
    const file = join(mission, 'policy/principals.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/(id: residents,.*) }/, `$1, key: ${relief.vkey} }`));
  });
}, 120_000);
afterAll(() => node?.stop());

async function hand(who: string, what: object) {
  const body = JSON.stringify(what);
  const { status, text } = await node.ask('/api/filings', who, { method: 'POST', body });
  return { status, text, ...JSON.parse(text) };
}

/** Whoever is told of something, by every way that filings can be asked for. */
async function toldOf(word: string, id: string): Promise<readonly string[]> {
  const told = new Set<string>();
  const days = ['2026-03-10', '2026-03-11'];
  const paths = [
    ...['', '?form=message', '?form=protest', '?limit=1', '?parent=message', '?parent=protest'],
    ...[`?id=${encodeURIComponent(id)}`, '?from=2026-03-10T00:00:00Z&to=2026-03-12T00:00:00Z'],
    `/${encodeURIComponent(id)}`,
  ].map((path) => `/api/filings${path}`);
  const others = ['/api/agenda', '/api/declarations', '/api/refusals', '/api/cases', '/api/forms'];
  const reports = days.flatMap((day) =>
    ['html', 'json', 'csv'].map((format) => `/api/report?day=${day}&format=${format}`),
  );
  for (const who of READERS)
    for (const path of [...paths, ...others, ...reports]) {
      const { text, headers } = await node.ask(path, who);
      if (`${text}${JSON.stringify(headers)}`.includes(word)) told.add(who);
    }
  return [...told].sort();
}

describe('a hot-line message', () => {
  const said = (to: readonly string[], word: string) => ({
    file: 'message',
    id: `M-${word}`,
    with: { to, priority: 'urgent', text: `${CANARY} ${word}` },
  });

  it('of party B to the mission is read by party B and staff alone', async () => {
    expect((await hand('liaison-b', said(['mission'], 'alone'))).status).toBe(200);
    expect(await toldOf(`${CANARY} alone`, 'B:M-alone')).toEqual(['liaison-b']);
    const staff = await node.ask('/api/filings/B:M-alone', 'duty-officer');
    expect(staff.text).toContain(`${CANARY} alone`);
  });

  it('to both is read by both', async () => {
    await hand('liaison-b', said(['mission', 'A'], 'both'));
    expect(await toldOf(`${CANARY} both`, 'B:M-both')).toEqual(['liaison-a', 'liaison-b']);
  });

  it('that is there and one that is not are answered alike, whatever is tried', async () => {
    const steps = ['acknowledge', 'answer', 'close', 'dance'];
    for (const who of READERS.filter((one) => one !== 'liaison-b' && one !== 'public'))
      for (const step of steps) {
        const [real, none] = await Promise.all(
          ['B:M-alone', 'B:M-never'].map((filing) => hand(who, { filing, step, with: {} })),
        );
        expect([who, real?.status, real?.text.replaceAll('M-alone', 'M-never')]).toEqual([
          ...[who, none?.status, none?.text],
        ]);
      }
    const staff = JSON.parse((await node.ask('/api/filings/B:M-alone', 'duty-officer')).text);
    expect(staff.history).toHaveLength(1);
  });

  it('may bear the id of another party’s: neither hears of the other', async () => {
    const { status, receipt } = await hand('liaison-a', said(['mission'], 'alone'));
    expect([status, receipt.filing]).toEqual([200, 'A:M-alone']);
  });
});

describe('whoever is not mission staff', () => {
  it('reads no exact filing, no agenda that is not his, and hands in nothing for another', async () => {
    for (const who of READERS.filter((one) => one !== 'chair'))
      expect((await node.ask('/api/agenda', who)).status).toBe(403);
    const text = { party: 'B', text: 'x' };
    for (const [who, what] of [
      ['liaison-a', { file: 'protest', id: 'P-9', with: text }],
      ['liaison-a', { file: 'protest', id: 'P-9', by: 'liaison-b', with: text }],
      ['nation-aster', { file: 'protest', id: 'P-9', with: text }],
      [
        'liaison-a',
        { file: 'remedy', id: 'R-9', with: { ...text, act: 'x', dueAt: '2026-04-01T00:00:00Z' } },
      ],
      ['public', { file: 'protest', id: 'P-9', with: text }],
      ['demining', { file: 'complaint', id: 'K-9', with: { about: 'water', households: '1' } }],
    ] as const)
      expect([who, (await hand(who, what)).status]).toEqual([who, 403]);
  });

  it('is shown no name of a person of the mission, no signature, and no exact case', async () => {
    await hand('liaison-a', { file: 'protest', id: 'P-1', with: { party: 'A', text: 'Shots.' } });
    await hand('duty-officer', { filing: 'A:P-1', step: 'acknowledge' });
    const { text } = await node.ask('/api/filings/A:P-1', 'liaison-a');
    expect(JSON.parse(text)).toMatchObject({
      state: 'acknowledged',
      history: [{}, { for: 'mission' }],
    });
    expect(text).not.toMatch(/duty-officer|digest|signedBy|label/);
  });

  it('learns of what residents say no more than region, day and numbers', async () => {
    const claim = {
      file: 'casualties',
      id: 'C-1',
      by: 'residents',
      at: '2026-03-10T09:59:00Z',
      with: {
        happenedAt: '2026-03-10T08:31:07Z',
        position: { lon: 35.512345, lat: 47.612345 },
        killed: { ...NONE, adult: 47_113 },
        injured: NONE,
        cause: 'shelling',
      },
    };
    expect((await hand('residents', claim)).status).toBe(400);
    expect((await hand('residents', relief.signed(claim))).status).toBe(200);
    expect(await toldOf('47113', 'humanitarian:C-1')).toEqual(['demining', 'residents']);
    const filing = 'humanitarian:C-1';
    await hand('duty-officer', { filing, step: 'corroborate', with: { how: 'visit' } });
    expect(await toldOf('47113', filing)).toEqual([...READERS].sort());
    for (const finer of ['35.51', '47.61', '08:31'])
      expect(await toldOf(finer, filing)).toEqual([]);
    const named = { ...claim, id: 'C-2', with: { ...claim.with, name: 'Ivan' } };
    const { status, error } = await hand('residents', relief.signed(named));
    expect([status, error.field]).toEqual([400, 'with.name']);
  });
});

describe('the report of the day', () => {
  it('has the chapters of the filings in HTML, CSV and JSON, the same for both parties', async () => {
    await node.goOnTo(moment('2026-03-11T06:00:00Z'));
    for (const format of ['html', 'csv', 'json']) {
      const path = `/api/report?day=2026-03-10&format=${format}`;
      const [staff, a, b] = await Promise.all(
        ['duty-officer', 'liaison-a', 'liaison-b'].map((who) => node.ask(path, who)),
      );
      for (const word of [
        'Hot-line messages',
        'B:M-both',
        'Civilian casualties',
        'Protests and replies',
      ])
        expect(staff?.text).toContain(word);
      for (const word of ['B:M-both', 'Civilian casualties']) expect(a?.text).toContain(word);
      expect(a?.text).not.toMatch(/M-alone|A:P-1/);
      expect(a?.text).toBe(b?.text);
    }
  });
});

describe('an alarm', () => {
  it('stands in the filing within a minute of the time that ran out', async () => {
    await hand('liaison-a', { file: 'protest', id: 'P-2', with: { party: 'A', text: 'Shots.' } });
    await node.goOnTo(moment('2026-03-11T06:15:01Z'));
    const { text } = await node.ask('/api/filings/A:P-2', 'duty-officer');
    expect(JSON.parse(text).clocks).toMatchObject([{ clock: 'acknowledge', overdue: true }]);
  });
});
