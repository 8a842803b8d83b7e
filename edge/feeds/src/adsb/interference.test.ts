import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { type InterferenceWatch, watchQuality } from './interference.ts';

const NOON = Date.UTC(2026, 2, 10, 12);
/** One report of each aircraft every ten seconds; `bad(n, s)` says whose quality is bad and when. */
function heard(
  aircraft: number,
  seconds: number,
  bad: (n: number, s: number) => boolean,
  lon = 33.1,
) {
  const watch: InterferenceWatch = new Map();
  const told = [];
  for (let s = 0; s < seconds; s += 10)
    for (let n = 0; n < aircraft; n++) {
      const quality = bad(n, s) ? { nic: 0, nacp: 0 } : { nic: 8, nacp: 10 };
      const report = { address: n, at: instant(NOON + s * 1000), lon, lat: 35.1, ...quality };
      const one = watchQuality(watch, report, 'adsb');
      if (one !== undefined) told.push({ after: s, ...one });
    }
  return told;
}

describe('the quality of positions over an area', () => {
  it('that falls for several aircraft within minutes is jamming, told of once', () => {
    const told = heard(5, 600, (n, s) => n < 4 && s >= 60);
    expect(told).toHaveLength(1);
    expect(told).toMatchObject([
      {
        after: 60,
        kind: 'event',
        class: { jamming: 0.6 },
        attributes: { asset: 'positioning', aircraft: 3, heard: 5 },
        broadcast: true,
      },
    ]);
    expect(told[0]?.position?.lat).toBeCloseTo(35.1, 9);
    expect(told[0]?.position?.lon).toBeCloseTo(33.1, 9);
  });

  it.each([
    ['for two aircraft only', 5, (n: number, s: number) => n < 2 && s >= 60],
    ['for fewer than half', 9, (n: number, s: number) => n < 4 && s >= 60],
    ['and never was good', 5, () => true],
    ['and never falls', 5, () => false],
  ])('%s is no evidence', (_, aircraft, bad) => {
    expect(heard(aircraft, 600, bad)).toEqual([]);
  });

  it('that falls again after a quiet time is told of again', () => {
    const told = heard(4, 1800, (_, s) => (s >= 60 && s < 300) || s >= 1200);
    expect(told.map(({ after }) => after)).toEqual([60, 1200]);
  });

  it('is remembered within bounds, whatever comes', () => {
    const watch: InterferenceWatch = new Map();
    for (let n = 0; n < 50_000; n++)
      watchQuality(
        watch,
        {
          address: n,
          at: instant(NOON),
          lon: (n % 720) / 2 - 180,
          lat: (n % 300) / 2 - 75,
          nic: 8,
        },
        'adsb',
      );
    expect(watch.size).toBeLessThanOrEqual(4096);
  });
});
