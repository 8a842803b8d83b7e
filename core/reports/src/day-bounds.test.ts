import { formatInstant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { dayBefore, dayBounds, localTime } from './day-bounds.ts';

const hours = (day: string, zone: string, cutOff = '19:30') => {
  const bounds = dayBounds(day, cutOff, zone);
  if (!bounds.ok) throw new Error(bounds.error.text);
  const { from, to } = bounds.value;
  return { from: formatInstant(from), to: formatInstant(to), hours: (to - from) / 3_600_000 };
};

describe('the day of a report', () => {
  it('ends at the cut-off on its date, local time', () => {
    expect(hours('2026-03-10', 'Europe/Kyiv')).toEqual({
      from: '2026-03-09T17:30:00Z',
      to: '2026-03-10T17:30:00Z',
      hours: 24,
    });
  });

  // When clocks change: IANA time zone database.
  it.each([
    ['Europe/Kyiv', '2026-03-29', 23, '2026-03-29T16:30:00Z'],
    ['Europe/Kyiv', '2026-10-25', 25, '2026-10-25T17:30:00Z'],
    ['Asia/Nicosia', '2026-03-29', 23, '2026-03-29T16:30:00Z'],
    ['Asia/Nicosia', '2026-10-25', 25, '2026-10-25T17:30:00Z'],
    ['America/Toronto', '2026-03-08', 23, '2026-03-08T23:30:00Z'],
    ['America/Toronto', '2026-11-01', 25, '2026-11-02T00:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', 24.5, '2026-04-05T09:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', 23.5, '2026-10-04T08:30:00Z'],
    ['Asia/Seoul', '2026-03-29', 24, '2026-03-29T10:30:00Z'],
    ['UTC', '2026-03-29', 24, '2026-03-29T19:30:00Z'],
  ])('in %s on %s has %d hours', (zone, day, length, to) => {
    expect(hours(day, zone)).toMatchObject({ hours: length, to });
  });

  it.each([
    ['Europe/Kyiv', 2026],
    ['Asia/Nicosia', 2026],
    ['Australia/Lord_Howe', 2026],
    ['America/Toronto', 2015],
  ])('follows the day before without gap or overlap, all year in %s', (zone, year) => {
    let total = 0;
    let last: string | undefined;
    for (let date = Date.UTC(year, 0, 1); date < Date.UTC(year + 1, 0, 1); date += 86_400_000) {
      const one = hours(new Date(date).toISOString().slice(0, 10), zone);
      if (last !== undefined) expect(one.from).toBe(last);
      last = one.to;
      total += one.hours;
    }
    expect(total).toBe(365 * 24);
  });

  it('ends as much later as the clock skipped, where the cut-off is skipped', () => {
    expect(hours('2026-03-29', 'Europe/Kyiv', '03:30').to).toBe('2026-03-29T01:30:00Z');
  });

  it('ends at the first of two, where the cut-off comes twice', () => {
    expect(hours('2026-10-25', 'Europe/Kyiv', '03:30').to).toBe('2026-10-25T00:30:00Z');
  });

  it('shows moments as the wall does', () => {
    const bounds = dayBounds('2026-10-25', '19:30', 'Europe/Kyiv');
    expect(bounds.ok && localTime(bounds.value.to, 'Europe/Kyiv')).toBe('2026-10-25 19:30');
    expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  });

  it.each([
    ['2026-02-30', '19:30', 'Europe/Kyiv', 'bad-day'],
    ['10 March', '19:30', 'Europe/Kyiv', 'bad-day'],
    ['2026-03-10', '24:00', 'Europe/Kyiv', 'bad-cut-off'],
    ['2026-03-10', '19:30', 'Europe/Atlantis', 'bad-time-zone'],
  ])('%s at %s in %s is refused', (day, cutOff, zone, kind) => {
    expect(dayBounds(day, cutOff, zone)).toMatchObject({ ok: false, error: { kind } });
  });
});
