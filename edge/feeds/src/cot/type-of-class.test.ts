import { isA, KINDS } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import { classOfType } from './type-class.ts';
import { typeOfClass } from './type-of-class.ts';

describe('the CoT type of what leaves', () => {
  it('is neutral or unknown, whatever the thing', () => {
    for (const kind of KINDS)
      for (const stands of ['neutral', 'unknown'] as const)
        expect(typeOfClass({ [kind]: 1 }, stands)).toMatch(
          stands === 'neutral' ? /^a-n-/ : /^a-u-/,
        );
  });

  it('read again means the same kind or a wider one', () => {
    for (const kind of KINDS.filter((one) => isA(one, 'object'))) {
      const [read = ''] = Object.keys(classOfType(typeOfClass({ [kind]: 1 }, 'unknown')));
      expect([kind, isA(kind, read)]).toEqual([kind, true]);
    }
  });

  it('is no narrower than what is probable', () => {
    expect(typeOfClass({ tank: 0.4, ifv: 0.3 }, 'unknown')).toBe('a-u-G-E-V-A');
    expect(typeOfClass({ tank: 0.2 }, 'unknown')).toBe('a-u-G');
  });
});
