import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFresh, type ReplayWindow, taken, WINDOW } from './replay-window.ts';

const after = (...counters: readonly number[]): ReplayWindow | undefined =>
  counters.reduce<ReplayWindow | undefined>((window, counter) => taken(window, counter), undefined);

describe('a replay window', () => {
  it('lets disordered counters through, each once', () => {
    const window = after(10, 7, 12);
    expect([8, 9, 11, 13].map((counter) => isFresh(window, counter))).toEqual(Array(4).fill(true));
    expect([7, 10, 12].map((counter) => isFresh(window, counter))).toEqual(Array(3).fill(false));
  });

  it('refuses what lies 64 or more behind the highest, whether it was taken or not', () => {
    const window = after(100);
    expect(isFresh(window, 100 - WINDOW + 1)).toBe(true);
    expect(isFresh(window, 100 - WINDOW)).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('takes %d for no counter', (counter) => {
    expect(isFresh(undefined, counter)).toBe(false);
  });

  it('takes no counter twice and none that is too old, in whatever order they come', () => {
    const counters = fc.array(fc.oneof(fc.integer({ min: 1, max: 200 }), fc.nat()), {
      size: 'large',
    });
    fc.assert(
      fc.property(counters, (all) => {
        let window: ReplayWindow | undefined;
        const seen = new Set<number>();
        let highest = 0;
        for (const counter of all) {
          const fresh = counter >= 1 && !seen.has(counter) && counter > highest - WINDOW;
          expect(isFresh(window, counter)).toBe(fresh);
          if (!fresh) continue;
          window = taken(window, counter);
          seen.add(counter);
          highest = Math.max(highest, counter);
        }
      }),
    );
  });
});
