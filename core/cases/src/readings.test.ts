import { describe, expect, it } from 'vitest';
import { book, only, tank } from './cases.fixture.ts';
import type { FindingArrival } from './finding-arrival.ts';

const read = (name: string, reading: string, readings: number): FindingArrival => ({
  ...tank(name, { reading }),
  readings,
});

describe('a case of a clause that is read differently', () => {
  it('is undetermined while one reading calls it a breach, and a breach when all do', () => {
    expect(only(book(read('f1', 'A', 2))).verdict).toBe('undetermined');
    expect(only(book(read('f1', 'A', 2), read('f2', 'B', 2))).verdict).toBe('breach');
    expect(only(book(read('f1', 'A', 2), read('f2', 'A', 2))).verdict).toBe('undetermined');
  });

  it('is a breach by the reading that the commission chose', () => {
    expect(only(book(read('f1', 'A', 1))).verdict).toBe('breach');
    expect(only(book(tank('f1'))).verdict).toBe('breach');
  });
});
