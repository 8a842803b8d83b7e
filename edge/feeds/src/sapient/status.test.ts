import type { JsonObject } from '@greenline/base';
import { distanceBetween } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { lines, location, RADAR, registration, status } from './message.fixture.ts';

describe('a SAPIENT status', () => {
  const cone = {
    azimuth: 45,
    range: 2,
    horizontalExtent: 90,
    coordinateSystem: 'RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_KM',
    datum: 'RANGE_BEARING_DATUM_TRUE',
  };
  const looking = (second: number, more: JsonObject = {}) =>
    status(
      {
        nodeLocation: location(),
        fieldOfView: { rangeBearing: cone },
        status: [{ statusType: 'STATUS_TYPE_PD', statusValue: '0.8' }],
        ...more,
      },
      `2026-03-10T10:00:${String(second).padStart(2, '0')}Z`,
    );
  const periods = (...messages: readonly JsonObject[]) =>
    lines(registration(), ...messages).flatMap((line) => (line.ok ? (line.periods ?? []) : []));

  it('after another says what was looked at in between', () => {
    const [period, ...others] = periods(looking(0), looking(5));
    expect(others).toEqual([]);
    expect(period).toMatchObject({
      sensor: RADAR,
      from: '2026-03-10T10:00:00Z',
      to: '2026-03-10T10:00:05Z',
      detectionProbability: 0.8,
      state: 'looked',
    });
    const [ring] = (period as { area: { coordinates: number[][][] } }).area.coordinates;
    expect(ring?.[0]).toEqual([33.3, 35.1]);
    expect(ring?.at(-1)).toEqual([33.3, 35.1]);
    for (const [lon = 0, lat = 0] of ring?.slice(1, -1) ?? [])
      expect(distanceBetween({ lon: 33.3, lat: 35.1 }, { lon, lat })).toBeCloseTo(2000, 3);
  });

  it.each([
    ['three intervals went by without a word', [looking(0), looking(16)]],
    [
      'it said that it does not detect',
      [
        looking(0, {
          status: [
            { statusType: 'STATUS_TYPE_PD', statusValue: '0.8' },
            { statusType: 'STATUS_TYPE_NOT_DETECTING' },
          ],
        }),
        looking(5),
      ],
    ],
    ['it was in error', [looking(0, { system: 'SYSTEM_ERROR' }), looking(5)]],
    ['it never said how well it detects', [looking(0, { status: [] }), looking(5)]],
    ['its place is not known', [looking(0, { nodeLocation: null }), looking(5)]],
  ])('says nothing of the time in which %s', (_, messages) => {
    expect(periods(...messages)).toEqual([]);
  });

  it('of a change for the worse is a note, once', () => {
    const notes = lines(
      looking(0),
      looking(5, { system: 'SYSTEM_ERROR' }),
      looking(10, { system: 'SYSTEM_ERROR' }),
      looking(15),
    ).flatMap((line) => (line.ok ? line.observations : []));
    expect(notes.map(({ text }) => text)).toEqual([
      `Sensor ${RADAR} reports an error: it may not see.`,
      `Sensor ${RADAR} works again.`,
    ]);
  });
});
