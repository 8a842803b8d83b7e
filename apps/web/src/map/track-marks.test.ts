import milsymbol from 'milsymbol';
import { describe, expect, it } from 'vitest';
import type { TrackState } from '../live/track-book.ts';
import { rgb } from './palette.ts';
import { symbolCode } from './symbol-code.ts';
import { ageAlpha, FADED, packMarks, STRIDE } from './track-marks.ts';

const state = (over: object = {}, at = 0): TrackState =>
  ({
    at,
    row: {
      id: 't',
      position: { lon: 36, lat: 49 },
      covariance: [100, 0, 100],
      class: { tank: 1 },
      party: 'A',
      ...over,
    },
  }) as unknown as TrackState;

const pack = (states: TrackState[], selected?: string) =>
  packMarks(states, { x: 0.6, y: 0.34 }, 0, () => [1, 0, 0], selected);

describe('marks of tracks', () => {
  it('pack one stride each and grow as needed', () => {
    const marks = pack(Array.from({ length: 20_000 }, () => state()));
    expect(marks.count).toBe(20_000);
    expect(marks.floats.length).toBeGreaterThanOrEqual(20_000 * STRIDE);
  });

  it('say apart a small ellipse and an accuracy that nobody stated', () => {
    const { floats } = pack([state(), state({ covariance: undefined })]);
    expect(floats[4]).toBeGreaterThan(0);
    expect(floats[STRIDE + 4]).toBe(-1);
  });

  it('point their course clockwise from north, and nowhere when standing', () => {
    const { floats } = pack([state({ velocity: [5, 0] }), state({ velocity: [0.01, 0] })]);
    expect(floats[5]).toBeCloseTo(Math.PI / 2, 6);
    expect(floats[STRIDE + 5]).toBe(-10);
  });

  it('fade with age but never vanish', () => {
    expect(ageAlpha(0)).toBe(1);
    expect(ageAlpha(1800)).toBeLessThan(1);
    expect(ageAlpha(1e9)).toBeCloseTo(FADED, 9);
  });
});

describe('standard symbols', () => {
  it('call nobody friend or hostile', () => {
    for (const name of ['tank', 'mission-vehicle', 'uncrewed-aircraft', 'no-such-class']) {
      const code = symbolCode(name);
      expect(code).toHaveLength(20);
      expect(['1', '4']).toContain(code[3]);
      expect(new milsymbol.Symbol(code).isValid()).toBe(true);
    }
  });
});

describe('colours of the style sheet', () => {
  it('are read long and short', () => {
    expect(rgb('#fff')).toEqual([1, 1, 1]);
    expect(rgb('#0080ff')).toEqual([0, 128 / 255, 1]);
  });
});
