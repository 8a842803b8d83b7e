import { existsSync, readFileSync } from 'node:fs';
import { utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { acoustic } from './decode.ts';

const CSV = `sensor,time,lat,lon,bearing_deg,bearing_sigma_deg,modality,uncertainty_s,what
A1,2026-03-10T10:00:00.250Z,47.7,36.5,-90,2,acoustic,0.01,explosion
S2,2026-03-10T10:00:01Z,47.71,36.52,,,seismic,,`;
const read = (text: string) => [...decodeFile(acoustic, utf8(text))];

describe('an arrival', () => {
  it('is an event without a place, heard from where its station stands', () => {
    const lines = read(CSV);
    expect(lines).toMatchObject([
      {
        ok: true,
        observations: [
          {
            kind: 'event',
            sensor: 'A1',
            observedAt: '2026-03-10T10:00:00.250Z',
            uncertaintyS: 0.01,
            sightline: { position: { lon: 36.5, lat: 47.7 }, bearingDeg: 270 },
            class: { explosion: 1 },
            attributes: { modality: 'acoustic', bearingSigmaDeg: 2 },
          },
        ],
      },
      {
        ok: true,
        observations: [{ sensor: 'S2', class: {}, attributes: { modality: 'seismic' } }],
      },
    ]);
    for (const line of lines)
      expect(line.ok && line.observations[0]).not.toHaveProperty('position');
    expect(lines[1]?.ok && lines[1].observations[0]?.sightline).not.toHaveProperty('bearingDeg');
  });

  it.each([
    ['10:00:00.250Z', '25:00:00Z', 'time'],
    ['A1,2026-03-10T10:00:00.250Z', 'A1,', 'time'],
    ['47.7,36.5,-90', '97.7,36.5,-90', 'lon'],
    ['36.5,-90', '36.5,400', 'bearingDeg'],
    ['36.5,-90', '36.5,north', 'bearingDeg'],
    ['acoustic,', 'smell,', 'modality'],
  ])('with %s written %s is refused', (from, to, field) => {
    expect(read(CSV.replace(from, to))[0]).toMatchObject({ ok: false, error: { field } });
  });
});

describe.skipIf(!existsSync('../shared/data/12-acoustic'))('detections of InfraPy', () => {
  it.each([
    ['HRR-5.dets.json', 5],
    ['example1.dets.json', 10],
  ])('in %s are %d arrivals with bearings', (file, count) => {
    const lines = [...decodeFile(acoustic, readFileSync(`../shared/data/12-acoustic/${file}`))];
    expect(lines.length).toBe(count);
    for (const line of lines)
      expect(line).toMatchObject({
        ok: true,
        observations: [
          { sightline: { bearingDeg: expect.any(Number) }, attributes: { modality: 'acoustic' } },
        ],
      });
  });
});
