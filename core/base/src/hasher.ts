import { hex, utf8 } from './bytes.ts';
import { canonicalJson } from './json.ts';

/** Port: SHA-256 and HMAC-SHA-256, synchronous. 32 bytes out. */
export interface Hasher {
  sha256(bytes: Uint8Array): Uint8Array;
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
}

/** How a digest is written in records: `sha256:` and 64 lower-case hex digits. */
export type Digest = `sha256:${string}`;

export const digestOf = (hasher: Hasher, bytes: Uint8Array): Digest =>
  `sha256:${hex(hasher.sha256(bytes))}`;

/** Digest of the canonical JSON (RFC 8785) of a value. */
export const digestOfJson = (hasher: Hasher, value: unknown): Digest =>
  digestOf(hasher, utf8(canonicalJson(value)));
