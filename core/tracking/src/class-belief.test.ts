import { KINDS } from '@greenline/observation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, hearClass, UNHELD, type Word } from './class-belief.ts';

type Said = Readonly<Record<string, number>>;

function told(words: readonly (readonly [source: string, said: Said])[], speed?: number) {
  const heard = new Map<string, Word>();
  for (const [source, said] of words) hearClass(heard, source, said);
  return classOf(heard, speed);
}

describe('what sources say of a class', () => {
  it('of one source is the mean of its looks, however often it looks', () => {
    const tank = ['mast', { tank: 0.6 }] as const;
    expect(told(Array.from({ length: 50 }, () => tank))).toEqual({ tank: 0.6 });
    expect(told([tank, ['mast', { tank: 1 }]])).toEqual({ tank: 0.8 });
  });

  it('of two sources multiplies, by Bayes’ rule where both name the same kinds', () => {
    const both = told([
      ['mast', { tank: 0.6, apc: 0.4 }],
      ['drone', { tank: 0.7, apc: 0.3 }],
    ]);
    const sum = 0.6 * 0.7 + 0.4 * 0.3;
    expect(both.tank).toBeCloseTo((0.6 * 0.7) / sum, 5);
    expect(both.apc).toBeCloseTo((0.4 * 0.3) / sum, 5);
  });

  it('keeps the narrower of two kinds of which one lies below the other', () => {
    const both = told([
      ['radar', { 'ground-vehicle': 0.9 }],
      ['drone', { tank: 0.5 }],
    ]);
    // Half of it is a tank; of the rest, nine tenths some ground vehicle.
    expect(both).toEqual({ 'ground-vehicle': 0.45, tank: 0.5 });
  });

  it('leaves unknown what nobody says, and what two say who exclude each other', () => {
    expect(told([])).toEqual({});
    expect(told([['mast', {}]])).toEqual({});
    expect(
      told([
        ['mast', { tank: 1 }],
        ['drone', { civilian: 1 }],
      ]),
    ).toEqual({});
  });

  it('takes all who cannot be held to it for one', () => {
    const claims = Array.from({ length: 9 }, () => [UNHELD, { tank: 0.6 }] as const);
    expect(told(claims)).toEqual({ tank: 0.6 });
  });

  it('strikes out what cannot go so fast', () => {
    const said = { person: 0.5, 'uncrewed-aircraft': 0.25 };
    expect(told([['mast', said]], 10)).toEqual(said);
    expect(told([['mast', said]], 30)).toEqual({ 'uncrewed-aircraft': 0.5 });
    expect(told([['mast', { person: 1 }]], 30)).toEqual({});
  });

  it('is never more than certain, whoever says what in whatever order', () => {
    const said = fc
      .dictionary(
        fc.constantFrom(...KINDS.slice(0, 40)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        { maxKeys: 4 },
      )
      .map((all) => {
        const sum = Object.values(all).reduce((a, b) => a + b, 0);
        return sum <= 1
          ? all
          : Object.fromEntries(Object.entries(all).map(([k, p]) => [k, p / sum]));
      });
    const words = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), said), { maxLength: 8 });
    fc.assert(
      fc.property(words, fc.nat(400), (all, speed) => {
        const one = told(all, speed);
        const sum = Object.values(one).reduce((a, b) => a + b, 0);
        return sum <= 1 + 1e-5 && Object.values(one).every((p) => p >= 0 && p <= 1 + 1e-6);
      }),
    );
  });
});
