import { compareBytes, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { logStoreContract } from './contract.ts';
import { exampleKey, exampleLog, leavesOf, must } from './example-log.ts';
import { parseNote, vkeyVerifier } from './note.ts';
import { openLog } from './open-log.ts';
import { portableHasher as hasher } from './portable-hasher.ts';
import { verifyConsistency } from './proof.ts';
import { type LogStore, memoryLogStore } from './store.ts';
import { verifyTlogProof } from './tlog-proof.ts';
import { leafHash, rootOf } from './tree.ts';

logStoreContract('memory', async () => memoryLogStore());

const rootIn = (checkpoint: Uint8Array) =>
  must(parseCheckpoint(must(parseNote(checkpoint)).text)).root;

describe('a log', () => {
  it('signs the root over all leaves, for any batches and any restarts between them', async () => {
    const batches = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.boolean()), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(batches, async (sizes) => {
        const { log, open, check } = await exampleLog();
        let current = log;
        for (const [count, restart] of sizes) {
          must(await current.append(current.size, leavesOf(count, current.size)));
          must(await current.publish());
          if (restart) current = await open();
        }
        const checkpoint = must(await current.publish());
        const hashes = leavesOf(current.size).map((leaf) => leafHash(hasher, leaf));
        expect(rootIn(checkpoint)).toEqual(rootOf(hasher, hashes));
        expect(await check()).toMatchObject({ ok: true, value: { unchecked: [] } });
      }),
      { numRuns: 25 },
    );
  });

  it('of 70,000 leaves has the tiles that C2SP counts', async () => {
    const { log, files, check } = await exampleLog();
    must(await log.append(0, leavesOf(70_000)));
    must(await log.publish());
    const tiles = (level: string) =>
      [...files.keys()].filter((p) => p.startsWith(`tile/${level}/`));
    expect(tiles('0')).toHaveLength(274);
    expect(tiles('entries')).toHaveLength(274);
    expect(tiles('1')).toEqual(['tile/1/000', 'tile/1/001.p/17']);
    expect(tiles('2')).toEqual(['tile/2/000.p/1']);
    expect(files.get('tile/0/000')).toHaveLength(8192);
    expect(await check()).toMatchObject({ ok: true, value: { size: 70_000 } });
  });

  it('passes over leaves that it has, recent, published or from before a restart', async () => {
    const { log, open } = await exampleLog();
    must(await log.append(0, leavesOf(300)));
    expect(await log.append(100, leavesOf(250, 100))).toEqual({ ok: true, value: 50 });
    must(await log.publish());
    expect(await log.append(0, leavesOf(350))).toEqual({ ok: true, value: 0 });
    const again = await open();
    expect(await again.append(0, leavesOf(360))).toEqual({ ok: true, value: 10 });
    expect(again.size).toBe(360);
  });

  it('refuses another leaf in the place of one it has, and stays as it was', async () => {
    const { log, open } = await exampleLog();
    must(await log.append(0, leavesOf(300)));
    expect(await log.append(7, [utf8('another')])).toMatchObject({
      ok: false,
      error: { kind: 'fork', index: 7 },
    });
    must(await log.publish());
    const again = await open();
    for (const index of [0, 255, 256, 299])
      expect(await again.append(index, [utf8('another')])).toMatchObject({
        error: { kind: 'fork', index },
      });
    expect(again.size).toBe(300);
  });

  it('refuses a leaf beyond its end, and one of 65,536 bytes', async () => {
    const { log } = await exampleLog();
    expect(await log.append(1, leavesOf(1))).toMatchObject({ error: { kind: 'gap', index: 1 } });
    expect(await log.append(0, [utf8('a'), new Uint8Array(65_536)])).toMatchObject({
      error: { kind: 'too-large', index: 1, reason: expect.stringContaining('65535') },
    });
    expect(log.size).toBe(0);
    expect(await log.append(0, [new Uint8Array(65_535)])).toMatchObject({ ok: true });
  });

  it('gives back entries, and proofs that a stranger can check', async () => {
    const { log, signer, vkey, verifyEd25519 } = await exampleLog();
    must(await log.append(0, leavesOf(700)));
    must(await log.publish());
    must(await log.append(700, leavesOf(1)));
    const verifiers = [vkeyVerifier(hasher, vkey, verifyEd25519)].filter((v) => v !== undefined);
    for (const index of [0, 255, 256, 511, 512, 699]) {
      const leaf = must(await log.entry(index));
      expect(leaf).toEqual(utf8(`leaf ${index}`));
      const proof = must(await log.prove(index));
      const check = {
        leaf,
        hasher,
        open: (bytes: Uint8Array) => openCheckpoint(bytes, signer.name, verifiers),
      };
      expect(await verifyTlogProof(proof, check)).toMatchObject({ value: { size: 700 } });
      expect(await verifyTlogProof(proof, { ...check, leaf: utf8('x') })).toMatchObject({
        error: { kind: 'inclusion' },
      });
    }
    expect(await log.prove(700)).toMatchObject({ error: { kind: 'gap' } });
    expect(await log.entry(700)).toMatchObject({ error: { kind: 'gap' } });
  });

  it('proves each older checkpoint a beginning of the last', async () => {
    const { log } = await exampleLog();
    const older: { size1: number; root1: Uint8Array }[] = [];
    for (const count of [1, 2, 250, 3, 300]) {
      must(await log.append(log.size, leavesOf(count, log.size)));
      older.push({ root1: rootIn(must(await log.publish())), size1: log.size });
    }
    const root2 = rootIn(must(await log.publish()));
    for (const { size1, root1 } of older) {
      const proof = must(await log.proveConsistency(size1));
      expect(verifyConsistency(hasher, { size1, root1, size2: log.size, root2, proof })).toBe(true);
    }
  });

  it('takes away partial tiles once they are full', async () => {
    const { log, files } = await exampleLog();
    for (const count of [10, 20, 230]) {
      must(await log.append(log.size, leavesOf(count, log.size)));
      must(await log.publish());
    }
    expect([...files.keys()].sort()).toEqual([
      'checkpoint',
      'state',
      'tile/0/000',
      'tile/0/001.p/4',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/4',
    ]);
  });
});

