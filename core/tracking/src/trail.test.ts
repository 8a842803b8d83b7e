import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { type Footprint, leave, whereWas } from './trail.ts';

const at = (second: number, lon: number): Footprint => ({
  at: instant(1000 * second),
  position: { lon, lat: 48 },
  covariance: [100, 0, 100],
});
const drive = (seconds: number): { readonly trail: Footprint[]; readonly now: Footprint } => {
  const trail: Footprint[] = [];
  for (let s = 0; s < seconds; s += 5) leave(trail, at(s, 37 + s / 10_000));
  return { trail, now: at(seconds, 37 + seconds / 10_000) };
};

describe('a trail', () => {
  it('stays as short through a day as through an hour, and keeps its first footprint', () => {
    const [hour, day] = [drive(3_600).trail, drive(86_400).trail];
    expect(day.length).toBeLessThanOrEqual(16);
    expect(hour.length).toBe(day.length);
    expect(day[0]?.at).toBe(0);
    // The past is thinned the more the longer it is gone.
    const gaps = day.slice(1).map((print, i) => print.at - (day[i] as Footprint).at);
    expect(gaps[0]).toBeGreaterThan(10 * (gaps.at(-1) ?? 0));
  });

  it('tells where the track was between footprints, and how sure that is', () => {
    const { trail, now } = drive(3_600);
    for (const second of [10, 900, 2_000, 3_590]) {
      const was = whereWas(trail, now, instant(1000 * second), 8);
      expect(was.position.lon).toBeCloseTo(37 + second / 10_000, 6);
      expect(was.covariance[0]).toBeGreaterThanOrEqual(100);
    }
    const recent = whereWas(trail, now, instant(3_594_000), 8).covariance[0];
    expect(whereWas(trail, now, instant(1_200_000), 8).covariance[0]).toBeGreaterThan(recent);
  });

  it('knows little of what was before its first footprint', () => {
    const before = whereWas([at(1_000, 37)], at(1_010, 37), instant(0), 8);
    expect(Math.sqrt(before.covariance[0])).toBeGreaterThan(5_000);
  });

  it('crosses the date line', () => {
    const { position } = whereWas([at(0, 179.9)], at(100, -179.9), instant(50_000), 1);
    expect(Math.abs(position.lon)).toBeCloseTo(180, 6);
  });
});
