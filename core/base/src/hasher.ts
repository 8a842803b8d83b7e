import { canonicalJson } from './json.ts';

/** Port: SHA-256 and HMAC-SHA-256, synchronous. 32 bytes out. */
export interface Hasher {
  sha256(bytes: Uint8Array): Uint8Array;
  /** In 64 lower-case hex digits; a text is hashed as UTF-8. */
  sha256Hex(input: Uint8Array | string): string;
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
}

/** How a digest is written in records: `sha256:` and 64 lower-case hex digits. */
export type Digest = `sha256:${string}`;

export const digestOf = (hasher: Hasher, bytes: Uint8Array): Digest =>
  `sha256:${hasher.sha256Hex(bytes)}`;

/** Digest of the canonical JSON (RFC 8785) of a value. */
export const digestOfJson = (hasher: Hasher, value: unknown): Digest =>
  `sha256:${hasher.sha256Hex(canonicalJson(value))}`;
