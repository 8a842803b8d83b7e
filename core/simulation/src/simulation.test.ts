import { instant } from '@greenline/base';
import { distanceBetween, lineOf, measureFromLine } from '@greenline/geo';
import { isKind } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import { chance, courseAlong, gentle, type Stage } from './index.ts';

const line = [
  { lon: 33, lat: 47 },
  { lon: 34, lat: 47.3 },
  { lon: 35, lat: 47.2 },
];
const stage: Stage = {
  line,
  parties: ['A', 'B'],
  eyes: [{ id: 'mast-1', nation: 'aster', sigmaM: 30 }],
  patrols: [{ id: 'patrol-1', nation: 'aster' }],
  seed: 7,
};
const NOON = instant(Date.UTC(2026, 2, 10, 12));
const hour = (changes: Partial<Stage> = {}) => {
  const scenario = gentle({ ...stage, ...changes }, NOON);
  return Array.from({ length: 600 }, (_, second) => scenario.moment(second));
};

describe('the gentle scenario', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(hour()).toEqual(hour());
    expect(hour({ seed: 8 })).not.toEqual(hour());
  });

  it('speaks the taxonomy’s words, and marks every sighting as exercise', () => {
    for (const { sightings, heard } of hour()) {
      for (const { class: classes, exercise } of sightings) {
        expect(Object.keys(classes).every(isKind)).toBe(true);
        expect(exercise).toBe(true);
      }
      for (const { what } of heard) expect(isKind(what)).toBe(true);
    }
  });

  it('has as many things of one party as of the other, each on its own side', () => {
    const reference = lineOf(line);
    if (!reference.ok) throw new Error('the line is one');
    const seen = hour().flatMap(({ sightings }) => sightings);
    const ids = hour().flatMap(({ truth }) => truth.map(({ id }) => id));
    const on = (side: string) => new Set(ids.filter((id) => id.includes(side))).size;
    expect(on('-left-')).toBe(on('-right-'));
    expect(on('-left-')).toBeGreaterThan(20);
    for (const { party, position } of seen) {
      if (position === undefined || (party !== 'A' && party !== 'B')) continue;
      const side = party === 'A' ? 'left' : 'right';
      expect(measureFromLine(reference.value, side, position).signed).toBeGreaterThan(0);
    }
  });

  it('says where it looked, whether or not anything was there', () => {
    const periods = hour().flatMap((moment) => moment.periods);
    expect(periods).toHaveLength(10);
    expect(periods[0]?.ring[0]).toEqual(periods[0]?.ring.at(-1));
  });

  it('errs about its things as its sensors do', () => {
    const errors = hour().flatMap(({ sightings, truth }) =>
      sightings.map(({ position }) =>
        Math.min(...truth.map((one) => distanceBetween(one.position, position ?? one.position))),
      ),
    );
    const mean = errors.reduce((a, b) => a + b ** 2, 0) / errors.length;
    expect(Math.sqrt(mean)).toBeGreaterThan(30);
    expect(Math.sqrt(mean)).toBeLessThan(55);
  });
});

describe('chance', () => {
  it('is uniform and normal enough to move vehicles', () => {
    const draw = chance(1);
    const uniform = Array.from({ length: 20_000 }, () => draw.uniform());
    const normal = Array.from({ length: 20_000 }, () => draw.normal());
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((value) => value ** 2))).toBeCloseTo(1, 1);
  });
});

describe('a course along a line', () => {
  it('tells places by how far along and how far beside', () => {
    const course = courseAlong(line);
    expect(course.at(0, 0)).toEqual(expect.objectContaining({ lon: expect.closeTo(33, 9) }));
    expect(distanceBetween(course.at(1000, 0), course.at(1000, 500))).toBeCloseTo(500, 3);
    expect(course.at(course.lengthM + 5_000, 0).lon).toBeCloseTo(35, 6);
  });
});
