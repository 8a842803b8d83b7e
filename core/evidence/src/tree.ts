import { concat, type Hasher } from '@greenline/base';

/** SHA-256, in bytes. */
export const HASH_SIZE = 32;

const LEAF = Uint8Array.of(0x00);
const NODE = 0x01;

/** Merkle tree hash of one leaf (RFC 6962, section 2.1). */
export const leafHash = (hasher: Hasher, leaf: Uint8Array): Uint8Array =>
  hasher.sha256(concat(LEAF, leaf));

/** Merkle tree hash of a node over its two children, of 32 bytes each. */
export function nodeHash(hasher: Hasher, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_SIZE);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_SIZE);
  return hasher.sha256(bytes);
}

/** Root of the tree without leaves. */
export const emptyRoot = (hasher: Hasher): Uint8Array => hasher.sha256(new Uint8Array());

/**
 * The root over leaf hashes, by the recursive definition of RFC 6962.
 *
 * Holds every hash at once: for short lists, and as the second opinion on `Frontier`.
 */
export function rootOf(hasher: Hasher, leafHashes: readonly Uint8Array[]): Uint8Array {
  const over = (start: number, end: number): Uint8Array => {
    if (end - start === 1) return leafHashes[start] as Uint8Array;
    const split = start + largestPowerBelow(end - start);
    return nodeHash(hasher, over(start, split), over(split, end));
  };
  return leafHashes.length === 0 ? emptyRoot(hasher) : over(0, leafHashes.length);
}

/** The largest power of two smaller than `size`, for a size of at least 2. */
export function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
