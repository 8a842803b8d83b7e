import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOf, wallClock } from './zone-time.ts';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('a zone’s clock', () => {
  it('is read and written, in winter and in summer', () => {
    expect(wallClock(utc('2026-03-10T14:07'), 'Europe/Kyiv')).toBe('2026-03-10T16:07');
    expect(momentOf('2026-03-10T16:07', 'Europe/Kyiv')).toBe(utc('2026-03-10T14:07'));
    expect(momentOf('2026-07-10T16:07', 'Europe/Kyiv')).toBe(utc('2026-07-10T13:07'));
    expect(momentOf('2026-03-10T16:07', 'UTC')).toBe(utc('2026-03-10T16:07'));
    expect(momentOf('soon', 'UTC')).toBeUndefined();
    expect(momentOf('', 'UTC')).toBeUndefined();
  });

  // In Kyiv 03:00 becomes 04:00 on 29 March 2026, and 04:00 becomes 03:00 on 25 October.
  it('takes the first of two hours in autumn, and goes on where spring leaves one out', () => {
    expect(momentOf('2026-10-25T03:30', 'Europe/Kyiv')).toBe(utc('2026-10-25T00:30'));
    expect(momentOf('2026-03-29T03:30', 'Europe/Kyiv')).toBe(utc('2026-03-29T01:30'));
    expect(momentOf('2026-03-29T02:59', 'Europe/Kyiv')).toBe(utc('2026-03-29T00:59'));
    expect(momentOf('2026-03-29T04:00', 'Europe/Kyiv')).toBe(utc('2026-03-29T01:00'));
  });

  it('leads back to the moment, but for the hour that comes twice', () => {
    const zones = fc.constantFrom(
      'Europe/Kyiv',
      'Asia/Nicosia',
      'America/Bogota',
      'Asia/Kathmandu',
      'UTC',
    );
    const minute = fc.integer({
      min: utc('2024-01-01T00:00') / 6e4,
      max: utc('2028-01-01T00:00') / 6e4,
    });
    fc.assert(
      fc.property(minute, zones, (minutes, zone) => {
        const at = minutes * 6e4;
        const again = momentOf(wallClock(at, zone), zone);
        expect(again === at || again === at - 3_600_000).toBe(true);
        expect(wallClock(again ?? 0, zone)).toBe(wallClock(at, zone));
      }),
    );
  });
});
