import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo, newSum, totalOf } from './exact-sum.ts';

const figure = fc.double({ min: 0, max: 1, noNaN: true });

describe('an exact sum', () => {
  it('is what is in it, whatever came and went before', () => {
    fc.assert(
      fc.property(fc.array(figure), fc.array(figure), (gone, here) => {
        const sum = newSum();
        for (const one of [...gone, ...here]) addTo(sum, one);
        for (const one of gone) addTo(sum, -one);
        const alone = newSum();
        for (const one of here.toReversed()) addTo(alone, one);
        expect(sum).toEqual(alone);
      }),
    );
  });

  it('is nothing once all have gone, and a million ones are a million', () => {
    const sum = newSum();
    for (let i = 0; i < 1_000_000; i++) addTo(sum, 1);
    expect(totalOf(sum)).toBe(1_000_000);
    for (let i = 0; i < 1_000_000; i++) addTo(sum, -1);
    expect(totalOf(sum)).toBe(0);
  });

  it('errs by less than 2⁻⁵² for each figure', () => {
    const sum = newSum();
    addTo(sum, 0.1);
    addTo(sum, 0.2);
    expect(totalOf(sum)).toBeCloseTo(0.3, 15);
  });
});
