import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import type { Judgement } from './chronicle/chronicle.ts';
import { readingsRows } from './readings.ts';

let made = 0;
const judged = (
  clause: string,
  about: string,
  verdict: Judgement['verdict'],
  reading?: string,
) => ({
  id: `f${++made}`,
  at: instant(0),
  region: 'elsewhere',
  clause,
  party: 'A',
  verdict,
  ...(reading === undefined ? {} : { reading }),
  about,
  subject: [about],
  confirmed: false,
  excusedBy: [],
  reason: '',
});

describe('clauses that the parties read differently', () => {
  it('are counted by subject: judged alike, and judged differently', () => {
    const rows = readingsRows([
      judged('6', 't1', 'breach', 'A'),
      judged('6', 't1', 'breach', 'B'),
      judged('6', 't2', 'compliant', 'A'),
      judged('6', 't2', 'breach', 'B'),
      judged('6', 't3', 'breach', 'B'),
      judged('7', 't1', 'breach'),
    ]);
    expect(rows).toMatchObject([
      { clause: '6', readings: ['A', 'B'], alike: { value: 1 }, parted: { value: 2 } },
    ]);
    expect(rows[0]?.parted.records).toHaveLength(3);
  });

  it('have no row once one reading is chosen, or where all read the clause alike', () => {
    expect(readingsRows([judged('6', 't1', 'breach', 'A'), judged('7', 't1', 'breach')])).toEqual(
      [],
    );
  });
});