/** A store that fails at one call of `write` or `remove`, as a machine that loses power there. */
function failingAt(store: LogStore, call: number): LogStore {
  let calls = 0;
  const lose = () => {
    if (calls++ === call) throw new Error('power lost');
    if (calls > call) throw new Error('no power');
  };
  return {
    ...store,
    write: async (path, bytes) => {
      lose();
      await store.write(path, bytes);
    },
    remove: async (path) => {
      lose();
      await store.remove(path);
    },
  };
}

describe('a log whose machine loses power', () => {
  it('verifies after it at any moment, keeps all it signed for, and goes on to the same root', async () => {
    const whole = await exampleLog();
    must(await whole.log.append(0, leavesOf(600)));
    const expected = rootIn(must(await whole.log.publish()));
    let finished = false;
    for (let call = 0; !finished; call++) {
      const files = new Map<string, Uint8Array>();
      const first = await exampleLog(files);
      must(await first.log.append(0, leavesOf(250)));
      must(await first.log.publish());

      const doomed = await exampleLog(files, failingAt(memoryLogStore(files), call));
      must(await doomed.log.append(250, leavesOf(350, 250)));
      finished = await doomed.log.publish().then(
        () => true,
        () => false,
      );
      const after = await first.check();
      expect(after).toMatchObject({ ok: true });
      expect(must(after).size).toBeGreaterThanOrEqual(250);
      const resumed = await first.open();
      must(await resumed.append(0, leavesOf(600)));
      expect(rootIn(must(await resumed.publish()))).toEqual(expected);
      expect(await first.check()).toMatchObject({ ok: true });
    }
  });

  it('may go on with other leaves, where it had not yet signed for the lost ones', async () => {
    const files = new Map<string, Uint8Array>();
    const { log, open, check } = await exampleLog(files);
    must(await log.append(0, leavesOf(250)));
    must(await log.publish());
    const doomed = await exampleLog(files, failingAt(memoryLogStore(files), 2));
    must(await doomed.log.append(250, leavesOf(4, 250)));
    await expect(doomed.log.publish()).rejects.toThrow();
    const resumed = await open();
    must(await resumed.append(resumed.size, leavesOf(3, 900)));
    must(await resumed.publish());
    expect(await check()).toMatchObject({ ok: true, value: { size: 253, unchecked: [] } });
  });

  it('writes again what failed, when it is called again', async () => {
    const { log, store, files, check } = await exampleLog();
    must(await log.append(0, leavesOf(300)));
    const write = store.write;
    store.write = async (path, bytes) => {
      if (path === 'checkpoint') throw new Error('disk full');
      await write(path, bytes);
    };
    await expect(log.publish()).rejects.toThrow('disk full');
    expect(log.published).toBe(0);
    store.write = write;
    must(await log.publish());
    expect(await check()).toMatchObject({ ok: true, value: { files: files.size } });
  });
});

