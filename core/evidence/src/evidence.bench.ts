import { type Hasher, utf8 } from '@greenline/base';
import { Frontier } from './frontier.ts';
import { inclusionPath, verifyInclusion } from './proof.ts';
import { leafHash, rootOf } from './tree.ts';

const LEAVES = 100_000;
const LEAF_BYTES = 300;
const TREE = 4096;

/** How fast the tree grows and proofs are checked, on one core. */
export const benches = (hasher: Hasher) => [
  {
    name: 'evidence: leaves appended to the tree',
    run: () => {
      const leaf = new Uint8Array(LEAF_BYTES);
      const frontier = new Frontier(hasher);
      return perSecond('leaves/s', LEAVES, (i) => {
        leaf[0] = i;
        frontier.append(leafHash(hasher, leaf));
      });
    },
  },
  {
    name: 'evidence: proofs of inclusion verified',
    run: () => {
      const hashes = Array.from({ length: TREE }, (_, i) => leafHash(hasher, utf8(`leaf ${i}`)));
      const root = rootOf(hasher, hashes);
      const proofs = Array.from({ length: 64 }, (_, i) => {
        const index = i * 61;
        const path = inclusionPath(index, TREE);
        const proof = path.map(({ start, end }) => rootOf(hasher, hashes.slice(start, end)));
        return { index, size: TREE, leafHash: hashes[index] as Uint8Array, root, proof };
      });
      return perSecond('proofs/s', 20_000, (i) => {
        const proof = proofs[i % proofs.length];
        if (proof === undefined || !verifyInclusion(hasher, proof))
          throw new Error('a good proof fails');
      });
    },
  },
];

function perSecond(unit: string, count: number, act: (i: number) => void) {
  const before = performance.now();
  for (let i = 0; i < count; i++) act(i);
  return { value: Math.round((count * 1000) / (performance.now() - before)), unit };
}
