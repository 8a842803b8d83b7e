import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greenline } from './support/node-process.ts';

const shared = join(import.meta.dirname, '../../shared/data');
const there = existsSync(shared);
if (!there) console.log('skipped: recordings, ../shared is not here');

/** A mission with a no-fly disc of 5 km around a place. */
function missionAround(folder: string, lon: number, lat: number): string {
  const mission = join(folder, 'mission');
  cpSync(join(import.meta.dirname, '../missions/forty-km'), mission, { recursive: true });
  const path = join(mission, 'agreement.yaml');
  const text = readFileSync(path, 'utf8')
    .replace(
      /band: \{ line: L, perSide: 15 km \}/,
      `disc: { centre: [${lon}, ${lat}], radius: 5 km }`,
    )
    .replace('from: 2026-01-01 00:00', 'from: 2000-01-01 00:00');
  writeFileSync(path, text);
  return mission;
}

interface Found {
  clause: string;
  verdict: string;
  reason: string;
  probability: number;
}

async function replay(mission: string, input: string, out: string) {
  const run = await greenline('replay', '--mission', mission, '--input', input, '--out', out);
  expect(run.errors).toMatch(/in \d/);
  expect(run.code).toBe(0);
  const lines = (name: string) =>
    readFileSync(join(out, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const [summary] = lines('summary.json');
  return { findings: lines('findings.jsonl') as Found[], tracks: lines('tracks.jsonl'), summary };
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((a, b) => a + b, 0);

describe.skipIf(!there)('a recording through the whole walk', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'greenline-recordings-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['odid_wifi_bcn_sample.pcap', -122.968, 45.545],
    ['odid_wifi_sample.pcap', -122.972, 45.545],
    ['parrot_anafi4_spoofed.pcapng', 8.528, 47.376],
  ])(
    '%s: the aircraft is found, undetermined, since anybody can send a broadcast',
    async (name, lon, lat) => {
      const mission = missionAround(folder, lon, lat);
      const input = join(shared, '07-remoteid', name);
      const { findings, summary } = await replay(mission, input, join(folder, `${name}-out`));
      const flights = findings.filter(({ clause }) => clause === '3');
      expect(flights.length).toBeGreaterThan(0);
      expect(new Set(findings.map(({ verdict }) => verdict))).not.toContain('breach');
      expect(flights.some(({ verdict }) => verdict === 'undetermined')).toBe(true);
      for (const { verdict, reason } of flights) {
        if (verdict === 'undetermined') expect(reason).toContain('unauthenticated, single source');
      }
      expect(summary.in).toBe(summary.accepted + sum(summary.refused));
    },
  );

  it('mavic_alessa_spoofed.pcapng: nothing, since it holds no such message', async () => {
    const mission = missionAround(folder, 8.5, 47.4);
    const input = `remoteid:${join(shared, '07-remoteid/mavic_alessa_spoofed.pcapng')}`;
    const { findings, tracks } = await replay(mission, input, join(folder, 'mavic'));
    expect(findings).toEqual([]);
    expect(tracks).toEqual([]);
  });

  it('CoT of unknown or zero ce never becomes certainty', async () => {
    const mission = missionAround(folder, -108.6, 39.1);
    const input = join(shared, '02-cot/xml-dev/013-node-CoT-cot-uas-tool.xml');
    const { findings, tracks } = await replay(mission, input, join(folder, 'cot'));
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).not.toHaveProperty('covariance');
    const verdicts = findings.filter(({ clause }) => clause === '3').map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['undetermined']));
  });

  it('the same input twice gives the same bytes', async () => {
    const mission = missionAround(folder, -122.968, 45.545);
    const input = join(shared, '07-remoteid/odid_wifi_bcn_sample.pcap');
    await replay(mission, input, join(folder, 'first'));
    await replay(mission, input, join(folder, 'second'));
    for (const name of ['observations', 'tracks', 'events', 'findings', 'cases', 'releases']) {
      const file = `${name}.jsonl`;
      expect(readFileSync(join(folder, 'second', file), 'utf8')).toBe(
        readFileSync(join(folder, 'first', file), 'utf8'),
      );
    }
  });
});