describe('a log that is opened', () => {
  const changed = async (change: (files: Map<string, Uint8Array>) => void) => {
    const { log, files, store, signer } = await exampleLog();
    must(await log.append(0, leavesOf(300)));
    must(await log.publish());
    change(files);
    return openLog({ store, signer, hasher });
  };
  const damage = (path: string) => ({ ok: false, error: { kind: 'damaged', path } });

  it('is refused where its state is gone, though it has signed', async () => {
    expect(await changed((files) => files.delete('state'))).toMatchObject(damage('state'));
  });

  it('is refused where an old copy of state lies beside a later checkpoint', async () => {
    const old = await exampleLog();
    must(await old.log.append(0, leavesOf(256)));
    must(await old.log.publish());
    const rolled = await changed((files) =>
      files.set('state', old.files.get('state') as Uint8Array),
    );
    expect(rolled).toMatchObject(damage('checkpoint'));
  });

  it('is refused under another key than it was signed with', async () => {
    const { log, store } = await exampleLog();
    must(await log.append(0, leavesOf(3)));
    must(await log.publish());
    const { signer } = exampleKey('example.org/ev2');
    expect(await openLog({ store, signer, hasher })).toMatchObject(damage('checkpoint'));
  });

  it('is refused where its last entries are not those it hashed', async () => {
    const refused = await changed((files) => {
      const bytes = files.get('tile/entries/001.p/44')?.slice() as Uint8Array;
      bytes[5] = (bytes[5] ?? 0) ^ 1;
      files.set('tile/entries/001.p/44', bytes);
    });
    expect(refused).toMatchObject(damage('tile/entries/001.p/44'));
  });

  it('does not sign where what it wrote reads back otherwise', async () => {
    const { log, store, files } = await exampleLog();
    const write = store.write;
    store.write = async (path, bytes) => {
      const kept = bytes.slice();
      if (path.startsWith('tile/0/')) kept[9] = (kept[9] ?? 0) ^ 1;
      await write(path, kept);
    };
    must(await log.append(0, leavesOf(3)));
    expect(await log.publish()).toMatchObject(damage('tile/0/000.p/3'));
    expect(files.has('checkpoint')).toBe(false);
  });

  it('keeps cosignatures that a checkpoint was given', async () => {
    const { log, files, open } = await exampleLog();
    must(await log.append(0, leavesOf(3)));
    const own = must(await log.publish());
    const cosigned = utf8(`${new TextDecoder().decode(own)}— witness.example/w1 AAAAAAA=\n`);
    files.set('checkpoint', cosigned);
    const again = await open();
    expect(compareBytes(must(await again.publish()), cosigned)).toBe(0);
  });
});
