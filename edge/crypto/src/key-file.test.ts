import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSaltKeyFile, openSignerFile } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenline-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NAME = 'example.org/node/ev1';

describe('a key file', () => {
  it('is drawn once, in a folder of its own if need be, and is the same ever after', async () => {
    const path = join(folder, 'keys', 'log.key');
    const first = await openSignerFile(path, NAME);
    const second = await openSignerFile(path, NAME);
    expect(first).toMatchObject({ ok: true, value: { name: NAME } });
    expect(second).toMatchObject({ value: { vkey: first.ok && first.value.vkey } });
    expect(readdirSync(join(folder, 'keys'))).toEqual(['log.key']);
    expect(readFileSync(path, 'utf8')).toMatch(/^PRIVATE\+KEY\+example\.org\/node\/ev1\+/);
  });

  it.skipIf(process.platform === 'win32')('can be read by its owner alone', async () => {
    const path = join(folder, 'salt.key');
    await openSaltKeyFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('that ten open at once is one key to all of them', async () => {
    const path = join(folder, 'log.key');
    const all = await Promise.all(Array.from({ length: 10 }, () => openSignerFile(path, NAME)));
    expect(new Set(all.map((signer) => signer.ok && signer.value.vkey)).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['log.key']);
  });

  it('that is empty, altered or another node’s is refused, and left as it is', async () => {
    const path = join(folder, 'log.key');
    await openSignerFile(path, NAME);
    const good = readFileSync(path, 'utf8');
    const last = good.trimEnd().at(-1) === 'A' ? 'Q' : 'A';
    for (const text of ['', 'nonsense\n', good.slice(0, 60), good.replace(/.\n$/, `${last}\n`)]) {
      writeFileSync(path, text);
      expect(await openSignerFile(path, NAME)).toMatchObject({
        ok: false,
        error: { kind: 'key-file', path },
      });
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
    writeFileSync(path, good);
    expect(await openSignerFile(path, 'another')).toMatchObject({
      error: { reason: expect.stringContaining(`the key of "${NAME}"`) },
    });
  });

  it('of salts is 32 bytes, the same ever after, and refused when cut short', async () => {
    const path = join(folder, 'salt.key');
    const first = await openSaltKeyFile(path);
    expect(first.ok && first.value).toHaveLength(32);
    expect(await openSaltKeyFile(path)).toEqual(first);
    writeFileSync(path, 'abcd\n');
    expect(await openSaltKeyFile(path)).toMatchObject({ error: { kind: 'key-file' } });
  });
});
