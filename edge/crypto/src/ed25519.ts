import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { concat, fromHex } from '@greenline/base';
import type { VerifyEd25519, VerifyEd25519Now } from '@greenline/evidence';

/** What stands before the 32 bytes of a key in DER (RFC 8410): SPKI and PKCS #8. */
const SPKI = fromHex('302a300506032b6570032100') as Uint8Array;
const PKCS8 = fromHex('302e020100300506032b657004220420') as Uint8Array;

/** Ed25519 (RFC 8032) by OpenSSL. What is no key or no signature does not hold. */
export const verifyEd25519Now: VerifyEd25519Now = (publicKey, message, signature) => {
  const key = publicKeyOf(publicKey);
  return key !== undefined && signature.length === 64 && verify(null, message, key, signature);
};

/** The same, for whoever may wait: in a browser there is no other way. */
export const verifyEd25519: VerifyEd25519 = async (publicKey, message, signature) =>
  verifyEd25519Now(publicKey, message, signature);

/** The private key of a 32-byte seed, with its public half. */
export function keyPair(seed: Uint8Array): {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
} {
  const key = createPrivateKey({
    key: Buffer.from(concat(PKCS8, seed)),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(publicKey.subarray(SPKI.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

function publicKeyOf(bytes: Uint8Array): KeyObject | undefined {
  if (bytes.length !== 32) return undefined;
  try {
    return createPublicKey({ key: Buffer.from(concat(SPKI, bytes)), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}
