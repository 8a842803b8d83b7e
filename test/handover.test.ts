import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { greenline, NodeProcess, type Place, place } from './support/node-process.ts';

const patrolDay = readFileSync(join(import.meta.dirname, '../docs/examples/patrol-day.json'));

describe('a mission handed over to a successor', () => {
  let at: Place;
  let pack: string;
  let archive: string;
  let digest: string;
  let findings: string;
  let vkey: string;
  const heir = () => join(at.folder, 'heir');

  beforeAll(async () => {
    at = await place();
    const node = await NodeProcess.start(at);
    const where = ['--mission', at.mission, '--data', at.data];
    const officer = (await greenline('token', '--for', 'duty-officer', ...where)).out.trim();
    await node.post('/api/intake/report', patrolDay, officer);
    const found = () => node.get('/api/findings?limit=2000', officer).then((one) => one.text());
    await vi.waitUntil(async () => JSON.parse(await found()).items.length > 3, 20_000);
    findings = await found();
    await node.kill('SIGTERM');
    [pack, archive] = [join(at.folder, 'pack'), join(at.folder, 'pack.tar')];
    const exported = await greenline('handover', 'export', ...where, '--out', pack);
    expect(exported).toMatchObject({ code: 0 });
    digest = exported.out;
    const second = await greenline('handover', 'export', ...where, '--out', archive);
    expect(second.out).toBe(digest);
    vkey = readFileSync(join(at.data, 'forty-km-exercise/log.vkey'), 'utf8').trim();
  }, 180_000);
  afterAll(() => at?.remove());

  it('is packed with all that a successor needs, and without what signs in our name', () => {
    const names = readdirSync(pack, { recursive: true, encoding: 'utf8' });
    for (const name of [
      'journal',
      'mission/mission.yaml',
      'mission/agreement.yaml',
      'mission/line.geojson',
      'log/checkpoint',
      'keys/salt.key',
      'keys/release.key',
      'handover.json',
      'manifest.json',
      'seal.note',
    ]) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => /log\.key|token\.key/.test(name))).toEqual([]);
    expect(statSync(join(pack, 'keys/salt.key')).mode & 0o077).toBe(0);
  });

  it('verifies on its own, as a folder and as one file', async () => {
    for (const one of [pack, archive]) {
      const verified = await greenline('handover', 'verify', one, '--key', vkey);
      expect(verified).toMatchObject({ code: 0, out: digest });
      expect(verified.errors).toMatch(/journal: \d+ entries fold to sha256:/);
      expect(verified.errors).toMatch(/log: \d+ leaves hold/);
    }
  }, 60_000);

  it('does not verify with one byte flipped, and the file and place are named', async () => {
    const segment = readdirSync(join(pack, 'journal'))[0] ?? '';
    for (const path of [`journal/${segment}`, 'log/checkpoint', 'mission/agreement.yaml']) {
      const altered = join(at.folder, `altered-${path.replaceAll('/', '-')}`);
      cpSync(pack, altered, { recursive: true });
      const bytes = readFileSync(join(altered, path));
      const half = bytes.length >> 1;
      bytes[half] = (bytes[half] ?? 0) ^ 1;
      writeFileSync(join(altered, path), bytes);
      const verified = await greenline('handover', 'verify', altered, '--key', vkey);
      expect(verified.code).toBe(1);
      expect(verified.errors).toContain(`${path}: was altered within bytes `);
      const refused = await greenline(
        ...['handover', 'import', altered, '--data', join(at.folder, 'no'), '--mission'],
        join(at.folder, 'no-mission'),
      );
      expect(refused.code).toBe(1);
      expect(existsSync(join(at.folder, 'no'))).toBe(false);
    }
  }, 60_000);

  it('does not verify under another’s key', async () => {
    const other = vkey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await greenline('handover', 'verify', pack, '--key', other)).code).toBe(1);
    const nowhere = await greenline('handover', 'verify', join(at.folder, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 1, errors: expect.stringContaining('is not there') });
  });

  it('goes on with the successor: the same records, and a log that follows on the old one', async () => {
    const mission = join(at.folder, 'heir-mission');
    const where = ['--mission', mission, '--data', heir()];
    const imported = await greenline('handover', 'import', archive, '--key', vkey, ...where);
    expect(imported).toMatchObject({ code: 0, out: digest });
    const rebuilt = await greenline('rebuild', ...where);
    expect(rebuilt.out).toBe(digest);

    const folder = join(heir(), 'forty-km-exercise');
    const checked = await greenline('log', 'check', join(folder, 'log'));
    expect(checked.code).toBe(0);
    const old = readdirSync(folder).find((name) => name.endsWith('-handed-over')) ?? '';
    const checkpoint = readFileSync(join(folder, old, 'checkpoint'));
    const [tile = ''] = readdirSync(join(folder, 'log/tile/entries/000.p'));
    const entries = readFileSync(join(folder, 'log/tile/entries/000.p', tile));
    // A bundle begins with the length of its first leaf, in two bytes.
    const first = JSON.parse(entries.toString('utf8', 2, 2 + entries.readUInt16BE(0)));
    expect(first).toEqual({
      kind: 'succession',
      schema: 'leaf/1',
      succeeds: digestOf(nodeHasher, checkpoint),
    });
    expect(readFileSync(join(folder, 'log.vkey'), 'utf8').trim()).not.toBe(vkey);
    const predecessor = readFileSync(join(folder, 'log.predecessor.vkey'), 'utf8').trim();
    expect(predecessor).toBe(vkey);
    expect((await greenline('log', 'check', join(folder, old), '--key', vkey)).code).toBe(0);

    const node = await NodeProcess.start({ ...at, mission, data: heir() });
    const officer = (await greenline('token', '--for', 'duty-officer', ...where)).out.trim();
    expect(await (await node.get('/api/findings?limit=2000', officer)).text()).toBe(findings);
    const answer = await node.post('/api/intake/report', patrolDay, officer);
    expect(answer.status).toBe(200);
    expect(await node.kill('SIGTERM')).toBe(0);

    const again = await greenline('handover', 'import', archive, '--key', vkey, ...where);
    expect(again).toMatchObject({ code: 1, errors: expect.stringContaining('is not empty') });
  }, 180_000);

  it('can be handed on once more, with both earlier logs in it', async () => {
    const where = ['--mission', join(at.folder, 'heir-mission'), '--data', heir()];
    const out = join(at.folder, 'second');
    expect((await greenline('handover', 'export', ...where, '--out', out)).code).toBe(0);
    expect((await greenline('handover', 'verify', out)).code).toBe(0);
    const names = readdirSync(out);
    expect(names.filter((name) => name.endsWith('-handed-over'))).toHaveLength(1);
    const taken = await greenline('handover', 'export', ...where, '--out', out);
    expect(taken).toMatchObject({ code: 2, errors: expect.stringContaining('is there already') });
  }, 120_000);
});
