import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import {
  adequacy,
  cellsWithin,
  type EffortArea,
  glancesOfPlaced,
  parseAdequacyOptions,
  placesEvery,
} from '../index.ts';

const NOON = instant(Date.UTC(2026, 11, 21, 10));
const LINE = [
  { lon: 36, lat: 48 },
  { lon: 37, lat: 48 },
];
const AREA: EffortArea = {
  type: 'Polygon',
  coordinates: [
    [
      [36, 47.9],
      [37, 47.9],
      [37, 48.1],
      [36, 48.1],
      [36, 47.9],
    ],
  ],
};
const TOWERS = {
  kind: 'tower',
  everyKm: 10,
  rangeM: 30_000,
  detectionProbability: 0.5,
  nightProbability: 0.2,
  availability: 0.8,
};
const STAYING = { count: 1, headwayS: 0, speedMps: 0, pathM: [[0, 0]], withinS: 600 } as const;
const over = (from: number, to: number) => ({
  area: AREA,
  cellKm: 5,
  from: instant(NOON + from * 3_600_000),
  to: instant(NOON + to * 3_600_000),
});

describe('adequacy', () => {
  it('of one tower that sees everything is its probability, less by night', () => {
    const one = { ...TOWERS, everyKm: 70 };
    const span = over(0, 12);
    const glances = glancesOfPlaced(one, LINE, span.from, span.to);
    const { hours, least, places } = adequacy(
      { name: 'one', glances: glances.map((glance) => ({ ...glance, area: AREA })) },
      STAYING,
      span,
    );
    expect(hours[0]).toMatchObject({ mean: 0.4, least: 0.4 });
    // Ten in the evening UTC in December is night at 36° E.
    expect(hours.at(-1)?.mean).toBeCloseTo(0.16, 6);
    expect(least).toBeCloseTo(0.16, 6);
    expect(places.length).toBeGreaterThan(50);
  });

  it('grows the closer sensors stand', () => {
    const span = over(0, 1);
    const meanOf = (everyKm: number) =>
      adequacy(
        {
          name: '',
          glances: glancesOfPlaced({ ...TOWERS, everyKm, rangeM: 8_000 }, LINE, span.from, span.to),
        },
        STAYING,
        span,
      ).mean;
    expect(meanOf(40)).toBeLessThan(meanOf(20));
    expect(meanOf(20)).toBeLessThan(meanOf(10));
  });

  it('knows about what begins in one cell and goes on into what is seen', () => {
    const span = over(0, 1);
    const glances = glancesOfPlaced(
      { ...TOWERS, everyKm: 70, rangeM: 8_000 },
      LINE,
      span.from,
      span.to,
    );
    const moving = {
      ...STAYING,
      speedMps: 20,
      pathM: [
        [0, 0],
        [0, 12_000],
      ],
    } as const;
    const meanOf = (question: typeof moving | typeof STAYING) =>
      adequacy({ name: '', glances }, question, span).mean;
    expect(meanOf(moving)).toBeGreaterThan(meanOf(STAYING));
  });

  it('places sensors at even distances, half a distance from the ends', () => {
    // 74.6 km along 48° N.
    const places = placesEvery(LINE, 10);
    expect(places).toHaveLength(7);
    expect(places[0]?.lon).toBeCloseTo(36 + 5 / 74.63, 3);
  });

  it('works only in the hours it is told', () => {
    const span = over(-10, 14);
    const glances = glancesOfPlaced({ ...TOWERS, hours: [22, 2] }, LINE, span.from, span.to);
    expect(new Set(glances.map(({ from }) => new Date(from).getUTCHours()))).toEqual(
      new Set([0, 1, 22, 23]),
    );
  });

  it('counts cells as they are', () => {
    expect(cellsWithin(AREA, 5)).toBeCloseTo((74.6 * 22.24) / 25, 0);
  });
});

describe('options of adequacy', () => {
  const sound = {
    from: '2026-03-10T00:00:00Z',
    to: '2026-03-11T00:00:00Z',
    crossing: { count: 3, withinMin: 30 },
    options: [{ name: 'a', placed: [{ kind: 'mast', everyKm: 5, rangeM: 8_000, pd: 0.5 }] }],
  };

  it.each([
    ['to', { to: '2026-03-09T00:00:00Z' }],
    ['crossing.count', { crossing: { count: 0, withinMin: 30 } }],
    ['crossing.pathM', { crossing: { count: 1, withinMin: 30, pathM: [] } }],
    ['options', { options: [] }],
    [
      'options[0].placed[0].pd',
      { options: [{ name: 'a', placed: [{ kind: 'm', everyKm: 5, rangeM: 1, pd: 2 }] }] },
    ],
    ['options[0].looks[0].sensor', { options: [{ name: 'a', looks: [{}] }] }],
  ])('are refused for their %s', (field, changes) => {
    expect(parseAdequacyOptions(sound)).toMatchObject({ ok: true });
    expect(parseAdequacyOptions({ ...sound, ...changes })).toMatchObject({
      ok: false,
      error: { field },
    });
  });
});
