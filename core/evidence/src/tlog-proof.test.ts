import { instant, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint, openCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { exampleKey, must } from './example-log.ts';
import { COSIGNATURE, formatVkey, keyId, parseVkey } from './keys.ts';
import { signNote, vkeyVerifier } from './note.ts';
import { parsePolicy } from './policy.ts';
import { openByPolicy } from './policy-check.ts';
import { portableHasher as hasher } from './portable-hasher.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts';
import { leafHash, nodeHash } from './tree.ts';

const { signer, vkey, verifyEd25519 } = exampleKey('example.org/ev1');
const leaf = utf8('leaf');
const sibling = leafHash(hasher, utf8('other'));
const root = nodeHash(hasher, sibling, leafHash(hasher, leaf));
const text = formatCheckpoint({ origin: signer.name, size: 2, root });
const proof = { index: 1, proof: [sibling], checkpoint: await signNote(text, [signer]) };
const verifier = vkeyVerifier(hasher, vkey, verifyEd25519);
const open = (bytes: Uint8Array) =>
  openCheckpoint(bytes, signer.name, verifier === undefined ? [] : [verifier]);
const check = { leaf, hasher, open };

describe('a .tlog-proof', () => {
  it('has the lines of C2SP tlog-proof, and is read as it was written', () => {
    const written = formatTlogProof({ ...proof, extra: utf8('context') });
    expect(written.split('\n').slice(0, 5)).toEqual([
      'c2sp.org/tlog-proof@v1',
      'extra Y29udGV4dA==',
      'index 1',
      Buffer.from(sibling).toString('base64'),
      '',
    ]);
    expect(must(parseTlogProof(written))).toEqual({ ...proof, extra: utf8('context') });
    expect(must(parseTlogProof(formatTlogProof(proof)))).toEqual(proof);
  });

  it('proves its leaf and no other, at its index and no other, and needs all its hashes', async () => {
    const good = formatTlogProof(proof);
    expect(await verifyTlogProof(good, check)).toMatchObject({ ok: true, value: { size: 2 } });
    const fails = { error: { kind: 'inclusion' } };
    expect(await verifyTlogProof(good, { ...check, leaf: utf8('x') })).toMatchObject(fails);
    for (const bad of [{ index: 0 }, { index: 2 }, { proof: [] }, { proof: [sibling, sibling] }])
      expect(await verifyTlogProof(formatTlogProof({ ...proof, ...bad }), check)).toMatchObject(
        fails,
      );
    expect(await verifyTlogProof(good.replace('\n2\n', '\n3\n'), check)).toMatchObject({
      error: { kind: 'checkpoint' },
    });
  });

  it.each([
    ['another version', (good: string) => good.replace('@v1', '@v2')],
    ['no index', (good: string) => good.replace('index 1\n', '')],
    ['an index with a leading zero', (good: string) => good.replace('index 1', 'index 01')],
    ['a short hash', (good: string) => good.replace(/\n[^\n]{8}([^\n]*=)\n\n/, '\n$1\n\n')],
    ['no checkpoint', (good: string) => good.slice(0, good.indexOf('\n\n'))],
    ['extra data that are none', (good: string) => good.replace('index', 'extra ?\nindex')],
  ])('with %s is malformed', (_, change) => {
    expect(parseTlogProof(change(formatTlogProof(proof)))).toMatchObject({
      error: { kind: 'malformed' },
    });
  });

  it('never throws on text from outside', () => {
    fc.assert(fc.property(fc.string(), (any) => void parseTlogProof(any)));
  });
});

describe('a policy', () => {
  const names = ['partyA', 'partyB', 'jc', 'n1', 'n2', 'n3'] as const;
  const witnesses = new Map(names.map((name) => [name, witness(name)]));
  const lines = names.map((name) => `witness ${name} ${witnesses.get(name)?.vkey}`);
  const POLICY = [
    '# both parties, the joint commission and two nations',
    `log ${vkey}`,
    '',
    ...lines,
    'group parties all partyA partyB',
    'group nations 2 n1 n2 n3',
    '\tgroup strong all parties jc nations ',
    'quorum strong',
  ].join('\n');

  function witness(name: string) {
    const example = exampleKey(name);
    const publicKey = parseVkey(hasher, example.vkey)?.publicKey ?? new Uint8Array();
    const id = keyId(hasher, name, COSIGNATURE, publicKey);
    const key = { name, keyId: id, type: COSIGNATURE, publicKey } as const;
    return { vkey: formatVkey(key), keyId: id, sign: example.signer.sign };
  }

  async function cosignedBy(...cosigners: (typeof names)[number][]) {
    const at = instant(1_700_000_000_000);
    const signatures = await Promise.all(
      cosigners.map(async (name) => {
        const { keyId: id, sign } = witness(name);
        return { name, keyId: id, bytes: await cosign(text, at, sign) };
      }),
    );
    return signNote(text, [signer], signatures);
  }

  it('is met by every group, and by no fewer', async () => {
    const policy = must(parsePolicy(hasher, POLICY));
    const judge = async (...cosigners: (typeof names)[number][]) =>
      (await openByPolicy(await cosignedBy(...cosigners), policy, verifyEd25519)).ok;
    expect(await judge('partyA', 'partyB', 'jc', 'n1', 'n3')).toBe(true);
    expect(await judge('partyA', 'jc', 'n1', 'n2', 'n3')).toBe(false);
    expect(await judge('partyA', 'partyB', 'n1', 'n2', 'n3')).toBe(false);
    expect(await judge('partyA', 'partyB', 'jc', 'n1')).toBe(false);
    expect(await judge()).toBe(false);
  });

  it('believes witnesses only about a log that it names, which must have signed', async () => {
    const policy = must(parsePolicy(hasher, POLICY.replace('quorum strong', 'quorum jc')));
    const other = must(parsePolicy(hasher, `log ${exampleKey('other').vkey}\nquorum none`));
    const good = await cosignedBy('jc');
    expect(await openByPolicy(good, policy, verifyEd25519)).toMatchObject({ ok: true });
    expect(await openByPolicy(good, other, verifyEd25519)).toMatchObject({ ok: false });
    const unsigned = new TextDecoder().decode(good).replace(/\n— example[^\n]*/, '');
    expect(await openByPolicy(utf8(unsigned), policy, verifyEd25519)).toMatchObject({
      error: { reason: 'the log "example.org/ev1" has not signed' },
    });
    const proven = formatTlogProof({ ...proof, checkpoint: good });
    const byPolicy = (bytes: Uint8Array) => openByPolicy(bytes, policy, verifyEd25519);
    expect(await verifyTlogProof(proven, { ...check, open: byPolicy })).toMatchObject({ ok: true });
  });

  it('of no quorum asks for nobody but the log', async () => {
    const policy = must(parsePolicy(hasher, `log ${vkey} https://example.org\nquorum none\n`));
    expect(await openByPolicy(proof.checkpoint, policy, verifyEd25519)).toMatchObject({ ok: true });
  });

  it.each([
    ['no quorum', lines.join('\n'), 6],
    ['two quorums', 'quorum none\nquorum none', 2],
    ['a name not yet defined', `quorum jc\n${lines.join('\n')}`, 1],
    ['a member twice', `${lines[0]}\ngroup g all partyA partyA`, 2],
    ['a member of two groups', `${lines[0]}\ngroup g all partyA\ngroup h all partyA`, 3],
    ['a name twice', `${lines[0]}\n${lines[1]?.replace('partyB', 'partyA')}`, 2],
    ['a key twice', `${lines[0]}\n${lines[0]?.replace('witness partyA', 'witness x')}`, 2],
    ['too high a threshold', `${lines[0]}\ngroup g 2 partyA`, 2],
    ['a threshold of zero', `${lines[0]}\ngroup g 0 partyA`, 2],
    ['a group of nobody', 'group g all', 1],
    ['the name none', lines[0]?.replace('witness partyA', 'witness none') ?? '', 1],
    ['a witness key for a log', (lines[0] ?? '').replace('witness partyA', 'log'), 1],
    ['a log key for a witness', `witness w ${vkey}`, 1],
    ['another word', 'witnesses all', 1],
    ['a control character', 'quorum none\r', 1],
  ])('with %s is refused, with the line', (_, policy, line) => {
    expect(parsePolicy(hasher, policy)).toMatchObject({ error: { kind: 'policy', line } });
  });
});
