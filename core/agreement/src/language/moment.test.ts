import { formatInstant, type Instant, instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendar } from './calendar.ts';
import { momentAfter, readMoment } from './moment.ts';

const utc = (text: string): Instant => instant(Date.parse(text));
const at = (
  text: string,
  milestones: Readonly<Record<string, string>>,
  timezone = 'Europe/Kyiv',
) => {
  const read = readMoment(text, timezone, {
    names: Object.keys(milestones),
    fixed: (name) => utc(milestones[name] ?? ''),
  });
  return read.ok && read.value.fixed !== undefined ? formatInstant(read.value.fixed) : read;
};

describe('a moment counted from a milestone', () => {
  it('differs by the hour between 24 hours and a day on the nights the clocks change', () => {
    // Kyiv puts its clocks forward on 29 March 2026 and back on 25 October 2026.
    const spring = { EIF: '2026-03-28T10:00:00Z' };
    expect(at('EIF+24h', spring)).toBe('2026-03-29T10:00:00Z');
    expect(at('EIF+1d', spring)).toBe('2026-03-29T09:00:00Z');
    const autumn = { EIF: '2026-10-24T09:00:00Z' };
    expect(at('EIF+24h', autumn)).toBe('2026-10-25T09:00:00Z');
    expect(at('EIF+1d', autumn)).toBe('2026-10-25T10:00:00Z');
    expect(at('EIF+1d', { EIF: '2026-01-10T10:00:00Z' })).toBe('2026-01-11T10:00:00Z');
  });

  it('runs two clocks in one agreement (Dayton, Annex 1-A, Article IV)', () => {
    const clocks = { TOA: '1995-12-19T23:00:00Z', EIF: '1995-12-13T23:00:00Z' };
    const day = (text: string) => String(at(text, clocks, 'Europe/Sarajevo')).slice(0, 13);
    expect(day('TOA+30d')).toBe('1996-01-18T23');
    expect(day('TOA+45d')).toBe('1996-02-02T23');
    expect(day('TOA+91d')).toBe('1996-03-19T23');
    // Summer time: midnight of 18 April is 22:00 UTC.
    expect(day('TOA+120d')).toBe('1996-04-17T22');
    expect(day('EIF+30d')).toBe('1996-01-12T23');
  });

  it('adds hours and then days (Korea: 72 h out of the zone, 45 days of salvage)', () => {
    const signed = { signed: '1953-07-27T13:00:00Z' };
    expect(at('signed+72h', signed, 'UTC')).toBe('1953-07-30T13:00:00Z');
    expect(at('signed+72h+45d', signed, 'UTC')).toBe('1953-09-13T13:00:00Z');
  });

  it('takes a time that the clocks skip as much later, and the first of one shown twice', () => {
    expect(formatInstant(addCalendar(utc('2026-03-28T01:30:00Z'), 1, 'd', 'Europe/Kyiv'))).toBe(
      '2026-03-29T01:30:00Z',
    );
    expect(formatInstant(addCalendar(utc('2026-10-24T00:30:00Z'), 1, 'd', 'Europe/Kyiv'))).toBe(
      '2026-10-25T00:30:00Z',
    );
  });

  it('knows months by their length, and names with digits and hyphens', () => {
    expect(at('D+1mo', { D: '2026-01-31T10:00:00Z' }, 'UTC')).toBe('2026-02-28T10:00:00Z');
    expect(at('D+6mo', { D: '2026-02-28T10:00:00Z' }, 'UTC')).toBe('2026-08-28T10:00:00Z');
    expect(at('D+1y', { D: '2024-02-29T10:00:00Z' }, 'UTC')).toBe('2025-02-28T10:00:00Z');
    const names = { D: '2026-01-01T00:00:00Z', 'D-day': '2026-02-01T00:00:00Z' };
    expect(at('D-day+2d', names, 'UTC')).toBe('2026-02-03T00:00:00Z');
    expect(at('D-2d', names, 'UTC')).toBe('2025-12-30T00:00:00Z');
    expect(at('D + 1 d - 12 h', names, 'UTC')).toBe('2026-01-01T12:00:00Z');
  });

  it.each([
    ['EIF+9', 'steps of s, min, h, d, w, mo or y'],
    ['EIF+9days', 'steps of'],
    ['EIF+1.5d', 'steps of'],
    ['EIG+9d', 'did you mean EIF?'],
    ['EIFX', 'did you mean EIF?'],
    ['2026-02-30', 'must be a real time'],
    ['2026-03-29 03:30', 'does not exist'],
    ['2026-10-25 03:30', 'happens twice'],
  ])('written as %s is refused with the remedy', (text, words) => {
    expect(JSON.stringify(at(text, { EIF: '2026-01-01T00:00:00Z' }))).toContain(words);
  });

  it('keeps the local time of day, days apart, wherever the clocks change', () => {
    const day = fc.integer({ min: 0, max: 3650 });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (start, days) => {
        // Noon exists and happens once on every day.
        const noon = addCalendar(utc('2020-01-01T10:00:00Z'), start, 'd', 'Europe/Kyiv');
        const then = addCalendar(noon, days, 'd', 'Europe/Kyiv');
        expect(addCalendar(then, -days, 'd', 'Europe/Kyiv')).toBe(noon);
        expect(Math.abs(then - noon - days * 86_400_000)).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });

  it('that hangs on a milestone still to come is worked out when it comes', () => {
    const read = readMoment('verified+2d', 'Europe/Kyiv', {
      names: ['verified'],
      fixed: () => undefined,
    });
    if (!read.ok) throw new Error(read.error);
    expect(read.value).toMatchObject({ fixed: undefined, milestone: 'verified' });
    expect(formatInstant(momentAfter(read.value, utc('2026-03-28T10:00:00Z')))).toBe(
      '2026-03-30T09:00:00Z',
    );
  });
});
