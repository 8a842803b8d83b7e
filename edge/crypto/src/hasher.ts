import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { compareBytes, type Hasher } from '@greenline/base';

/** SHA-256 and HMAC-SHA-256 by OpenSSL. */
export const nodeHasher: Hasher = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  sha256Hex: (input) => hash('sha256', input, 'hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', keyObject(key)).update(bytes).digest(),
};

let last: { readonly bytes: Uint8Array; readonly key: KeyObject } | undefined;

/** The salts of a record are made under one key, and to take a key in costs five times its use. */
function keyObject(bytes: Uint8Array): KeyObject {
  if (last === undefined || compareBytes(last.bytes, bytes) !== 0)
    last = { bytes: bytes.slice(), key: createSecretKey(bytes) };
  return last.key;
}
