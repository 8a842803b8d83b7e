import { createHash, createHmac } from 'node:crypto';
import { type Digest, type Hasher, type Instant, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MISSION,
  readDeclaration,
  type Said,
  signedBytes,
  type Version,
  versionAfter,
  vouchedFor,
  wordOf,
} from './index.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};

const fulfilment = {
  declaration: 'fulfilment',
  id: 'F-1',
  act: 'mine-records',
  party: 'A',
  at: '2026-03-10T00:00:00Z',
};
function said(more: object): Said {
  const found = readDeclaration({ ...fulfilment, ...more }, hasher, 0 as Instant);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

/** The versions that come of words one after another; those that are refused, by kind. */
function told(...words: readonly (readonly [by: string, more: object])[]) {
  const known: Version[] = [];
  const outcomes = words.map(([by, more]) => {
    const next = versionAfter(known, said(more), by);
    if (!next.ok) return next.error.kind;
    if (next.value.version > known.length) known.push(next.value);
    return next.value.version;
  });
  return { known, outcomes };
}

describe('versions of a declaration', () => {
  it('are numbered from 1, each by whoever spoke', () => {
    const { known } = told(['A', { share: 0.1 }], ['A', { share: 0.2 }], [MISSION, { share: 0.3 }]);
    expect(known.map(({ version, by }) => [version, by])).toEqual([
      [1, 'A'],
      [2, 'A'],
      [3, MISSION],
    ]);
  });

  it('are not made by others than their declarer and the mission', () => {
    expect(told(['A', {}], ['B', { share: 0.2 }]).outcomes).toEqual([1, 'not-theirs']);
    expect(told(['A', {}], [MISSION, { share: 0.2 }]).outcomes).toEqual([1, 2]);
    expect(told([MISSION, {}], ['A', { share: 0.2 }]).outcomes).toEqual([1, 'not-theirs']);
  });

  it('are not made by the declarer any more once the mission has spoken', () => {
    const words = told(['A', { share: 0.5 }], [MISSION, { share: 0.4 }], ['A', { share: 0.9 }]);
    expect(words.outcomes).toEqual([1, 2, 'not-theirs']);
  });

  it('do not multiply when the newest is sent again', () => {
    expect(told(['A', {}], ['A', {}], ['A', {}]).outcomes).toEqual([1, 1, 1]);
  });

  it('do not go back to an earlier one that is sent again, unless it says so', () => {
    const first = told(['A', { share: 0.1 }], ['A', { share: 0.2 }]);
    expect(
      told(['A', { share: 0.1 }], ['A', { share: 0.2 }], ['A', { share: 0.1 }]).outcomes,
    ).toEqual([1, 2, 'superseded']);
    const supersedes = first.known[1]?.digest as Digest;
    const back = { share: 0.1, supersedes };
    expect(
      told(['A', { share: 0.1 }], ['A', { share: 0.2 }], ['A', back], ['A', { share: 0.2 }])
        .outcomes,
    ).toEqual([1, 2, 3, 'superseded']);
  });

  it('follow the newest alone where they say which they follow', () => {
    const { known } = told(['A', { share: 0.1 }]);
    const supersedes = known[0]?.digest as Digest;
    expect(told(['A', { share: 0.1 }], ['A', { share: 0.2, supersedes }]).outcomes).toEqual([1, 2]);
    expect(
      told(['A', { share: 0.1 }], ['A', { share: 0.2 }], ['A', { share: 0.3, supersedes }])
        .outcomes,
    ).toEqual([1, 2, 'not-newest']);
    expect(told(['A', { supersedes }]).outcomes).toEqual(['not-newest']);
  });

  it('never lose one, whoever says what: versions only grow, and no party follows another', () => {
    const word = fc.tuple(
      fc.constantFrom('A', 'B', MISSION),
      fc.record({ share: fc.constantFrom(0.1, 0.2, 0.3) }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const { known } = told(...words);
        expect(known.map(({ version }) => version)).toEqual(known.map((_, i) => i + 1));
        expect(new Set(known.map(({ digest }) => digest)).size).toBe(known.length);
        for (const [i, { by }] of known.entries())
          if (i > 0 && by !== MISSION) expect(by).toBe(known[i - 1]?.by);
      }),
    );
  });
});

describe('whose word it is', () => {
  it('is the party’s that an act was done, and the mission’s that it was seen', () => {
    expect(wordOf(said({}).declaration)).toBe('A');
    expect(wordOf(said({ verified: false }).declaration)).toBe('A');
    expect(wordOf(said({ verified: true }).declaration)).toBe(MISSION);
  });
});

describe('what vouches for a declaration', () => {
  /** Not Ed25519: it is the port’s to know that. */
  const sign = (secret: string, message: Uint8Array) =>
    createHash('sha512').update(secret).update(message).digest();
  const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    sign(Buffer.from(key).toString(), message).equals(signature);
  const publicKey = utf8('secret of a');
  const object = said({}).object;
  const signature = sign('secret of a', signedBytes(object)).toString('base64url');
  const a = { id: 'liaison-a', publicKey };

  it('is a token, where the declarer has no key and signs nothing', () => {
    expect(vouchedFor({ object }, { id: 'x', publicKey: undefined }, verify)).toMatchObject({
      value: 'token',
    });
  });

  it('is a key, where its signature holds', () => {
    expect(vouchedFor({ object, signature }, a, verify)).toMatchObject({ value: 'key' });
  });

  it.each([
    ['missing, though there is a key', { object }, a, /is missing/],
    ['of another key', { object, signature }, { id: 'b', publicKey: utf8('b') }, /does not hold/],
    ['over other words', { object: said({ share: 0.5 }).object, signature }, a, /does not hold/],
    [
      'there, and no key is known',
      { object, signature },
      { ...a, publicKey: undefined },
      /no key of/,
    ],
    ['too short', { object, signature: signature.slice(4) }, a, /64 bytes/],
    ['in another alphabet', { object, signature: `${signature.slice(0, -1)}=` }, a, /64 bytes/],
    ['empty', { object, signature: '' }, a, /64 bytes/],
  ])('is nothing, where the signature is %s', (_what, words, who, text) => {
    expect(vouchedFor(words, who, verify)).toMatchObject({
      error: { field: 'signature', text: expect.stringMatching(text) },
    });
  });
});
