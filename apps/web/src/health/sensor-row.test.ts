import { describe, expect, it } from 'vitest';
import { byNeed, offsetWords, type SensorOnWire } from './sensor-row.ts';

const offset = (eastM: number, northM: number) => ({ eastM, northM, judgements: 3, since: '' });

describe('the health of sensors', () => {
  it('puts first what nobody may overlook', () => {
    const all: SensorOnWire[] = [
      { id: 'a', reports: 0, ageS: null },
      { id: 'b', reports: 1, ageS: 2 },
      { id: 'c', reports: 1, ageS: 2, offset: offset(1, 1) },
      { id: 'd', reports: 1, ageS: 2000, silentSince: '2026-03-10T10:00:00Z' },
    ];
    expect(all.toSorted(byNeed).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
  });

  it('says how far and to which side a sensor lies off', () => {
    expect(offsetWords(offset(250, -120))).toBe('277 m to the south-east');
    expect(offsetWords(offset(0, 100))).toBe('100 m to the north');
    expect(offsetWords(offset(-100, 0))).toBe('100 m to the west');
    expect(offsetWords(offset(-70, 71))).toBe('100 m to the north-west');
    expect(offsetWords(offset(-1, 100))).toBe('100 m to the north');
    expect(offsetWords({ ...offset(0, 0), turnDeg: -1, clockS: 0.8 })).toBe(
      'turned 1.0° right, its clock 0.8 s ahead',
    );
  });
});
