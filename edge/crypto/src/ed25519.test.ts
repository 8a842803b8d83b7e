import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fromHex, hex, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyPair, nodeHasher, verifyEd25519, verifyEd25519Now } from './index.ts';

const bytes = (text: string) => fromHex(text) as Uint8Array;

describe('Ed25519', () => {
  // Source: RFC 8032, section 7.1, tests 1 and 2.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])(
    'signs and verifies as RFC 8032 does, seed %s',
    async (seed, publicKey, message, signature) => {
      const pair = keyPair(bytes(seed));
      expect(hex(pair.publicKey)).toBe(publicKey);
      expect(hex(pair.sign(bytes(message)))).toBe(signature);
      expect(await verifyEd25519(bytes(publicKey), bytes(message), bytes(signature))).toBe(true);
      expect(await verifyEd25519(bytes(publicKey), utf8('x'), bytes(signature))).toBe(false);
      expect(verifyEd25519Now(bytes(publicKey), bytes(message), bytes(signature))).toBe(true);
      expect(verifyEd25519Now(bytes(publicKey), utf8('x'), bytes(signature))).toBe(false);
    },
  );

  it('never throws on a key or a signature of any bytes', async () => {
    const any = fc.oneof(fc.uint8Array(), fc.uint8Array({ minLength: 32, maxLength: 64 }));
    await fc.assert(
      fc.asyncProperty(any, any, any, async (key, message, signature) => {
        expect(await verifyEd25519(key, message, signature)).toBe(false);
      }),
    );
  });
});

interface Group {
  readonly publicKey: { readonly pk: string };
  readonly tests: readonly {
    readonly tcId: number;
    readonly comment: string;
    readonly msg: string;
    readonly sig: string;
    readonly result: 'valid' | 'invalid';
  }[];
}

const WYCHEPROOF = new URL(
  '../../../../shared/vectors/wycheproof/ed25519_test.json',
  import.meta.url,
);

// Source: C2SP/wycheproof, ed25519_test.json (Apache-2.0), where it is given beside the project.
describe.skipIf(!existsSync(WYCHEPROOF))('Wycheproof for Ed25519', () => {
  const groups: Group[] = existsSync(WYCHEPROOF)
    ? JSON.parse(readFileSync(WYCHEPROOF, 'utf8')).testGroups
    : [];
  const cases = groups.flatMap(({ publicKey, tests }) =>
    tests.map((test) => ({ ...test, pk: publicKey.pk })),
  );

  it.each(cases)('test $tcId, $comment: $result', async ({ pk, msg, sig, result }) => {
    expect(await verifyEd25519(bytes(pk), bytes(msg), bytes(sig))).toBe(result === 'valid');
  });
});

describe('the hasher of node:crypto', () => {
  // Source: FIPS 180-2, "abc", and RFC 4231, test case 2.
  it('is SHA-256 and HMAC-SHA-256', () => {
    expect(hex(nodeHasher.sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const mac = nodeHasher.hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?'));
    expect(hex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  it('notices another key, and a key whose bytes were changed in place', () => {
    const message = utf8('message');
    const mac = (key: Uint8Array) => hex(nodeHasher.hmacSha256(key, message));
    const plain = (key: Uint8Array) => createHmac('sha256', key).update(message).digest('hex');
    const key = new Uint8Array(32);
    for (const byte of [1, 2, 1]) {
      key[31] = byte;
      expect(mac(key)).toBe(plain(key));
      expect(mac(key.slice(1))).toBe(plain(key.slice(1)));
    }
  });
});
