import { createHmac, hash } from 'node:crypto';
import type { Hasher } from '@greenline/base';

/** SHA-256 and HMAC-SHA-256 by OpenSSL. */
export const nodeHasher: Hasher = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};
