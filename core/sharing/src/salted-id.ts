import { canonicalJson, concat, type Hasher, hex, utf8, uuid8 } from '@greenline/base';

/** The release key of an audience: whoever lacks it reproduces no id of what it was given. */
export function releaseKey(hasher: Hasher, secret: Uint8Array, audience: string): Uint8Array {
  return hasher.hmacSha256(secret, utf8(`greenline release key ${audience}`));
}

/**
 * The id of something released: a UUIDv8 of HMAC-SHA-256 over what the audience is told of it, and
 * of nothing else. Two things of which the same is told differ by their number alone.
 */
export function saltedId(
  hasher: Hasher,
  key: Uint8Array,
  kind: string,
  told: Readonly<Record<string, unknown>>,
): string {
  return uuid8(hex(hasher.hmacSha256(key, concat(utf8(`${kind}\n`), utf8(canonicalJson(told))))));
}
