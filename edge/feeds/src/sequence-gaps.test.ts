import { describe, expect, it } from 'vitest';
import { SequenceGaps } from './sequence-gaps.ts';

const missing = (modulus: number, ...sequences: readonly number[]) => {
  const gaps = new SequenceGaps(modulus, Math.min(modulus / 2 - 1, 3_000));
  for (const one of sequences) gaps.note('stream', one);
  return gaps.missing;
};

describe('gaps in a sequence', () => {
  it.each<[string, number, readonly number[], number]>([
    ['none', 256, [7, 8, 9], 0],
    ['none where the numbers begin anew', 256, [254, 255, 0, 1], 0],
    ['those between', 256, [7, 10], 2],
    ['those about the turn', 256, [254, 2], 3],
    ['none of what comes late', 256, [7, 9, 8, 10], 0],
    ['none of what comes twice', 256, [7, 7, 8], 0],
    ['what never comes though others are late', 256, [7, 11, 9], 2],
    ['none of a sender that restarted', 65_536, [40_000, 17, 18], 0],
    ['many', 65_536, [0, 3_000], 2_999],
  ])('count %s', (_, modulus, sequences, expected) => {
    expect(missing(modulus, ...sequences)).toBe(expected);
  });

  it('are those of each stream apart', () => {
    const gaps = new SequenceGaps(256);
    for (const [stream, sequence] of [
      ['a', 1],
      ['b', 100],
      ['a', 2],
      ['b', 103],
    ] as const)
      gaps.note(stream, sequence);
    expect(gaps.missing).toBe(2);
  });

  it('hold a bounded number of streams, whatever senders are made up', () => {
    const gaps = new SequenceGaps(256);
    for (let n = 0; n < 100_000; n++) gaps.note(`ghost-${n}`, n % 256);
    expect(gaps.missing).toBe(0);
  });
});
