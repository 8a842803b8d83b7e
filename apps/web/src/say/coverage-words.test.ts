import { describe, expect, it } from 'vitest';
import { coverageWords } from './coverage-words.ts';

const T0 = Date.UTC(2026, 2, 10, 14, 7);
const cell = (state: 'looked' | 'jammed' | 'denied', fromM: number, toM: number) => ({
  area: { type: 'Point' as const, coordinates: [0, 0] },
  from: new Date(T0 + fromM * 60_000).toISOString(),
  to: new Date(T0 + toM * 60_000).toISOString(),
  ...{ pd: 0.5, state },
});

describe('coverage in words', () => {
  it('keeps looked, jammed and denied apart, and counts what holds at the moment', () => {
    const cells = [cell('looked', -5, 5), cell('jammed', 0, 1), cell('denied', -9, 0)];
    expect(coverageWords(cells, T0, T0)).toBe(
      'At 14:07Z: 1 area looked at, 1 jammed; all else was not looked at.',
    );
  });

  it('says that nothing seen means nothing where nobody looked', () => {
    expect(coverageWords([], T0, T0 + 86_400_000)).toMatch(/^At 2026-03-10 14:07Z nobody looked/);
  });
});
