import { describe, expect, it } from 'vitest';
import { everyFindingMirrors, untriedKinds } from './mirror.contract.ts';

describe('parties swapped and geometry mirrored', () => {
  it('every kind of clause is among what is tried', () => {
    expect(untriedKinds()).toEqual([]);
  });

  it('every finding mirrors, whatever the facts', () => {
    expect(everyFindingMirrors(1000)).toEqual([]);
  });
});
