import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '@greenline/base';
import { logStoreContract } from '@greenline/evidence/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { fileLogStore } from './file-log-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-'));
afterAll(() => rmSync(folder, { recursive: true }));
let opened = 0;
const nextFolder = (): string => join(folder, String(opened++));

logStoreContract('a folder', async () => fileLogStore(nextFolder()));

describe('a log in a folder', () => {
  it('lists no file that was never finished, and leaves none behind', async () => {
    const place = nextFolder();
    const store = fileLogStore(place);
    await store.write('checkpoint', utf8('a'));
    expect(readdirSync(place)).toEqual(['checkpoint']);
    writeFileSync(join(place, 'checkpoint.1-2.draft'), 'half');
    expect(await store.list('')).toEqual(['checkpoint']);
  });

  it.each(['../outside', '/etc/passwd', 'a//b', 'a/./b', ''])('refuses "%s"', async (path) => {
    await expect(fileLogStore(nextFolder()).write(path, utf8('x'))).rejects.toThrow(/no path/);
  });

  it('says in one line where it cannot write', async () => {
    const place = nextFolder();
    writeFileSync(place, 'a file in the way');
    await expect(fileLogStore(place).write('state', utf8('x'))).rejects.toThrow(place);
  });
});
