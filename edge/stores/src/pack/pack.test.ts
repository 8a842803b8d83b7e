import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hasher, utf8 } from '@greenline/base';
import { type NoteVerifier, portableHasher, type Signer } from '@greenline/evidence';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPack, openPack, packBytes } from './open-pack.ts';
import { writePack } from './write-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-pack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasher: Hasher = portableHasher;
/** A signature that anybody could make: the seal's own bytes matter here, not the curve. */
const mark = (text: string) => utf8(hasher.sha256Hex(`secret${text}`));
const signer: Signer = {
  name: 'test',
  keyId: '00000001',
  sign: async (bytes) => mark(Buffer.from(bytes).toString()),
};
const verifier: NoteVerifier = {
  name: 'test',
  keyId: '00000001',
  type: 1 as NoteVerifier['type'],
  verify: async (text, signature) => Buffer.compare(mark(text), signature) === 0,
};

const big = Buffer.alloc(300_000, 'journal ');
const long = `log/${'x001/'.repeat(25)}067.p/12`;
const files = new Map([
  ['journal/000001.segment', big],
  ['empty', new Uint8Array(0)],
  ['handover.json', utf8('{}')],
  [long, utf8('tile')],
]);
let made = 0;
async function pack(ending: string): Promise<string> {
  const out = join(folder, `${++made}${ending}`);
  await writePack(out, files, { pack: 'handover/1', hasher, signer });
  return out;
}
async function faults(place: string) {
  const opened = openPack(place);
  if (!opened.ok) return [opened.error];
  const checked = await checkPack(opened.value, hasher, [verifier]);
  return checked.ok ? [] : checked.error;
}

describe.each(['', '.tar'])('a pack written as "out%s"', (ending) => {
  it('holds what was put in, and is sound', async () => {
    const place = await pack(ending);
    expect(await faults(place)).toEqual([]);
    const opened = openPack(place);
    for (const [path, bytes] of files) {
      if (opened.ok) expect(Buffer.compare(packBytes(opened.value, path), bytes)).toBe(0);
    }
  });

  it('is never written over what is there', async () => {
    const place = await pack(ending);
    await expect(writePack(place, files, { pack: 'x', hasher, signer })).rejects.toThrow(
      /is there already/,
    );
  });
});

describe('a pack', () => {
  it('as an archive is the same bytes each time, and one that tar reads', async () => {
    const [one, other] = [await pack('.tar'), await pack('.tar')];
    expect(Buffer.compare(readFileSync(one), readFileSync(other))).toBe(0);
    const listed = spawnSync('tar', ['-tf', one], { encoding: 'utf8' });
    expect(listed.stdout.trim().split('\n').sort()).toEqual(
      [...files.keys(), 'manifest.json', 'seal.note'].sort(),
    );
  });

  it.each([
    [0, 0, 65_536],
    [70_000, 65_536, 131_072],
    [299_999, 262_144, 300_000],
  ])('with bit flipped at byte %i says so, and where', async (at, from, to) => {
    const place = await pack('');
    const path = 'journal/000001.segment';
    const bytes = readFileSync(join(place, path));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(place, path), bytes);
    expect(await faults(place)).toEqual([
      { path, from, to, text: `was altered within bytes ${from} to ${to}` },
    ]);
  });

  it('that misses a file, has one too many, or one of another length, says which', async () => {
    const place = await pack('');
    unlinkSync(join(place, 'empty'));
    writeFileSync(join(place, 'extra'), 'x');
    writeFileSync(join(place, 'handover.json'), '{} ');
    expect((await faults(place)).map(({ path, text }) => `${path} ${text}`)).toEqual([
      'empty is missing',
      'handover.json has 3 bytes, not the 2 that were packed',
      'extra stands in no manifest',
    ]);
  });

  it('whose manifest was made to fit is not what was sealed', async () => {
    const place = await pack('');
    const other = join(folder, 'other');
    await writePack(other, new Map([['handover.json', utf8('{"forged":1}')]]), {
      pack: 'handover/1',
      hasher,
      signer,
    });
    for (const name of ['manifest.json', 'handover.json']) {
      cpSync(join(other, name), join(place, name));
    }
    const found = await faults(place);
    expect(found[0]).toEqual({ path: 'manifest.json', text: 'is not what was sealed' });
  });

  it('sealed by another key is believed by nobody', async () => {
    const opened = openPack(await pack('.tar'));
    if (!opened.ok) throw new Error(opened.error.text);
    const stranger = { ...verifier, keyId: '00000002' };
    const checked = await checkPack(opened.value, hasher, [stranger]);
    expect(checked).toMatchObject({ ok: false, error: [{ path: 'seal.note' }] });
  });

  it('in an archive with any one byte flipped is never sound', async () => {
    const place = await pack('.tar');
    const whole = readFileSync(place);
    const { size } = statSync(place);
    const altered = join(folder, 'altered.tar');
    // Zeros that end the archive, and those that fill up a block, are nobody's bytes.
    let missed = 0;
    for (let at = 0; at < size; at += 997) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      writeFileSync(altered, bytes);
      if ((await faults(altered)).length === 0 && whole[at] !== 0) missed++;
    }
    expect(missed).toBe(0);
  });
});
