import { beforeAll, describe, expect, it } from 'vitest';
import { FINDINGS, type PeakDay, tallyOf, workPeakDay } from './peak-day.fixture.ts';

describe('a day of 20,000 findings', () => {
  let day: PeakDay;
  beforeAll(() => {
    day = workPeakDay();
  });

  it('fits twenty officers, of whom none judges more than 200 items', () => {
    expect(day.book.findings.size).toBe(FINDINGS);
    expect(day.judged.size).toBeLessThanOrEqual(20);
    expect(Math.max(...day.judged.values())).toBeLessThanOrEqual(200);
    expect(day.refused).toEqual([]);
    const sum = [...day.judged.values()].reduce((all, n) => all + n, 0);
    console.log(
      `peak day: ${day.book.cases.size} cases; ${tallyOf(day, (one) => one.acceptedBy !== undefined)} accepted by the rule, ${tallyOf(day, (one) => one.sampledBy !== undefined)} sampled, ${sum} items judged by ${day.judged.size} officers, ${Math.max(...day.judged.values())} by the busiest`,
    );
  });

  it('leaves no case undecided and no clock run out', () => {
    expect(tallyOf(day, ({ decision }) => decision === undefined)).toBe(0);
    expect(day.book.desk.filter(({ note }) => note === 'overdue')).toEqual([]);
  });

  it('has the rule accept most of the fire, and people check its sample', () => {
    const fire = tallyOf(day, ({ clauseKind }) => clauseKind === 'no-fire');
    const accepted = tallyOf(day, ({ acceptedBy }) => acceptedBy !== undefined);
    const sampled = tallyOf(day, ({ sampledBy }) => sampledBy !== undefined);
    expect(accepted).toBeGreaterThan(fire / 2);
    expect(sampled / (accepted + sampled)).toBeGreaterThan(0.01);
    expect(sampled / (accepted + sampled)).toBeLessThan(0.03);
    expect(day.book.rules.get('fire-by-two')?.standing).toBe('in-force');
  });

  it('has nobody named by fewer than two people of two nations', () => {
    const named = [...day.book.cases.values()].filter(
      ({ decision, party }) => decision === 'confirmed' && party !== 'unknown',
    );
    expect(named.length).toBeGreaterThan(100);
    for (const { votes } of named) {
      expect(new Set(votes.map(({ nation }) => nation)).size).toBeGreaterThanOrEqual(2);
    }
  });

  it('hands each watch over by one act a person', () => {
    const handed = day.book.desk.filter(({ note }) => note === 'hand-over');
    expect(handed).toHaveLength(10);
  });
});
