import { utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import type { LogStore } from './store.ts';

/** What every `LogStore` keeps to. `open` gives an empty one each time. */
export function logStoreContract(name: string, open: () => Promise<LogStore>): void {
  describe(`${name} as a log store`, () => {
    it('has nothing where nothing was written', async () => {
      const store = await open();
      expect(await store.read('checkpoint')).toBeUndefined();
      expect(await store.list('')).toEqual([]);
    });

    it('gives back what was written, in folders as deep as tiles need', async () => {
      const store = await open();
      await store.write('tile/0/x001/x234/067.p/5', utf8('five'));
      await store.write('tile/0/x001/x234/067', utf8('whole'));
      await store.write('checkpoint', new Uint8Array());
      expect(Buffer.from((await store.read('tile/0/x001/x234/067.p/5')) ?? [])).toEqual(
        Buffer.from('five'),
      );
      expect(Buffer.from((await store.read('tile/0/x001/x234/067')) ?? [])).toEqual(
        Buffer.from('whole'),
      );
      expect(await store.read('checkpoint')).toHaveLength(0);
    });

    it('replaces a file whole', async () => {
      const store = await open();
      await store.write('state', utf8('a long first version'));
      await store.write('state', utf8('second'));
      expect(Buffer.from((await store.read('state')) ?? []).toString()).toBe('second');
      expect(await store.list('')).toEqual(['state']);
    });

    it('keeps its own copy of the bytes', async () => {
      const store = await open();
      const bytes = utf8('abc');
      await store.write('state', bytes);
      bytes[0] = 0;
      (await store.read('state'))?.fill(0);
      expect(Buffer.from((await store.read('state')) ?? []).toString()).toBe('abc');
    });

    it('lists the files beneath a folder, sorted, and none beside it', async () => {
      const store = await open();
      for (const path of ['tile/1/000', 'tile/0/000.p/2', 'tile/0/000.p/10', 'tile/00', 'state'])
        await store.write(path, utf8(path));
      expect(await store.list('tile/0')).toEqual(['tile/0/000.p/10', 'tile/0/000.p/2']);
      expect(await store.list('tile/7')).toEqual([]);
      expect(await store.list('')).toHaveLength(5);
    });

    it('takes a file away, and does not mind when it is gone', async () => {
      const store = await open();
      await store.write('tile/0/000.p/2', utf8('x'));
      await store.remove('tile/0/000.p/2');
      await store.remove('tile/0/000.p/2');
      expect(await store.read('tile/0/000.p/2')).toBeUndefined();
      expect(await store.list('')).toEqual([]);
    });

    it('writes many files at once', async () => {
      const store = await open();
      const paths = Array.from({ length: 40 }, (_, i) => `tile/entries/${100 + i}`);
      await Promise.all(paths.map((path) => store.write(path, utf8(path))));
      expect(await store.list('tile/entries')).toEqual(paths);
    });
  });
}
