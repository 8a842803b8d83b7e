import { concat, utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { checkLog } from './check.ts';
import { exampleKey, exampleLog, leavesOf, must } from './example-log.ts';
import { portableHasher as hasher } from './portable-hasher.ts';
import { encodeBundle } from './tiles.ts';

/** A log published after each of these numbers of leaves, with older partial tiles still there. */
async function logOf(...sizes: readonly number[]) {
  const example = await exampleLog();
  for (const size of sizes) {
    must(await example.log.append(0, leavesOf(size)));
    must(await example.log.publish());
  }
  return example;
}

const turned = (bytes: Uint8Array, at: number, bit: number) =>
  bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));

describe('the check of a log', () => {
  it('holds for a log of any size around the edges of tiles', async () => {
    for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 513]) {
      const { check, files } = await logOf(size);
      expect(must(await check())).toMatchObject({ size, files: files.size, unchecked: [] });
    }
  });

  it('finds any byte of a small log with one bit turned, and names its file', async () => {
    const { files, check } = await logOf(2, 5, 8);
    expect(files.size).toBe(8);
    for (const [path, bytes] of [...files])
      for (let at = 0; at < bytes.length; at++) {
        files.set(path, turned(bytes, at, at % 8));
        expect(await check(), `${path}, byte ${at}`).toMatchObject({ ok: false, error: { path } });
        files.set(path, bytes);
      }
    expect(await check()).toMatchObject({ ok: true });
  });

  it('finds them on every level of a log of many tiles', async () => {
    const { files, check } = await logOf(300, 600);
    for (const [path, bytes] of [...files])
      for (let at = 0; at < bytes.length; at += 397) {
        files.set(path, turned(bytes, at, at % 8));
        expect(await check(), `${path}, byte ${at}`).toMatchObject({ ok: false, error: { path } });
        files.set(path, bytes);
      }
  });

  it('finds any file that is gone, cut short or grown, and names it', async () => {
    const { files, check } = await logOf(600);
    files.delete('state');
    expect(await check()).toMatchObject({ ok: true });
    for (const [path, bytes] of [...files]) {
      for (const change of [bytes.subarray(0, -1), concat(bytes, Uint8Array.of(0)), undefined]) {
        if (change === undefined) files.delete(path);
        else files.set(path, change);
        expect(await check(), path).toMatchObject({ ok: false, error: { path } });
      }
      files.set(path, bytes);
    }
  });

  it.each([
    ['checkpoint', 'checkpoint'],
    ['state', 'state'],
    ['tiles', 'tile/0/000.p/5'],
    ['entries', 'tile/entries/000.p/5'],
    ['partials', 'tile/entries/000.p/3'],
  ])('stops at the step "%s" for %s', async (step, path) => {
    const { files, check } = await logOf(3, 5);
    files.set(path, turned(files.get(path) as Uint8Array, 8, 0));
    expect(await check()).toMatchObject({ error: { step, path } });
  });

  it('does not take another log, or another key, for the one it was asked about', async () => {
    const { check, store } = await logOf(3);
    const { vkey, verifyEd25519 } = exampleKey('example.org/ev2');
    expect(await check()).toMatchObject({ ok: true });
    expect(await checkLog({ store, hasher, vkey, verifyEd25519 })).toMatchObject({
      error: { step: 'checkpoint', reason: expect.stringContaining('no signature by') },
    });
    expect(await checkLog({ store, hasher, vkey: 'nonsense', verifyEd25519 })).toMatchObject({
      error: { step: 'key' },
    });
    const own = exampleKey();
    expect(await checkLog({ store, hasher, ...own, origin: 'elsewhere' })).toMatchObject({
      error: { step: 'checkpoint', reason: 'the origin is "example.org/ev1", not "elsewhere"' },
    });
  });

  it('finds an entry exchanged together with its tile, as a forger would', async () => {
    const { files, check } = await logOf(5);
    const other = await exampleLog();
    must(await other.log.append(0, leavesOf(5, 90)));
    must(await other.log.publish());
    for (const path of ['tile/0/000.p/5', 'tile/entries/000.p/5'])
      files.set(path, other.files.get(path) as Uint8Array);
    expect(await check()).toMatchObject({ error: { step: 'checkpoint' } });
    files.set('state', other.files.get('state') as Uint8Array);
    expect(await check()).toMatchObject({ error: { step: 'checkpoint' } });
  });

  it('says which files the checkpoint does not answer for', async () => {
    const { files, check } = await logOf(5);
    files.set('README', utf8('a log'));
    files.set('tile/entries/000.p/9', encodeBundle(leavesOf(9)));
    expect(must(await check()).unchecked).toEqual(['README', 'tile/entries/000.p/9']);
  });
});
