import { existsSync, readFileSync } from 'node:fs';
import { utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { firms } from './decode.ts';

/** Columns as the FIRMS area API writes them. Source: firms.modaps.eosdis.nasa.gov, "Attributes of VIIRS 375 m" and "of MODIS 1 km". */
const VIIRS = `latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight
47.70001,36.52002,339.2,0.46,0.4,2026-03-10,39,N20,VIIRS,n,2.0NRT,290.1,3.5,N
47.70001,36.52002,367,0.46,0.4,2026-03-10,1130,N,VIIRS,h,2.0NRT,290.1,,D`;
const MODIS = `latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_t31,frp,daynight,type
47.7,36.52,310.5,1.2,1.1,2026-03-10,0805,Terra,MODIS,29,6.1NRT,290.1,12,D,2`;
const read = (text: string) => [...decodeFile(firms, utf8(text))];
const told = (text: string) =>
  read(text).flatMap<unknown>((line) => (line.ok ? line.observations : [line.error]));

describe('active fires of FIRMS', () => {
  it('are thermal anomalies in the middle of a pixel, at a minute of UTC', () => {
    expect(told(VIIRS)).toMatchObject([
      {
        kind: 'event',
        sensor: 'VIIRS NOAA-20',
        observedAt: '2026-03-10T00:39:00Z',
        uncertaintyS: 60,
        position: { lon: 36.52002, lat: 47.70001 },
        sigmaM: expect.closeTo(460 / Math.sqrt(12), 6),
        class: { 'thermal-anomaly': 1 },
        attributes: {
          confidence: 'nominal',
          brightnessK: 339.2,
          fireRadiativePowerMw: 3.5,
          daynight: 'night',
        },
      },
      {
        sensor: 'VIIRS Suomi-NPP',
        observedAt: '2026-03-10T11:30:00Z',
        attributes: { confidence: 'high' },
      },
    ]);
  });

  it('of MODIS have percent of confidence', () => {
    const at = (percent: number) => told(MODIS.replace(',29,', `,${percent},`));
    expect(at(29)).toMatchObject([
      {
        sensor: 'MODIS Terra',
        attributes: { confidence: 'low', confidencePercent: 29, heatSource: 'static land source' },
      },
    ]);
    expect([30, 79, 80, 100].map((percent) => at(percent)[0])).toMatchObject(
      ['nominal', 'nominal', 'high', 'high'].map((confidence) => ({ attributes: { confidence } })),
    );
  });

  it('may come as JSON, their numbers as numbers or texts', () => {
    const json = [
      {
        latitude: 47.7,
        longitude: '36.52',
        acq_date: '2026-03-10',
        acq_time: 39,
        confidence: 'low',
      },
    ];
    expect(told(JSON.stringify(json))).toMatchObject([
      { observedAt: '2026-03-10T00:39:00Z', attributes: { confidence: 'low' } },
    ]);
  });

  it.each([
    ['47.70001,36', '97.70001,36', 'longitude'],
    ['47.70001,36', ',36', 'longitude'],
    ['2026-03-10,39', '2026-02-30,39', 'acq_date'],
    ['2026-03-10,39', '2026-03-10,', 'acq_time'],
    ['2026-03-10,39', '2026-03-10,2460', 'acq_time'],
    ['2026-03-10,39', '2026-03-10,12345', 'acq_time'],
    ['VIIRS,n', 'VIIRS,maybe', 'confidence'],
    ['VIIRS,n', 'VIIRS,101', 'confidence'],
    ['VIIRS,n', 'VIIRS,', 'confidence'],
    ['3.5,N', '3.5,X', 'daynight'],
    ['3.5,N', '-1,N', 'frp'],
  ])('with %s written %s are refused, and the others are read', (from, to, field) => {
    expect(read(VIIRS.replace(from, to))).toMatchObject([
      { ok: false, error: { field } },
      { ok: true },
    ]);
  });

  it.skipIf(!existsSync('../shared/data/10-zones/firms'))(
    'of three months of Hawaii are all read',
    () => {
      const lines = [
        ...decodeFile(
          firms,
          readFileSync('../shared/data/10-zones/firms/hawaii_viirs_fire_3months.json'),
        ),
      ];
      expect(lines.filter((line) => line.ok).length).toBe(395);
      expect(lines.length).toBe(395);
    },
  );
});
