import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromUtf8, utf8 } from '@greenline/base';
import {
  checkLog,
  formatSkey,
  memoryLogStore,
  openCheckpoint,
  openLog,
  openNote,
  parseCheckpoint,
  parseNote,
  parseSkey,
  signNote,
  verifyTlogProof,
} from '@greenline/evidence';
import { describe, expect, it } from 'vitest';
import { nodeHasher, noteSigner, noteVerifier, verifyEd25519 } from './index.ts';

/** Source: golang.org/x/mod/sumdb/note, the documentation's example of signing and opening. */
const SKEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const SIGNED = `${TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const SHARED = fileURLToPath(new URL('../../../../shared/vectors/', import.meta.url));
const verifierOf = (vkey: string) => {
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new Error(`not a key: ${vkey}`);
  return verifier;
};

describe('a signer of notes', () => {
  it('signs as the reference of signed notes does', async () => {
    const key = parseSkey(SKEY);
    if (key === undefined) throw new Error('the reference key is one');
    const signer = noteSigner(key);
    expect(signer.vkey).toBe(VKEY);
    expect(formatSkey(key)).toBe(SKEY);
    expect(fromUtf8(await signNote(TEXT, [signer]))).toBe(SIGNED);
    expect(await openNote(utf8(SIGNED), [verifierOf(VKEY)])).toMatchObject({ ok: true });
    expect(
      await openNote(utf8(SIGNED.replace('answer', 'Answer')), [verifierOf(VKEY)]),
    ).toMatchObject({ error: { kind: 'bad-signature' } });
  });

  it('signs a log that anybody with its public key can check, entry by entry', async () => {
    const signer = noteSigner({ name: 'example.org/node/ev1', seed: new Uint8Array(32).fill(1) });
    const store = memoryLogStore();
    const log = await openLog({ store, signer, hasher: nodeHasher });
    if (!log.ok) throw new Error(log.error.reason);
    await log.value.append(0, [utf8('one'), utf8('two'), utf8('three')]);
    await log.value.publish();
    const { vkey } = signer;
    expect(await checkLog({ store, vkey, hasher: nodeHasher, verifyEd25519 })).toMatchObject({
      ok: true,
      value: { size: 3 },
    });
    const proof = await log.value.prove(1);
    const verifiers = [verifierOf(vkey)];
    const check = {
      leaf: utf8('two'),
      hasher: nodeHasher,
      open: (bytes: Uint8Array) => openCheckpoint(bytes, signer.name, verifiers),
    };
    expect(await verifyTlogProof(proof.ok ? proof.value : '', check)).toMatchObject({ ok: true });
  });
});

// Source: transparency-dev/tessera, testdata/log, sizes 3 and 15 quoted; the rest where it is given.
describe('a log written by Tessera', () => {
  const folder = `${SHARED}tlog-tiles-tessera`;
  const vkey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';

  it('has checkpoints that verify', async () => {
    const checkpoint = `example.com/log/testdata
15
rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
`;
    const open = (text: string) =>
      openCheckpoint(utf8(text), 'example.com/log/testdata', [verifierOf(vkey)]);
    expect(await open(checkpoint)).toMatchObject({ ok: true, value: { size: 15 } });
    expect(await open(checkpoint.replace('\n15\n', '\n16\n'))).toMatchObject({ ok: false });
  });

  const paths = existsSync(folder) ? globSync('**/*', { cwd: folder }) : [];
  const checkpoints = paths.filter((path) => path.startsWith('checkpoint'));

  describe.skipIf(!existsSync(folder))('given whole', () => {
    it.each(checkpoints)('verifies from %s down to the entries', async (name) => {
      const files = new Map<string, Uint8Array>();
      for (const path of paths.filter((p) => /^tile\/.*\.p\/\d+$/.test(p)))
        files.set(path, readFileSync(`${folder}/${path}`));
      files.set('checkpoint', readFileSync(`${folder}/${name}`));
      const store = memoryLogStore(files);
      const checked = await checkLog({ store, vkey, hasher: nodeHasher, verifyEd25519 });
      const size = Number(name.split('.')[1] ?? 15);
      expect(checked).toMatchObject({ ok: true, value: { size } });
      if (size === 15) expect(checked).toMatchObject({ value: { unchecked: [] } });
    });

    it('is written the same by this log, to the byte', async () => {
      const signer = noteSigner({ name: 'example.com/ours', seed: new Uint8Array(32) });
      const store = memoryLogStore();
      const log = await openLog({ store, signer, hasher: nodeHasher });
      if (!log.ok) throw new Error(log.error.reason);
      const entries = new Map<string, Uint8Array>();
      for (const path of paths)
        if (/\.p\/\d+$/.test(path)) entries.set(path, readFileSync(`${folder}/${path}`));
      const bundle = entries.get('tile/entries/000.p/15') as Uint8Array;
      let at = 0;
      for (let index = 0; at < bundle.length; index++) {
        const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0);
        await log.value.append(index, [bundle.slice(at + 2, at + 2 + length)]);
        await log.value.publish();
        at += 2 + length;
      }
      expect(log.value.size).toBe(15);
      for (const [path, bytes] of entries)
        expect(Buffer.compare((await store.read(path)) ?? new Uint8Array(), bytes), path).toBe(0);
    });
  });
});

interface Example {
  readonly spec: string;
  readonly text: string;
}

// Source: the specifications of C2SP and torchwood's requests, where they are given.
describe.skipIf(!existsSync(`${SHARED}c2sp-spec-examples.json`))('the examples of C2SP', () => {
  const read = (name: string) => JSON.parse(readFileSync(`${SHARED}${name}`, 'utf8'));

  it('are read as notes and as checkpoints', () => {
    const examples: Example[] = read('c2sp-spec-examples.json');
    const named = (spec: string) => examples.filter((example) => example.spec === spec);
    for (const { text } of [...named('signed-note.md'), ...named('tlog-checkpoint.md')])
      expect(parseNote(utf8(text))).toMatchObject({ ok: true });
    for (const { text } of named('tlog-checkpoint.md')) {
      const note = parseNote(utf8(text));
      expect(note.ok && parseCheckpoint(note.value.text).ok).toBe(true);
    }
    for (const { text } of named('tlog-witness.md'))
      expect(parseNote(utf8(text))).toMatchObject({ ok: false });
  });

  it('hold a checkpoint of the Go checksum database that its own key signed', async () => {
    const requests: { body: string }[] = read('witness-add-checkpoint-torchwood.json');
    const body = requests.map((r) => r.body).find((text) => text.includes('go.sum database tree'));
    const checkpoint = utf8(body?.slice(body.indexOf('\n\n') + 2) ?? '');
    // Source: cmd/go/internal/modfetch/key.go.
    const vkey = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const opened = await openCheckpoint(checkpoint, 'go.sum database tree', [verifierOf(vkey)]);
    expect(opened).toMatchObject({ ok: true, value: { size: 35225469 } });
  });
});
