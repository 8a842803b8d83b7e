import { compareBytes, type Hasher } from '@greenline/base';
import { HASH_SIZE, largestPowerBelow, nodeHash } from './tree.ts';

/** The leaves from `start` up to, and without, `end`. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The subtrees whose hashes prove that leaf `index` is in the tree, leaf's sibling first. */
export function inclusionPath(index: number, size: number): LeafRange[] {
  const path: LeafRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const split = start + largestPowerBelow(end - start);
    if (index < split) {
      path.push({ start: split, end });
      end = split;
    } else {
      path.push({ start, end: split });
      start = split;
    }
  }
  return path.reverse();
}

/** The subtrees whose hashes prove that the tree of `size1` leaves is a beginning of the other. */
export function consistencyPath(size1: number, size2: number): LeafRange[] {
  const path: LeafRange[] = [];
  let start = 0;
  let end = size2;
  while (end !== size1) {
    const split = start + largestPowerBelow(end - start);
    if (size1 <= split) {
      path.push({ start: split, end });
      end = split;
    } else {
      path.push({ start, end: split });
      start = split;
    }
  }
  if (start !== 0) path.push({ start, end });
  return path.reverse();
}

/** What an inclusion proof says: this leaf hash stands at this index of that tree. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162, section 2.1.3.2. */
export function verifyInclusion(hasher: Hasher, inclusion: Inclusion): boolean {
  const { index, size, proof } = inclusion;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (![inclusion.leafHash, ...proof].every(isHash)) return false;
  let hash = inclusion.leafHash;
  let fn = index;
  let sn = size - 1;
  for (const step of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(hasher, step, hash);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      hash = nodeHash(hasher, hash, step);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && compareBytes(hash, inclusion.root) === 0;
}

/** What a consistency proof says: the first tree is a beginning of the second. */
export interface Consistency {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * RFC 9162, section 2.1.4.2.
 *
 * From size zero nothing can be proven, so that only the same empty tree is consistent with it: a
 * caller who has seen nothing yet has no older root to compare.
 */
export function verifyConsistency(hasher: Hasher, consistency: Consistency): boolean {
  const { size1, size2, root1, root2 } = consistency;
  if (!isSize(size1) || !isSize(size2) || size1 > size2) return false;
  if (size1 === size2) return consistency.proof.length === 0 && compareBytes(root1, root2) === 0;
  if (size1 === 0 || consistency.proof.length === 0) return false;
  if (![root1, ...consistency.proof].every(isHash)) return false;

  const proof = isPowerOfTwo(size1) ? [root1, ...consistency.proof] : consistency.proof;
  let fn = size1 - 1;
  let sn = size2 - 1;
  while (isOdd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  let first = proof[0] as Uint8Array;
  let second = first;
  for (const step of proof.slice(1)) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      first = nodeHash(hasher, step, first);
      second = nodeHash(hasher, step, second);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      second = nodeHash(hasher, second, step);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && compareBytes(first, root1) === 0 && compareBytes(second, root2) === 0;
}

/** Sizes pass 2^32, where the bit operators of JavaScript end. */
const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;
/** Of another length, two hashes side by side could be read as two others. */
const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_SIZE;
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

function isPowerOfTwo(n: number): boolean {
  let power = 1;
  while (power < n) power *= 2;
  return power === n;
}
