import { formatInstant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { lastDayOf, weekBounds } from './index.ts';

describe('the week of a report', () => {
  // ISO 8601: week 1 holds the first Thursday of the year.
  it.each([
    ['2026-W11', '2026-03-15'],
    ['2026-W01', '2026-01-04'],
    ['2020-W53', '2021-01-03'],
    ['2026-03-12', '2026-03-12'],
  ])('%s ends on %s', (week, day) => {
    expect(lastDayOf(week)).toEqual({ ok: true, value: day });
  });

  it.each(['2026-W54', '2021-W53', '2026-W00', 'week 11'])('%s is refused', (week) => {
    expect(lastDayOf(week)).toMatchObject({ ok: false, error: { kind: 'bad-day' } });
  });

  it.each([
    ['2026-03-15', 168],
    ['2026-03-29', 167],
    ['2026-10-25', 169],
  ])('that ends on %s has %d hours, and the one before ends where it begins', (day, hours) => {
    const week = weekBounds(day, { cutOff: '19:30', timeZone: 'Europe/Kyiv' });
    if (!week.ok) throw new Error(week.error.text);
    const { period, previous } = week.value;
    expect((period.to - period.from) / 3_600_000).toBe(hours);
    expect(formatInstant(previous.to)).toBe(formatInstant(period.from));
    expect((previous.to - previous.from) / 3_600_000).toBe(168);
  });
});
