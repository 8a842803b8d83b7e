import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromHex } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portableHasher as hasher } from './portable-hasher.ts';
import {
  consistencyPath,
  inclusionPath,
  type LeafRange,
  verifyConsistency,
  verifyInclusion,
} from './proof.ts';
import { leafHash, rootOf } from './tree.ts';

const VECTORS = fileURLToPath(
  new URL('../../../../shared/vectors/rfc6962-merkle', import.meta.url),
);

const hashes = Array.from({ length: 70 }, (_, i) => leafHash(hasher, Uint8Array.of(i)));
const over = ({ start, end }: LeafRange) => rootOf(hasher, hashes.slice(start, end));
const root = (size: number) => over({ start: 0, end: size });

const inclusionOf = (index: number, size: number) => ({
  index,
  size,
  leafHash: hashes[index] as Uint8Array,
  root: root(size),
  proof: inclusionPath(index, size).map(over),
});
const consistencyOf = (size1: number, size2: number) => ({
  size1,
  size2,
  root1: root(size1),
  root2: root(size2),
  proof: consistencyPath(size1, size2).map(over),
});

const sizes = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const at = (bit >> 3) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('a proof of inclusion', () => {
  // Source: RFC 6962, section 2.1.3: PATH(3, D[7]) = [c, g, l], over ranges of leaves.
  it('of leaf 3 of 7 is the path of RFC 6962', () => {
    expect(inclusionPath(3, 7)).toEqual([
      { start: 2, end: 3 },
      { start: 0, end: 2 },
      { start: 4, end: 7 },
    ]);
  });

  it('holds for every leaf of every size', () => {
    for (let size = 1; size <= 40; size++)
      for (let index = 0; index < size; index++)
        expect(verifyInclusion(hasher, inclusionOf(index, size))).toBe(true);
  });

  it('fails with any bit of leaf, root or proof turned, any hash less or more, any other index', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 255 }), fc.nat(), ([index, size], bit, pick) => {
        const good = inclusionOf(index, size);
        const { proof } = good;
        const at = proof.length === 0 ? 0 : pick % proof.length;
        const bad = [
          { ...good, leafHash: flipped(good.leafHash, bit) },
          { ...good, root: flipped(good.root, bit) },
          { ...good, index: (index + 1) % (size + 1) },
          { ...good, proof: [...proof, good.root] },
          { ...good, proof: [good.leafHash, ...proof] },
        ];
        if (proof.length > 0)
          bad.push(
            { ...good, proof: proof.toSpliced(at, 1) },
            { ...good, proof: proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash)) },
          );
        for (const mutated of bad) expect(verifyInclusion(hasher, mutated)).toBe(false);
      }),
    );
  });

  it.each([
    [-1, 1],
    [1, 1],
    [0, 0],
    [0.5, 1],
    [0, Number.NaN],
    [0, 2 ** 60],
  ])('at index %d of size %d is refused', (index, size) => {
    const good = inclusionOf(0, 1);
    expect(verifyInclusion(hasher, { ...good, index, size })).toBe(false);
  });
});

describe('a proof of consistency', () => {
  // Source: RFC 6962, section 2.1.3: PROOF(3, D[7]) = [c, d, g, l]; PROOF(6, D[7]) = [i, j, k].
  it('is that of RFC 6962 from 3, 4 and 6 leaves to 7', () => {
    expect(consistencyPath(3, 7)).toEqual([
      { start: 2, end: 3 },
      { start: 3, end: 4 },
      { start: 0, end: 2 },
      { start: 4, end: 7 },
    ]);
    expect(consistencyPath(4, 7)).toEqual([{ start: 4, end: 7 }]);
    expect(consistencyPath(6, 7)).toEqual([
      { start: 4, end: 6 },
      { start: 6, end: 7 },
      { start: 0, end: 4 },
    ]);
  });

  it('holds between any two sizes', () => {
    for (let size2 = 1; size2 <= 40; size2++)
      for (let size1 = 1; size1 <= size2; size1++)
        expect(verifyConsistency(hasher, consistencyOf(size1, size2))).toBe(true);
  });

  it('fails with any bit of a root or the proof turned, or any hash less or more', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 255 }), fc.nat(), ([before, size2], bit, pick) => {
        const good = consistencyOf(Math.max(before, 1), size2);
        const { proof } = good;
        const at = proof.length === 0 ? 0 : pick % proof.length;
        const bad = [
          { ...good, root1: flipped(good.root1, bit) },
          { ...good, root2: flipped(good.root2, bit) },
          { ...good, size1: good.size2 + 1 },
          { ...good, proof: [...proof, good.root1] },
        ];
        if (proof.length > 0)
          bad.push(
            { ...good, proof: proof.toSpliced(at, 1) },
            { ...good, proof: proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash)) },
          );
        for (const mutated of bad) expect(verifyConsistency(hasher, mutated)).toBe(false);
      }),
    );
  });

  it('from the empty tree proves nothing, so only the empty tree agrees with it', () => {
    const empty = { size1: 0, root1: root(0), proof: [] };
    expect(verifyConsistency(hasher, { ...empty, size2: 0, root2: root(0) })).toBe(true);
    expect(verifyConsistency(hasher, { ...empty, size2: 1, root2: root(1) })).toBe(false);
  });
});

interface Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
const proofs = (vector: Vector) => (vector.proof ?? []).map(bytes);
const name = (path: string) => path.slice(VECTORS.length + 1);
const read = (path: string): Vector => JSON.parse(readFileSync(`${VECTORS}/${path}`, 'utf8'));

// Source: transparency-dev/merkle, testdata (Apache-2.0), where it is given beside the project.
describe.skipIf(!existsSync(VECTORS))('transparency-dev/merkle', () => {
  const inclusions = globSync(`${VECTORS}/inclusion/**/*.json`);
  const consistencies = globSync(`${VECTORS}/consistency/**/*.json`);

  it('gives 52 proofs of inclusion and 46 of consistency', () => {
    expect([inclusions.length, consistencies.length]).toEqual([52, 46]);
  });

  it.each(inclusions.map(name))('%s is judged as expected', (path) => {
    const vector = read(path);
    const { leafIdx: index, treeSize: size } = vector;
    const inclusion = { index, size, leafHash: bytes(vector.leafHash), root: bytes(vector.root) };
    expect(verifyInclusion(hasher, { ...inclusion, proof: proofs(vector) })).toBe(!vector.wantErr);
  });

  it.each(consistencies.map(name))('%s is judged as expected', (path) => {
    const vector = read(path);
    const { size1, size2 } = vector;
    const roots = { root1: bytes(vector.root1), root2: bytes(vector.root2) };
    expect(verifyConsistency(hasher, { size1, size2, ...roots, proof: proofs(vector) })).toBe(
      !vector.wantErr,
    );
  });
});

describe('the portable hasher', () => {
  // Source: RFC 4231, test case 2, and FIPS 180-2, "abc".
  it('is SHA-256 and HMAC-SHA-256', () => {
    const text = (value: string) => new Uint8Array(Buffer.from(value));
    expect(hasher.sha256(text('abc'))).toEqual(
      fromHex('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
    );
    expect(hasher.hmacSha256(text('Jefe'), text('what do ya want for nothing?'))).toEqual(
      fromHex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
    );
  });
});
