import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flightStream } from '../../../../test/support/flight.ts';
import { cameraMoments } from './camera-moments.ts';

const START = Date.UTC(2026, 2, 10, 8);
const NOON = instant(Date.UTC(2026, 2, 10, 12));
const FIRST = 900_000;

describe('what a film says of its camera', () => {
  it('belongs to the picture that it came with, and bears its own time', () => {
    const moments = cameraMoments(flightStream(START, 12), FIRST, NOON);
    expect(moments.map(({ s }) => s)).toEqual(Array.from({ length: 12 }, (_, s) => s));
    expect(moments[3]).toMatchObject({ at: START + 3000, footprintFrom: 'corners' });
    expect(moments[3]?.position.lat).toBeCloseTo(47.6003, 6);
  });

  it('counts on across the turn of the clock', () => {
    const [first] = cameraMoments(flightStream(START, 1), 2 ** 33 - 90_000, NOON);
    expect(first?.s).toBe(11);
  });

  it('says nothing, and does not fail, where a film is damaged', () => {
    const film = flightStream(START, 3);
    const damage = fc.array(fc.tuple(fc.nat(film.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(damage, (bytes) => {
        const broken = film.slice();
        for (const [at, value] of bytes) broken[at] = value;
        for (const { position } of cameraMoments(broken, FIRST, NOON)) {
          // What a check sum holds together is as it was sent.
          expect(Math.abs(position.lat - 47.6)).toBeLessThan(0.01);
        }
      }),
      { numRuns: 300 },
    );
  });
});
