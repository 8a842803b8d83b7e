import { cellOf } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { coarsenFact, mayBeMonitor } from './coarse-fact.ts';
import { at, explosion, tank } from './release-scene.ts';

describe('a coarse fact', () => {
  it('is the centre of a cell, an hour, one class and how many sources', () => {
    const { centre, id } = cellOf(tank().position);
    expect(coarsenFact(tank({ trust: 'authenticated' }))).toEqual({
      fact: 'object',
      class: { tank: 1 },
      party: 'A',
      at: at(10),
      position: { lon: centre.lon, lat: centre.lat },
      cell: { id, polygon: expect.any(Array) },
      covariance: [1e6 / 12, 0, 1e6 / 12],
      trust: 'authenticated',
      sources: 2,
    });
  });

  it('made of one in the middle of the cell is the same', () => {
    const coarse = coarsenFact(tank());
    const again = coarsenFact(tank({ position: coarse?.position ?? { lon: 0, lat: 0 } }));
    expect(again).toEqual(coarse);
  });

  it('of an event is to the minute', () => {
    expect(coarsenFact(explosion())).toMatchObject({ fact: 'event', at: at(10, 20) });
  });

  it.each([
    ['a tank for sure', { tank: 0.97, apc: 0.03 }, { tank: 1 }],
    ['armoured for sure, a tank or not', { tank: 0.6, apc: 0.4 }, { 'armoured-vehicle': 1 }],
    ['nothing for sure', { tank: 0.6, person: 0.3 }, { tank: 0.5 }],
    ['nobody knows', {}, { object: 0.5 }],
  ])('of what is %s says so and no more', (_, given, told) => {
    expect(coarsenFact(tank({ class: given }))?.class).toEqual(told);
  });

  it.each([
    [undefined, 0],
    [288, 0],
    [289, 1000],
    [1000, 1000],
    [1001, 2000],
    [5000, 8000],
  ])('of accuracy %s m spreads over its cell and %i m', (sigma, step) => {
    const { covariance: _, ...exact } = tank();
    const fact = sigma === undefined ? exact : tank({ covariance: [sigma ** 2, 0, sigma ** 2] });
    expect(coarsenFact(fact)?.covariance?.[0]).toBeCloseTo(1e6 / 12 + step ** 2, 3);
  });

  it('of unknown accuracy stays of unknown accuracy', () => {
    const coarse = coarsenFact(tank({ accuracyUnknown: true }));
    expect(coarse).toMatchObject({ accuracyUnknown: true });
    expect(coarse).not.toHaveProperty('covariance');
  });

  it('counts sources up to three, each once', () => {
    const sources = (names: readonly string[]) => coarsenFact(tank({ sources: names }))?.sources;
    expect([['x'], ['x', 'x'], ['x', 'y'], ['x', 'y', 'z', 'w', 'v']].map(sources)).toEqual([
      1, 1, 2, 3,
    ]);
  });

  it('keeps calibre and range on their scales, and nothing else', () => {
    const attributes = { calibreMm: 121.6, rangeKm: 15.44, serial: 7, speed: 3 };
    expect(coarsenFact(tank({ attributes }))?.attributes).toEqual({
      calibreMm: 122,
      rangeKm: 15.4,
    });
    expect(coarsenFact(tank({ attributes: { calibreMm: 35_123_456 } }))).not.toHaveProperty(
      'attributes',
    );
    const named = tank({ attributes: { model: '2S1' } });
    expect(coarsenFact(named, { models: ['2S1'] })?.attributes).toEqual({ model: '2S1' });
    expect(coarsenFact(named)).not.toHaveProperty('attributes');
  });

  it('is never of a cell finer than a kilometre', () => {
    for (const cellM of [1, 999, 1000])
      expect(coarsenFact(tank(), { cellM })?.cell?.id).toBe(cellOf(tank().position).id);
    expect(coarsenFact(tank(), { cellM: 4000 })?.covariance?.[0]).toBeCloseTo(16e6 / 12, 3);
  });
});

it('a thing that is one of ours with 5 % may be one of ours', () => {
  expect(mayBeMonitor({ tank: 0.95, 'mission-vehicle': 0.05 })).toBe(true);
  expect(mayBeMonitor({ tank: 0.96, 'mission-vehicle': 0.04 })).toBe(false);
});
