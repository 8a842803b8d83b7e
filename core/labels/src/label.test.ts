import { createHash, createHmac } from 'node:crypto';
import type { Hasher } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelTable, label, labelId, rollUp } from './index.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};

const names = fc.uniqueArray(fc.constantFrom('public', 'A', 'B', 'nation-c', 'nation-d'));
const labels = fc
  .record({
    owner: fc.constantFrom('nation-c', 'nation-d', 'mission'),
    releasableTo: names,
    notReleasableTo: names,
    caveats: fc.uniqueArray(fc.constantFrom('EYES', 'IMAGERY')),
    originatorControlled: fc.boolean(),
    exercise: fc.boolean(),
  })
  .map(label);

const mayRead = (reader: string, to: readonly string[]) =>
  to.includes('public') || to.includes(reader);

describe('a label', () => {
  it('says nobody where nothing is said', () => {
    expect(label({ owner: 'nation-c' })).toMatchObject({
      releasableTo: [],
      originatorControlled: false,
    });
  });

  it('has one id whatever the order it was written in', () => {
    const one = label({ owner: 'c', releasableTo: ['B', 'A', 'A'] });
    const other = label({ owner: 'c', releasableTo: ['A', 'B'] });
    expect(labelId(hasher, one)).toBe(labelId(hasher, other));
  });
});

describe('the label of what is made from two records', () => {
  it('is the same in either order', () => {
    fc.assert(
      fc.property(labels, labels, (a, b) => {
        expect(rollUp(a, b)).toEqual(rollUp(b, a));
      }),
    );
  });

  it('is the same however three are grouped', () => {
    fc.assert(
      fc.property(labels, labels, labels, (a, b, c) => {
        expect(rollUp(rollUp(a, b), c)).toEqual(rollUp(a, rollUp(b, c)));
      }),
    );
  });

  it('never lets a reader in whom one of the two keeps out', () => {
    fc.assert(
      fc.property(labels, labels, fc.constantFrom('A', 'B', 'nation-c'), (a, b, reader) => {
        const both = rollUp(a, b);
        if (mayRead(reader, both.releasableTo)) {
          expect(mayRead(reader, a.releasableTo) && mayRead(reader, b.releasableTo)).toBe(true);
        }
        expect(both.notReleasableTo.includes(reader)).toBe(
          a.notReleasableTo.includes(reader) || b.notReleasableTo.includes(reader),
        );
      }),
    );
  });

  it('is found again in the table', () => {
    const table = new LabelTable(hasher);
    const c = table.intern(label({ owner: 'nation-c', releasableTo: ['A', 'B'] }));
    const d = table.intern(label({ owner: 'nation-d', releasableTo: ['A'] }));
    expect(table.get(table.rollUp(c, d))).toMatchObject({ owner: 'mission', releasableTo: ['A'] });
    expect(table.rollUp(c, d)).toBe(table.rollUp(d, c));
    expect(table.rollUp(c, c)).toBe(c);
  });
});
