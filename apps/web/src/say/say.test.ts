import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classWords, mostProbable } from './class-of.ts';
import { effortBand } from './effort-band.ts';
import { ellipse95, ring, SCALE_95 } from './ellipse.ts';
import { isPlace, place, readPlace } from './place.ts';
import { figure, quantity, rate, share } from './quantity.ts';
import { moment, span, zoneDay } from './time.ts';

describe('times', () => {
  const at = Date.parse('2026-06-10T14:07:21Z');

  it('are said in UTC and in the mission’s zone, always both', () => {
    expect(moment(at, 'Europe/Kyiv')).toBe('14:07:21Z · 17:07 Kyiv');
    expect(moment(Date.parse('2026-01-10T14:07:21Z'), 'Europe/Kyiv')).toBe(
      '14:07:21Z · 16:07 Kyiv',
    );
  });

  it('name their day where it is not the day of the reader', () => {
    expect(moment(at, 'Asia/Nicosia', at + 86_400_000)).toBe(
      '2026-06-10 14:07:21Z · 17:07 Nicosia',
    );
  });

  it('fall on the mission’s own day', () => {
    expect(zoneDay(Date.parse('2026-06-10T22:30:00Z'), 'Europe/Kyiv')).toBe('2026-06-11');
  });

  it('span the two largest units that matter', () => {
    expect([0, 48, 720, 11_100, 187_200].map(span)).toEqual([
      '0 s',
      '48 s',
      '12 min',
      '3 h 05 min',
      '2 d 4 h',
    ]);
  });
});

describe('quantities', () => {
  it('carry unit and precision as known', () => {
    expect(quantity(24_599.8, 'm', 900)).toBe('24.6 km ± 0.9 (95 %)');
    expect(quantity(812.4, 'm', 35)).toBe('812 m ± 35 (95 %)');
    expect(quantity(24_599.8, 'm')).toBe('24.6 km');
    expect(quantity(3, 'count')).toBe('3 count');
  });

  it('group thousands and write a true minus', () => {
    expect(figure(1_234_567)).toBe('1\u202f234\u202f567');
    expect(figure(-4.25, 1)).toBe('\u22124.3');
    expect(figure(-0.01, 1)).toBe('0.0');
  });

  it('never say that something uncertain is certain', () => {
    expect([share(0.9999), share(0.001), share(1), share(0.554)]).toEqual([
      '> 99 %',
      '< 1 %',
      '100 %',
      '55 %',
    ]);
  });

  it('give a rate one decimal below ten', () => {
    expect([rate(0), rate(0.41), rate(8400)]).toEqual(['0/s', '0.4/s', '8\u202f400/s']);
  });
});

describe('places', () => {
  it('are no finer than their sigma', () => {
    const at = { lon: 36.567_891, lat: 49.123_456 };
    expect(place(at, 'degrees', 1)).toBe('49.12346° N 36.56789° E');
    expect(place(at, 'degrees', 1000)).toBe('49.12° N 36.57° E');
    expect(place(at, 'mgrs', 10)).toMatch(/^37U [A-Z]{2} \d{4} \d{4}$/);
    expect(place(at, 'mgrs', 1000)).toMatch(/^37U [A-Z]{2} \d{2} \d{2}$/);
  });

  it('are read as people type them, with the hemisphere’s letters deciding', () => {
    const wanted = { lat: 49.5, lon: -36.25 };
    for (const typed of ['49.5, -36.25', '49.5 N 36.25 W', '36,25W 49,5N', '49.5° N 36.25° W']) {
      expect(readPlace(typed)).toEqual(wanted);
    }
  });

  it('are refused with the remedy where they cannot be read', () => {
    expect(readPlace('the mill')).toMatchObject({ kind: 'unreadable' });
    expect(readPlace('99 N 10 E')).toMatchObject({ kind: 'out-of-range' });
    expect(readPlace('')).toMatchObject({ kind: 'unreadable' });
  });

  it('come back from MGRS within a metre or two of where they were', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179.9, max: 179.9, noNaN: true }),
        fc.double({ min: -79, max: 83, noNaN: true }),
        (lon, lat) => {
          const read = readPlace(place({ lon, lat }, 'mgrs', 1));
          expect(isPlace(read)).toBe(true);
          if (!isPlace(read)) return;
          expect(Math.abs(read.lat - lat)).toBeLessThan(4e-5);
          expect(Math.abs(read.lon - lon) * Math.cos((lat * Math.PI) / 180)).toBeLessThan(4e-5);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the 95 % ellipse', () => {
  it('reaches 2.4477 sigma, the square root of chi-square’s 95 % with two degrees of freedom', () => {
    expect(SCALE_95).toBeCloseTo(2.447_747, 6);
    expect(ellipse95([100, 0, 100])).toMatchObject({ major: expect.closeTo(24.477_47, 4) });
  });

  it('points its long axis where the covariance does', () => {
    const north = ellipse95([1, 0, 9]);
    expect(north?.angle).toBeCloseTo(Math.PI / 2, 9);
    expect((north?.major ?? 0) / (north?.minor ?? 1)).toBeCloseTo(3, 9);
    expect(ellipse95([5, 4, 5])?.angle).toBeCloseTo(Math.PI / 4, 9);
  });

  it('is none where the matrix is no covariance', () => {
    expect(ellipse95([0, 0, 0])).toBeUndefined();
    expect(ellipse95([1, 5, 1])).toBeUndefined();
  });

  it('is drawn as a closed ring of the right size', () => {
    const shape = ellipse95([10_000, 0, 10_000]);
    const points = shape ? ring({ lon: 36, lat: 49 }, shape) : [];
    expect(points.at(0)).toEqual(points.at(-1));
    const east = ((points[0]?.[0] ?? 0) - 36) * 111_320 * Math.cos((49 * Math.PI) / 180);
    expect(east).toBeCloseTo(244.77, 1);
  });
});

describe('the band of effort', () => {
  const area = { type: 'Point' as const, coordinates: [0, 0] };
  const hour = (h: number): string => new Date(Date.UTC(2026, 0, 1, h)).toISOString();

  it('is nothing where nobody looked, and the detection probability where somebody did', () => {
    const band = effortBand(
      [{ area, from: hour(6), to: hour(12), pd: 0.8 }],
      Date.parse(hour(0)),
      Date.parse(hour(24)),
      4,
    );
    expect(band).toEqual([0, 0.8, 0, 0]);
  });

  it('does not count a look that was jammed', () => {
    const jammed = { area, from: hour(0), to: hour(24), pd: 0.8, state: 'jammed' as const };
    expect(effortBand([jammed], Date.parse(hour(0)), Date.parse(hour(24)), 2)).toEqual([0, 0]);
  });
});

describe('what a thing is called', () => {
  it('is its most probable class, unknown where the rest outweighs it', () => {
    expect(mostProbable({ tank: 0.8, apc: 0.1 })).toEqual({ name: 'tank', probability: 0.8 });
    expect(mostProbable({ tank: 0.2 })).toEqual({ name: 'unknown' });
    expect(classWords({ 'armed-person': 0.8 })).toBe('armed person, 80 %');
    expect(classWords('military-vehicle')).toBe('military vehicle');
  });
});
