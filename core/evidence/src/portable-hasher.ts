import { type Hasher, hex, utf8 } from '@greenline/base';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 in plain JavaScript: for the verifier where there is no node:crypto. */
export const portableHasher: Hasher = {
  sha256: (bytes) => sha256(bytes),
  sha256Hex: (input) => hex(sha256(typeof input === 'string' ? utf8(input) : input)),
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
};
