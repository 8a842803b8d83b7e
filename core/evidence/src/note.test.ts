import { concat, instant, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { cosign, cosignatureMessage, cosignedAt } from './cosignature.ts';
import { exampleKey, must } from './example-log.ts';
import { COSIGNATURE, formatVkey, keyId, parseSkey, parseVkey } from './keys.ts';
import { formatNote, noteVerifier, openNote, parseNote, signNote, vkeyVerifier } from './note.ts';
import { portableHasher as hasher } from './portable-hasher.ts';

/** Source: C2SP signed-note, the example. The text has an empty line of its own. */
const POEM = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;

/** Source: C2SP tlog-checkpoint, the example. */
const CHECKPOINT = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
`;

const key = exampleKey();
const verifier = vkeyVerifier(hasher, key.vkey, key.verifyEd25519);
if (verifier === undefined) throw new Error('the example key is none');
const TEXT = 'one\ntwo\n';

describe('a signed note', () => {
  it('is split at its last empty line', () => {
    const note = must(parseNote(utf8(POEM)));
    expect(note.text).toBe(POEM.slice(0, POEM.lastIndexOf('\n\n') + 1));
    expect(note.signatures).toMatchObject([
      { name: 'quasimodo.example/salvatore', keyId: '367ba04b' },
    ]);
    expect(note.signatures[0]?.bytes).toHaveLength(64);
    expect(formatNote(note)).toEqual(utf8(POEM));
  });

  it('is believed if a known key signed it, whoever else did', async () => {
    const stranger = { name: 'stranger', keyId: '00000000', bytes: new Uint8Array(64) };
    const sharesName = { ...stranger, name: key.signer.name };
    const sharesId = { ...stranger, keyId: key.signer.keyId };
    const bytes = await signNote(TEXT, [key.signer], [stranger, sharesName, sharesId]);
    const opened = must(await openNote(bytes, [verifier]));
    expect(opened.text).toBe(TEXT);
    expect(opened.signatures).toMatchObject([{ name: key.signer.name }]);
  });

  it('is rejected whole if one signature of a known key fails, though another holds', async () => {
    const other = exampleKey('other');
    const forged = { name: 'other', keyId: other.signer.keyId, bytes: new Uint8Array(64) };
    const bytes = await signNote(TEXT, [key.signer], [forged]);
    const known = vkeyVerifier(hasher, other.vkey, other.verifyEd25519);
    expect(await openNote(bytes, [verifier])).toMatchObject({ ok: true });
    expect(await openNote(bytes, [verifier, known ?? verifier])).toMatchObject({
      error: { kind: 'bad-signature', name: 'other' },
    });
    const again = { ...forged, name: key.signer.name, keyId: key.signer.keyId };
    expect(await openNote(await signNote(TEXT, [key.signer], [again]), [verifier])).toMatchObject({
      error: { kind: 'bad-signature' },
    });
  });

  it('is not believed if only strangers signed it, or if nobody is known', async () => {
    expect(await openNote(utf8(POEM), [verifier])).toMatchObject({ error: { kind: 'unsigned' } });
    const bytes = await signNote(TEXT, [key.signer]);
    expect(await openNote(bytes, [])).toMatchObject({ error: { kind: 'unsigned' } });
  });

  it('may have sixteen signatures', async () => {
    const crowd = Array.from({ length: 15 }, (_, i) => ({
      name: `w${i}`,
      keyId: '00000000',
      bytes: new Uint8Array(72),
    }));
    const bytes = await signNote(TEXT, [key.signer], crowd);
    expect(await openNote(bytes, [verifier])).toMatchObject({ ok: true });
  });

  const line = '— a AAAAAAA=';
  it.each([
    ['no signatures', 'text\n'],
    ['no empty line', `text\n${line}\n`],
    ['no last newline', `text\n\n${line}`],
    ['an empty signature block', 'text\n\n'],
    ['a control character', `te\txt\n\n${line}\n`],
    ['a carriage return', `text\r\n\n${line}\n`],
    ['a byte order mark', `\uFEFFtext\n\n${line}\n`],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAA=\n'],
    ['a plus in the name', 'text\n\n— a+b AAAAAAA=\n'],
    ['a space in the name', 'text\n\n— a\u00A0b AAAAAAA=\n'],
    ['base64 without padding', 'text\n\n— a AAAAAAA\n'],
    ['base64 with stray bits', 'text\n\n— a AAAAAAB=\n'],
    ['a signature of no bytes', 'text\n\n— a AAAAAA==\n'],
    ['words after the signature', `text\n\n${line} more\n`],
    ['a thousand signatures', `text\n\n${`${line}\n`.repeat(1000)}`],
  ])('is malformed with %s', (_, text) => {
    expect(parseNote(utf8(text))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it('is malformed if it is not UTF-8', () => {
    const bytes = concat(Uint8Array.of(0xff), utf8(`text\n\n${line}\n`));
    expect(parseNote(bytes)).toMatchObject({ ok: false });
  });

  it('never throws on bytes from outside, and fails with any byte changed', async () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseNote(bytes)));
    const good = await signNote(TEXT, [key.signer]);
    for (let at = 0; at < good.length; at++) {
      const bad = good.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(await openNote(bad, [verifier])).toMatchObject({ ok: false });
    }
  });
});

describe('a checkpoint', () => {
  it('says origin, size and root', () => {
    expect(parseCheckpoint(CHECKPOINT)).toMatchObject({
      ok: true,
      value: { origin: 'example.com/behind-the-sofa', size: 20852163 },
    });
  });

  it('may have extension lines, none of them empty', () => {
    expect(parseCheckpoint(`${CHECKPOINT}more\n`)).toMatchObject({ ok: true });
    expect(parseCheckpoint(`${CHECKPOINT}\nmore\n`)).toMatchObject({ ok: false });
  });

  it.each([
    ['no origin', CHECKPOINT.replace(/^.*\n/, '\n')],
    ['a leading zero', CHECKPOINT.replace('20852163', '020852163')],
    ['a sign', CHECKPOINT.replace('20852163', '+1')],
    ['a size beyond 2^53', CHECKPOINT.replace('20852163', '9007199254740993')],
    ['a short root', CHECKPOINT.replace('CsUYapGG', '')],
    ['a root without padding', CHECKPOINT.replace('q2I=', 'q2I')],
    ['no last newline', CHECKPOINT.slice(0, -1)],
    ['two lines', CHECKPOINT.split('\n').slice(0, 2).join('\n')],
  ])('with %s is refused', (_, text) => {
    expect(parseCheckpoint(text)).toMatchObject({ ok: false, error: { kind: 'checkpoint' } });
  });

  it('of another log is refused, though the key is right', async () => {
    const bytes = await signNote(CHECKPOINT, [key.signer]);
    expect(await openCheckpoint(bytes, 'example.com/behind-the-sofa', [verifier])).toMatchObject({
      ok: true,
    });
    expect(await openCheckpoint(bytes, 'example.com/other', [verifier])).toMatchObject({
      ok: false,
    });
  });
});

describe('a cosignature', () => {
  const id = keyId(hasher, 'witness', COSIGNATURE, new Uint8Array(32));
  const witness = exampleKey('witness');
  const publicKey = parseVkey(hasher, witness.vkey)?.publicKey as Uint8Array;
  const cosigner = { name: 'witness', keyId: id, type: COSIGNATURE, publicKey } as const;

  it('is over the time and the whole text', async () => {
    // Source: C2SP tlog-cosignature, "Ed25519 signed message".
    const message = `cosignature/v1\ntime 1679315147\n${CHECKPOINT}`;
    const bytes = await cosign(CHECKPOINT, instant(1679315147_999), witness.signer.sign);
    expect(cosignatureMessage(CHECKPOINT, bytes)).toEqual(utf8(message));
    expect(bytes.subarray(8)).toEqual(await witness.signer.sign(utf8(message)));
    expect(cosignedAt(bytes)).toBe(1679315147_000);
  });

  it('is known beside the signature of the log, and fails with another time', async () => {
    const bytes = await cosign(CHECKPOINT, instant(1679315147_000), witness.signer.sign);
    const line = (signature: Uint8Array) => ({ name: 'witness', keyId: id, bytes: signature });
    const both = [verifier, noteVerifier(cosigner, witness.verifyEd25519)];
    const note = await signNote(CHECKPOINT, [key.signer], [line(bytes)]);
    expect(must(await openNote(note, both)).signatures).toHaveLength(2);
    const later = bytes.map((byte, i) => (i === 7 ? byte ^ 1 : byte));
    const forged = await signNote(CHECKPOINT, [key.signer], [line(later)]);
    expect(await openNote(forged, both)).toMatchObject({ error: { name: 'witness' } });
    const short = await signNote(CHECKPOINT, [key.signer], [line(bytes.subarray(8))]);
    expect(await openNote(short, both)).toMatchObject({ error: { name: 'witness' } });
  });
});

describe('a public key', () => {
  it('is read as it was written', () => {
    expect(formatVkey(parseVkey(hasher, key.vkey) as never)).toBe(key.vkey);
  });

  it.each(['', 'a+b', 'a+00000000+AAAA', 'a b+00000000+AQ==', key.vkey.replace('ev1', 'ev2')])(
    'is not "%s"',
    (text) => {
      expect(parseVkey(hasher, text)).toBeUndefined();
      expect(parseSkey(text)).toBeUndefined();
    },
  );
});
