import type { Hasher } from '@greenline/base';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 in plain JavaScript: for the verifier where there is no node:crypto. */
export const portableHasher: Hasher = {
  sha256: (bytes) => sha256(bytes),
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
};
