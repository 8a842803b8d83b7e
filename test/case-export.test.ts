import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { greenline } from './support/node-process.ts';

const at = (time: string) => moment(`2026-03-10T${time}Z`);
const REPORT = {
  id: 'R-1',
  patrol: 'patrol-aster-1',
  nation: 'aster',
  position: { lon: 36.35117, lat: 47.62113 },
  sigmaM: 10,
  at: '2026-03-10T07:58:00Z',
  uncertaintyS: 30,
  entries: [
    {
      kind: 'heard',
      what: 'explosion',
      bearingDeg: 20,
      distanceM: 4000,
      direction: 'outgoing',
      media: [{ name: 'blast.mp4', sha256: '00ff' }],
    },
  ],
};

let node: ClockedNode;
const where = () => ['--mission', node.at.mission, '--data', node.at.data];
const out = (name: string) => join(node.at.folder, name);
const exported = (id: string, who: string, name: string) =>
  greenline('case', 'export', '--case', id, '--for', who, ...where(), '--out', out(name));
const read = (pack: string, name: string) => readFileSync(join(out(pack), name), 'utf8');

let shots: string;
let tanks: string;
let told: string;

beforeAll(async () => {
  node = await ClockedNode.start(at('08:00:00'));
  const sent = await node.ask('/api/intake/report', 'patrol-aster-1', {
    method: 'POST',
    body: JSON.stringify(REPORT),
  });
  if (!sent.text.includes('"refused":[]')) throw new Error(sent.text);
  const tank = {
    kind: 'object',
    class: 'tank',
    party: 'A',
    sigmaM: 5,
    lon: 36.42117,
    lat: 47.72113,
  };
  await node.see(
    { ...tank, sensor: 'lead-drone-1', identity: 'T1' },
    { ...tank, sensor: 'lead-satellite', identity: 'T1' },
  );
  const cases = await node.items('cases', 'duty-officer');
  shots = cases.find(({ clause }) => clause === '4')?.id ?? '';
  tanks = cases.find(({ clause }) => clause === '2(a)')?.id ?? '';
  for (const step of ['verify', 'confirm']) {
    const body = JSON.stringify({ step, reason: 'heard by two' });
    await node.ask(`/api/cases/${shots}/steps`, 'duty-officer', { method: 'POST', body });
  }
  await node.goOnTo(at('15:05:00'));
  await node.goOnTo(at('15:06:00'));
  told = (await node.items('cases', 'liaison-a'))[0]?.id ?? '';
  await node.node.stop();
}, 180_000);
afterAll(() => node?.at.remove());

describe('a case taken out by mission staff', () => {
  it('holds what it rests on, down to the patrol’s own message, and every decision', async () => {
    expect(await exported(shots, 'duty-officer', 'shots')).toMatchObject({ code: 0 });
    expect(JSON.parse(read('shots', 'case.json'))).toMatchObject({ id: shots, state: 'confirmed' });
    expect(read('shots', 'findings.jsonl')).toContain('"clause":"4"');
    expect(JSON.parse(read('shots', 'events.jsonl'))).toMatchObject({ class: { explosion: 1 } });
    expect(JSON.parse(read('shots', 'observations.jsonl'))).toMatchObject({
      sensor: 'patrol-aster-1',
    });
    const [message = ''] = readdirSync(join(out('shots'), 'messages'));
    expect(message).toMatch(/^\d+\.report$/);
    expect(JSON.parse(read('shots', `messages/${message}`))).toEqual(REPORT);
    expect(JSON.parse(read('shots', 'media.jsonl')).media).toEqual(REPORT.entries[0]?.media[0]);
    const steps = read('shots', 'decisions.jsonl');
    expect(steps).toContain('"step":"confirm"');
    expect(steps).toContain('heard by two');
    expect(read('shots', 'pack.json')).toContain('"for":"duty-officer"');
  });

  it('verifies, as a folder and as one file, and not with one byte flipped', async () => {
    expect(await exported(shots, 'duty-officer', 'shots.tar')).toMatchObject({ code: 0 });
    const vkey = readFileSync(join(node.at.data, 'forty-km-exercise/log.vkey'), 'utf8').trim();
    for (const name of ['shots', 'shots.tar']) {
      const verified = await greenline('case', 'verify', out(name), '--key', vkey);
      expect(verified).toMatchObject({ code: 0, errors: '' });
    }
    const altered = out('altered');
    for (const path of readdirSync(out('shots'), { recursive: true, encoding: 'utf8' })) {
      if (!path.includes('.') || ['seal.note', 'manifest.json', 'pack.json'].includes(path))
        continue;
      cpSync(out('shots'), altered, { recursive: true, force: true });
      const bytes = readFileSync(join(altered, path));
      if (bytes.length === 0) continue;
      bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1;
      writeFileSync(join(altered, path), bytes);
      const verified = await greenline('case', 'verify', altered, '--key', vkey);
      expect(verified.code).toBe(1);
      expect(verified.errors).toContain(`${path}: was altered within bytes 0 to ${bytes.length}`);
    }
  }, 120_000);

  it('leaves out what its originator controls, and says how much', async () => {
    const lead = await exported(tanks, 'duty-officer', 'tanks-lead');
    expect(lead.errors).not.toContain('stay here');
    expect(read('tanks-lead', 'observations.jsonl')).toContain('lead-satellite');
    const aster = await exported(tanks, 'analyst-aster', 'tanks-aster');
    expect(aster).toMatchObject({
      code: 0,
      errors: expect.stringMatching(/\d+ records stay here/),
    });
    expect(read('tanks-aster', 'observations.jsonl')).not.toContain('lead-satellite');
    const messages = readdirSync(join(out('tanks-aster'), 'messages'));
    for (const name of messages) {
      expect(read('tanks-aster', `messages/${name}`)).not.toContain('lead-satellite');
    }
  }, 60_000);
});

describe('a case taken out by a party', () => {
  it('is what it was told of it: by the released id alone, in cells and hours', async () => {
    for (const id of [shots, tanks, 'nobody']) {
      const refused = await exported(id, 'liaison-a', 'refused');
      expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining('no case') });
      expect(existsSync(out('refused'))).toBe(false);
    }
    expect(await exported(told, 'liaison-a', 'party')).toMatchObject({ code: 0 });
    const names = readdirSync(out('party'), { recursive: true, encoding: 'utf8' }).sort();
    expect(names).toEqual([
      'case.json',
      'findings.jsonl',
      'manifest.json',
      'pack.json',
      'releases.jsonl',
      'seal.note',
    ]);
    const whole = names.map((name) => read('party', name)).join('');
    expect(whole).not.toMatch(/36\.35117|47\.62113|36\.42117|patrol-aster|lead-|heard by two/);
    expect(whole).not.toContain(shots);
    expect(JSON.parse(read('party', 'case.json'))).toMatchObject({ id: told, clause: '4' });
    expect(read('party', 'releases.jsonl')).toContain(told);
  }, 60_000);

  it('is the same to the other party', async () => {
    expect(await exported(told, 'liaison-b', 'other')).toMatchObject({ code: 0 });
    for (const name of ['case.json', 'findings.jsonl', 'releases.jsonl']) {
      expect(read('other', name)).toBe(read('party', name));
    }
  }, 60_000);

  it('is nothing to the public, which was told of nothing', async () => {
    expect(await exported(told, 'public', 'public')).toMatchObject({ code: 1 });
  }, 60_000);
});
