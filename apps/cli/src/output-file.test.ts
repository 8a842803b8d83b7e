import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OutputFile, writeWhole } from './output-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-output-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what a command writes', () => {
  it('comes out of /dev/null as it was: a device, and no file in its place', () => {
    const device = at('device');
    symlinkSync('/dev/null', device);
    writeWhole(device, 'words');
    expect(lstatSync(device).isSymbolicLink()).toBe(true);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('goes where a link leads, and leaves the link', () => {
    writeFileSync(at('kept'), 'old');
    symlinkSync(at('kept'), at('link'));
    writeWhole(at('link'), 'new');
    expect(readFileSync(at('kept'), 'utf8')).toBe('new');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
  });

  it('refuses a folder before it writes a draft beside it', () => {
    mkdirSync(at('folder'));
    expect(() => new OutputFile(at('folder'))).toThrow(/folder: is a folder: name a file/);
    expect(readdirSync(folder).filter((name) => name.includes('part-'))).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('comes back from a place that takes no folders', () => {
    expect(() => new OutputFile('/proc/none/file')).toThrow(/\/proc\/none\/file.*name another/);
  });

  it('leaves no draft when the process ends in the middle', () => {
    const module = join(import.meta.dirname, 'output-file.ts');
    const program = `const { OutputFile } = await import(${JSON.stringify(module)});
      new OutputFile(${JSON.stringify(at('half'))}).write('half of it');
      process.exit(0);`;
    execFileSync(process.execPath, ['--input-type=module', '-e', program]);
    expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([]);
  });
});
