import type { Hasher } from '@greenline/base';
import { emptyRoot, nodeHash } from './tree.ts';

/** A perfect subtree: `2 ** level` leaves, of which the first is `index * 2 ** level`. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/**
 * The right edge of a growing tree: one hash for each perfect subtree, largest first.
 *
 * Appending takes O(log n) hashes at worst and two on average; memory is O(log n).
 */
export class Frontier {
  #size: number;
  readonly #hashes: Uint8Array[];
  readonly #hasher: Hasher;

  /** Takes up a tree where it stood: `hashes` as `perfectSubtrees(size)` orders them. */
  constructor(hasher: Hasher, size = 0, hashes: readonly Uint8Array[] = []) {
    if (hashes.length !== perfectSubtrees(0, size).length)
      throw new RangeError(`a tree of ${size} leaves has not ${hashes.length} perfect subtrees`);
    this.#hasher = hasher;
    this.#size = size;
    this.#hashes = [...hashes];
  }

  get size(): number {
    return this.#size;
  }

  /** Appends one leaf; `completed` hears of every perfect subtree this finishes above the leaf. */
  append(leaf: Uint8Array, completed?: (node: Node, hash: Uint8Array) => void): void {
    let hash = leaf;
    let index = this.#size;
    let level = 0;
    while (index % 2 === 1) {
      hash = nodeHash(this.#hasher, this.#hashes.pop() as Uint8Array, hash);
      index = (index - 1) / 2;
      level++;
      completed?.({ level, index }, hash);
    }
    this.#hashes.push(hash);
    this.#size++;
  }

  root(): Uint8Array {
    return foldRight(this.#hasher, this.#hashes) ?? emptyRoot(this.#hasher);
  }
}

/** The root over adjoining perfect subtrees, largest first; `undefined` for none. */
export function foldRight(hasher: Hasher, hashes: readonly Uint8Array[]): Uint8Array | undefined {
  return hashes.reduceRight<Uint8Array | undefined>(
    (right, left) => (right === undefined ? left : nodeHash(hasher, left, right)),
    undefined,
  );
}

/** The perfect subtrees that leaves `start` to `end` (exclusive) fall into, from left to right. */
export function perfectSubtrees(start: number, end: number): Node[] {
  const nodes: Node[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level++;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}
