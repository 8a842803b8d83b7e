import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDataDir } from './data-dir.ts';
import { startOf } from './lock.ts';

const root = mkdtempSync(join(tmpdir(), 'data-dir-'));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;
const nextFolder = (): string => join(root, String(made++), 'data');
const lockOf = (folder: string): string => join(folder, 'node.lock');

describe('a data folder', () => {
  it('is made, with folders for secrets that no other user can enter', async () => {
    const folder = nextFolder();
    const data = await openDataDir(folder);
    for (const inner of [data.journal, data.log, data.keys, data.snapshots])
      expect(statSync(inner).mode & 0o777).toBe(0o700);
    await data.close();
    expect(readdirSync(folder).sort()).toEqual(['journal', 'keys', 'log', 'snapshots']);
  });

  it('refuses a second node in one line, and is free again once the first has closed it', async () => {
    const folder = nextFolder();
    const first = await openDataDir(folder);
    await expect(openDataDir(folder)).rejects.toMatchObject({
      kind: 'locked',
      message: expect.stringMatching(/^[^\n]*process id \d+ uses this folder; stop it[^\n]*$/),
    });
    await first.close();
    await (await openDataDir(folder)).close();
  });

  it('is admitted once where many nodes start at the same moment, also over a stale lock', async () => {
    for (const stale of [false, true]) {
      const folder = nextFolder();
      mkdirSync(folder, { recursive: true });
      if (stale) writeFileSync(lockOf(folder), '{"pid":1,"started":"long ago"}');
      const starts = await Promise.allSettled(Array.from({ length: 8 }, () => openDataDir(folder)));
      expect(starts.filter((start) => start.status === 'fulfilled')).toHaveLength(1);
    }
  });

  it.each([
    ['a process that is gone', '{"pid":4194303,"started":"x"}'],
    ['a process id that another process has now', `{"pid":${process.pid},"started":"before"}`],
    ['a power cut, empty', ''],
  ])('takes over the lock of %s', async (_, text) => {
    const folder = nextFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(lockOf(folder), text);
    const data = await openDataDir(folder);
    expect(JSON.parse(readFileSync(lockOf(folder), 'utf8'))).toMatchObject({ pid: process.pid });
    await data.close();
  });

  it('is refused while the process that holds it runs, and taken over after kill -9', async () => {
    const folder = nextFolder();
    mkdirSync(folder, { recursive: true });
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const { pid = 0 } = other;
    writeFileSync(lockOf(folder), JSON.stringify({ pid, started: await startOf(pid) }));
    await expect(openDataDir(folder)).rejects.toMatchObject({ kind: 'locked' });
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    await (await openDataDir(folder)).close();
  });

  it('is refused in one line where a file is in the way, or the disk is full', async () => {
    const folder = nextFolder();
    mkdirSync(join(folder, '..'));
    writeFileSync(folder, '');
    await expect(openDataDir(folder)).rejects.toThrow(/^[^\n]*a file is in the way[^\n]*--data$/);
    await expect(openDataDir(nextFolder(), 2 ** 60)).rejects.toMatchObject({ kind: 'full' });
  });

  it.skipIf(process.getuid?.() === 0)('is refused where this user may not write', async () => {
    const folder = nextFolder();
    mkdirSync(join(folder, '..'), { mode: 0o500 });
    await expect(openDataDir(folder)).rejects.toThrow(/^[^\n]*\/data: permission denied; [^\n]*$/);
  });
});
