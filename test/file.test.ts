import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greenline, NodeProcess, type Place, place } from './support/node-process.ts';
import { atRest, quickly } from './support/quickly.ts';
import { replay, writeLines } from './support/replay.ts';

const MISSION = join(import.meta.dirname, '../missions/forty-km');
const EXAMPLE = join(import.meta.dirname, '../docs/examples/filings.yaml');
const folder = mkdtempSync(join(tmpdir(), 'greenline-filings-'));
const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 10, minute)).toISOString();

const LINES = [
  { file: 'protest', id: 'P-1', by: 'liaison-a', at: at(0), with: { party: 'A', text: 'Shots.' } },
  { filing: 'A:P-1', step: 'acknowledge', by: 'duty-officer', at: at(20) },
  { filing: 'A:P-1', step: 'dance', by: 'duty-officer', at: at(21) },
  { file: 'protest', id: 'P-2', by: 'liaison-b', at: at(22), with: { party: 'A', text: 'Shots.' } },
];

afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

describe('filings in a replay', () => {
  it('are taken in the order of their times, told from the file’s content or by name', async () => {
    const file = writeLines(folder, 'filings.jsonl', LINES);
    const [named, told] = [
      await replay(MISSION, [`filings:${file}`], join(folder, 'named')),
      await replay(MISSION, [file], join(folder, 'told')),
    ];
    expect(told.text('filings.jsonl')).toBe(named.text('filings.jsonl'));
    const [protest] = named.lines('filings') as unknown as readonly {
      readonly state: string;
      readonly clocks: readonly { readonly overdue: boolean }[];
      readonly history: readonly { readonly entry: string }[];
    }[];
    expect(protest?.state).toBe('acknowledged');
    expect(protest?.clocks[0]?.overdue).toBe(true);
    expect(protest?.history.map(({ entry }) => entry)).toEqual([
      'filed',
      'rule',
      'step',
      'refused',
    ]);
    expect(named.lines('refusals')).toMatchObject([
      { format: 'filings', error: { kind: 'unknown-step' } },
      { format: 'filings', error: { kind: 'not-theirs', field: 'with.party' } },
    ]);
  });

  it('stand in the report of the day that is made from it', async () => {
    for (const [who, sees] of [
      ['duty-officer', true],
      ['liaison-b', false],
    ] as const) {
      const out = join(folder, `${who}.csv`);
      const args = ['--mission', MISSION, '--from', join(folder, 'named'), '--day', '2026-03-10'];
      const made = await quickly('report', ...args, '--for', who, '--format', 'csv', '--out', out);
      expect(made.errors).toBe('');
      expect(readFileSync(out, 'utf8').includes('Protests and replies,A:P-1')).toBe(sees);
    }
  });
});

describe('greenline file', () => {
  let place_: Place;
  let node: NodeProcess;
  beforeAll(async () => {
    place_ = await place();
    node = await NodeProcess.start(place_);
  }, 180_000);
  afterAll(async () => {
    await node?.kill('SIGTERM');
    place_?.remove();
  });
  const file = (path: string, ...more: readonly string[]) =>
    greenline(
      ...['file', path, '--mission', place_.mission, '--data', place_.data],
      ...['--node', `http://127.0.0.1:${place_.port}`, ...more],
    );

  it('hands in what a file holds, in its order, and says where each stands', async () => {
    expect(await file(EXAMPLE, '--for', 'liaison-a', '--check')).toMatchObject({
      code: 0,
      out: '',
    });
    const { code, out, errors } = await file(EXAMPLE, '--for', 'liaison-a');
    expect(errors).toBe('greenline: 4 filings handed in\n');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'A:P-1: filed\nA:M-1: filed\nA:bridge: filed\nA:bridge: update\n',
    });
  });

  it('says what is wrong with its line, before anything is handed in', async () => {
    const path = join(place_.folder, 'wrong.yaml');
    writeFileSync(path, 'file: protest\nid: P-7\nwith:\n  party: A\n  txt: Shots.\n');
    const { code, errors } = await file(path, '--for', 'liaison-a');
    expect(code).toBe(2);
    expect(errors).toMatch(/^greenline: .*wrong\.yaml:3: with\.text: .*\n$/);
  });

  it('ends with 1 where the node says no', async () => {
    const path = join(place_.folder, 'theirs.yaml');
    writeFileSync(path, 'filing: A:P-1\nstep: acknowledge\n');
    const { code, errors } = await file(path, '--for', 'liaison-b');
    expect(code).toBe(1);
    expect(errors).toMatch(/theirs\.yaml:1: filing: there is no filing A:P-1 that you may read/);
  });
});
