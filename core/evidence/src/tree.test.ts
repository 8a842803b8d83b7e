import { fromHex, hex } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Frontier } from './frontier.ts';
import { portableHasher as hasher } from './portable-hasher.ts';
import { emptyRoot, leafHash, rootOf } from './tree.ts';

/** Source: certificate-transparency, cpp/merkletree/merkle_tree_test.cc (the RFC 6962 reference). */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hashes = LEAVES.map((leaf) => leafHash(hasher, fromHex(leaf) as Uint8Array));

describe('a Merkle tree of RFC 6962', () => {
  it('without leaves has the hash of nothing', () => {
    expect(hex(emptyRoot(hasher))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(hex(new Frontier(hasher).root())).toBe(hex(emptyRoot(hasher)));
  });

  it.each(ROOTS.map((root, i) => [i + 1, root]))(
    'of %i reference leaves has its root',
    (size, root) => {
      const frontier = new Frontier(hasher);
      for (const hash of hashes.slice(0, Number(size))) frontier.append(hash);
      expect(hex(frontier.root())).toBe(root);
      expect(hex(rootOf(hasher, hashes.slice(0, Number(size))))).toBe(root);
    },
  );

  it('grown leaf by leaf has the root of the definition, at any size', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), (leaves) => {
        const all = leaves.map((leaf) => leafHash(hasher, leaf));
        const frontier = new Frontier(hasher);
        for (const hash of all) frontier.append(hash);
        expect(frontier.root()).toEqual(rootOf(hasher, all));
      }),
    );
  });

  it('tells of each perfect subtree once, when its last leaf comes', () => {
    const completed: string[] = [];
    const frontier = new Frontier(hasher);
    for (const hash of hashes)
      frontier.append(hash, ({ level, index }) => completed.push(`${level}/${index}`));
    expect(completed).toEqual(['1/0', '1/1', '2/0', '1/2', '1/3', '2/1', '3/0']);
  });
});
