import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSnapshot, saveSnapshot } from './snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
const path = join(folder, 'snapshot');
afterAll(() => rmSync(folder, { recursive: true }));

const state = { tracks: new Map([['T1', { x: Float64Array.of(1, -0, Number.NaN) }]]), open: [1] };
const snapshot = { position: 7, rows: 12, code: 'walk/1', state };

describe('a snapshot', () => {
  beforeEach(() => saveSnapshot(folder, snapshot));

  it('comes back with maps and typed arrays as they were', async () => {
    expect(await loadSnapshot(folder, 'walk/1')).toEqual({ ok: true, value: snapshot });
  });

  it('replaces the one before and leaves nothing else in the folder', async () => {
    await saveSnapshot(folder, { ...snapshot, position: 8 });
    expect(await loadSnapshot(folder, 'walk/1')).toMatchObject({ value: { position: 8 } });
    expect(readdirSync(folder)).toEqual(['snapshot']);
  });

  it('of another version of the code is passed over, with the reason', async () => {
    const loaded = await loadSnapshot(folder, 'walk/2');
    expect(loaded).toMatchObject({ ok: false, error: { kind: 'foreign' } });
    expect(!loaded.ok && loaded.error.reason).toMatch(/walk\/1.*walk\/2/);
  });

  it('is passed over where any byte of it was altered or cut off', async () => {
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 0x10;
      writeFileSync(path, altered);
      expect(await loadSnapshot(folder, 'walk/1')).toMatchObject({ ok: false });
      writeFileSync(path, whole.subarray(0, at));
      expect(await loadSnapshot(folder, 'walk/1')).toMatchObject({ ok: false });
    }
  });

  it('that was never made is absent', async () => {
    rmSync(path);
    expect(await loadSnapshot(folder, 'walk/1')).toMatchObject({ error: { kind: 'absent' } });
  });
});
