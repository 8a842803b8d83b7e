import { utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { decodeFile, identify } from '../feeds.ts';
import { outage } from './decode.ts';

const CSV = `area,from,to,score,source,lat,lon,radius_m
"North, valley",2026-03-10T10:00:00Z,2026-03-10T12:30:00+01:00,4211.5,bgp,35,33,8000
South,2026-03-10T10:00:00Z,,1,,,,`;
/** Fields as IODA's outage events have them. Source: api.ioda.inetintel.cc.gatech.edu/v2, /outages/events. */
const IODA = {
  location: 'country/SY',
  location_name: 'Syria',
  start: 1773136800,
  duration: 600,
  score: 12.5,
  datasource: 'bgp',
  method: 'median',
};
const told = (text: string) =>
  [...decodeFile(outage, utf8(text))].flatMap<unknown>((line) =>
    line.ok ? line.observations : [line.error],
  );

describe('a connectivity outage', () => {
  it('is an event in an area, from when to when, and placed only where a place is stated', () => {
    expect(told(CSV)).toMatchObject([
      {
        kind: 'event',
        sensor: 'bgp',
        observedAt: '2026-03-10T10:00:00Z',
        position: { lon: 33, lat: 35 },
        sigmaM: 4000,
        class: { outage: 1 },
        attributes: { area: 'North, valley', to: '2026-03-10T11:30:00Z', score: 4211.5 },
      },
      { sensor: 'outage', attributes: { area: 'South', from: '2026-03-10T10:00:00Z' } },
    ]);
    expect(told(CSV)[1]).not.toHaveProperty('position');
    expect(identify(utf8(CSV))).toEqual({ ok: true, value: 'outage' });
  });

  it('of IODA begins at a POSIX time and lasts so many seconds', () => {
    expect(told(JSON.stringify({ data: [IODA] }))).toMatchObject([
      {
        sensor: 'bgp',
        observedAt: '2026-03-10T10:00:00Z',
        attributes: {
          area: 'country/SY',
          areaName: 'Syria',
          to: '2026-03-10T10:10:00Z',
          score: 12.5,
        },
      },
    ]);
  });

  it.each([
    ['from', { start: undefined }],
    ['from', { start: 'noon' }],
    ['area', { location: undefined }],
    ['score', { score: undefined }],
    ['score', { score: -1 }],
    ['to', { until: '2026-03-10T09:00:00Z' }],
    ['lon', { latitude: 35 }],
  ])('with a wrong %s is refused', (field, changes) => {
    expect(told(JSON.stringify([{ ...IODA, ...changes }]))).toMatchObject([{ field }]);
  });
});
