import { COSIGNATURE, ED25519, formatVkey, keyId, type SignatureType } from '@greenline/evidence';
import { describe, expect, it } from 'vitest';
import { namesOf, parsePrincipals } from './index.ts';
import { hasher } from './release-scene.ts';

const FILE = `
principals:
  - id: duty-officer
    role: staff
    name: Duty officer
    may: [report, decide]
  - id: liaison-a
    role: party
    member: A
  - id: channel-c
    role: contributor
    member: nation-c
    may: [intake]
  - {id: everybody, role: public}
`;

const vkey = (name: string, type: SignatureType) => {
  const publicKey = new Uint8Array(32).fill(7);
  return formatVkey({ name, keyId: keyId(hasher, name, type, publicKey), type, publicKey });
};
const errorsOf = (text: string) => {
  const read = parsePrincipals(text, false, hasher);
  return read.ok ? [] : read.error;
};
const one = (fields: string) => errorsOf(`principals:\n  - {${fields}}\n`);

describe('a principals file', () => {
  it('names who may ask, by id', () => {
    const read = parsePrincipals(FILE, false, hasher);
    expect(read.ok && [...read.value.keys()]).toEqual([
      'duty-officer',
      'liaison-a',
      'channel-c',
      'everybody',
    ]);
    expect(read.ok && read.value.get('duty-officer')).toEqual({
      id: 'duty-officer',
      role: 'staff',
      name: 'Duty officer',
      may: ['decide', 'report'],
    });
  });

  it('of an exercise makes players of all, save who says otherwise', () => {
    const read = parsePrincipals(
      `${FILE}  - {id: umpire, role: staff, exercise: false}\n`,
      true,
      hasher,
    );
    expect(read.ok && read.value.get('liaison-a')?.exercise).toBe(true);
    expect(read.ok && read.value.get('umpire')?.exercise).toBeUndefined();
  });

  it.each([
    ['role: staff', 'principals[0].id', /missing/],
    ['id: "a b", role: staff', 'principals[0].id', /odd/],
    ['id: a, role: king', 'principals[0].role', /staff, contributor/],
    ['id: a, role: party', 'principals[0].member', /names its party/],
    ['id: a, role: contributor', 'principals[0].member', /names its nation/],
    ['id: a, role: party, member: public', 'principals[0].member', /reserved/],
    ['id: a, role: party, member: mission', 'principals[0].member', /reserved/],
    ['id: a, role: public, member: A', 'principals[0].member', /leave it out/],
    ['id: a, role: public, may: [intake]', 'principals[0].may', /not for the public/],
    ['id: a, role: party, member: A, may: [decide]', 'principals[0].may', /only staff/],
    ['id: a, role: staff, may: decide', 'principals[0].may', /list/],
    ['id: a, role: staff, may: [fire]', 'principals[0].may', /list/],
    ['id: a, role: staff, exercise: maybe', 'principals[0].exercise', /true or false/],
    ['id: a, role: staff, rank: 1', 'principals[0].rank', /not known/],
    ['id: a, role: staff, name: 7', 'principals[0].name', /text/],
  ])('with {%s} is refused, with the place and the remedy', (fields, field, remedy) => {
    expect(one(fields)).toMatchObject([{ line: 2, field }]);
    expect(one(fields)[0]?.text).toMatch(remedy);
  });

  it('may give the key that a principal signs with, of its own name and sort', () => {
    const key = vkey('a', ED25519);
    const read = parsePrincipals(
      `principals:\n  - {id: a, role: staff, key: ${key}}\n`,
      false,
      hasher,
    );
    expect(read.ok && read.value.get('a')?.key).toBe(key);
    for (const odd of [vkey('b', ED25519), vkey('a', COSIGNATURE), `${key}x`, '7', '[]'])
      expect(one(`id: a, role: staff, key: ${odd}`)).toMatchObject([
        { field: 'principals[0].key', text: expect.stringMatching(/public key of a/) },
      ]);
  });

  it('with one id twice is refused at the second', () => {
    const twice = 'principals:\n  - {id: a, role: staff}\n  - {id: a, role: public}\n';
    expect(errorsOf(twice)).toMatchObject([{ line: 3, field: 'principals[1].id' }]);
  });

  it.each(['', '[]', 'principals: 7', 'principals: [', 'a: &x [*x]', '\u0000', 'principals: [7]'])(
    'that is %j is refused and nothing breaks',
    (text) => {
      expect(errorsOf(text).length).toBeGreaterThan(0);
    },
  );
});

describe('the names under which labels speak of a principal', () => {
  it('are its nation or party, and the name of its role', () => {
    const who = { id: 'x', name: 'x', may: [] };
    expect(namesOf({ ...who, role: 'party', member: 'A' })).toEqual(['A']);
    expect(namesOf({ ...who, role: 'staff', member: 'nation-c' })).toEqual(['mission', 'nation-c']);
    expect(namesOf({ ...who, role: 'public' })).toEqual(['public']);
  });
});
