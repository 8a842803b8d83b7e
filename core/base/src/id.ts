import { hex, utf8 } from './bytes.ts';
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
  const digest = hasher.sha256(utf8([kind, ...parents, ordinal].join('\u001f')));
  return uuid8(digest);
}

/** The first 16 bytes of a digest, as a UUID of version 8. */
export function uuid8(digest: Uint8Array): string {
  const bytes = digest.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = hex(bytes);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
