import type { Hasher } from './hasher.ts';

/**
 * The id of a derived record: a UUIDv8 (RFC 9562) of SHA-256 over kind, parents' ids and ordinal,
 * so that a replay finds the same id. Parts are joined by a unit separator (0x1f), which no part holds.
 */
export function derivedId(
  hasher: Hasher,
  kind: string,
  parents: readonly string[],
  ordinal: number,
): string {
  return uuid8(hasher.sha256Hex([kind, ...parents, ordinal].join('\u001f')));
}

/** The first 128 bits of a digest in hex, as a UUID of version 8. */
export function uuid8(digest: string): string {
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
