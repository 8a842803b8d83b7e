import { describe, expect, it } from 'vitest';
import type { Scan } from './scan.ts';
import {
  chance,
  nearest,
  normal,
  type Place,
  radarScanOf,
  scanOf,
  watch,
} from './watch.fixture.ts';

describe('objects followed through scans', () => {
  it('keeps the ids of two that cross', () => {
    const truth = (t: number): Place[] => [
      [500 + 15 * t, 500 + 15 * t],
      [500 + 15 * t, 2300 - 15 * t],
    ];
    const next = chance(1);
    const seen = watch(120, (t) => [scanOf(t, truth(t), next)]);
    const ids = (t: number) => truth(t).map((place) => nearest(seen[t] ?? [], place)?.id);
    expect(new Set(ids(20)).size).toBe(2);
    expect(ids(119)).toEqual(ids(20));
  });

  it('keeps one that stops where a radar is blind to it, and knows it again', () => {
    // Drives away from the radar, stands for 20 s, drives on.
    const way = (t: number) => 10 * (t < 40 ? t : t < 60 ? 40 : t - 20);
    const speed = (t: number) => (t >= 40 && t < 60 ? 0 : 10);
    const next = chance(2);
    const seen = watch(100, (t) => [radarScanOf(t, [[2000, 500 + way(t), 0, speed(t)]], next)]);
    const of = (t: number) => nearest(seen[t] ?? [], [2000, 500 + way(t)])?.id;
    expect(of(38)).toBeDefined();
    expect(of(58)).toBe(of(38));
    expect(of(95)).toBe(of(38));
  });

  it('tells what leaves the sector until it has left, and no longer', () => {
    // Twenty drive out over one edge or another, each in its own second; all seen till then.
    const next = chance(9);
    let wrong = 0;
    for (let run = 0; run < 5; run++) {
      const side = (i: number, s: number): Place => {
        const along = 300 + 170 * i;
        return [
          [along, s],
          [along, 4000 - s],
          [s, along],
          [4000 - s, along],
        ][i % 4] as unknown as Place;
      };
      const truth = (t: number) =>
        Array.from({ length: 20 }, (_, i) => side(i, 12 * (20 + 1.3 * i - t))).filter((place) =>
          place.every((v) => v > 0 && v < 4000),
        );
      const seen = watch(55, (t) => [scanOf(t, truth(t), next, { pd: 0.9, sigma: 15 })]);
      for (let t = 12; t < 55; t++) {
        const tracks = new Set(seen[t]);
        for (const place of truth(t)) {
          const track = nearest([...tracks], place);
          if (track === undefined) wrong += 1;
          else tracks.delete(track);
        }
        wrong += tracks.size;
      }
    }
    // Seconds for each in which it was missing, or told though gone.
    expect(wrong / 100).toBeLessThan(0.35);
  });

  it('goes on telling what has left the sector where a sensor still sees it', () => {
    const truth = (t: number): [number, number, number, number] => [2000, 3300 + 12 * t, 0, 12];
    const next = chance(10);
    const seen = watch(90, (t) => [radarScanOf(t, [truth(t)], next)]);
    const of = (t: number) => nearest(seen[t] ?? [], [truth(t)[0], truth(t)[1]])?.id;
    expect(of(40)).toBeDefined();
    expect(of(85)).toBe(of(40));
  });

  it('confirms no track from false detections alone', () => {
    const next = chance(3);
    const seen = watch(200, (t) => [scanOf(t, [], next, { clutter: 20 })]);
    const tracks = seen.slice(1).flat();
    expect(tracks.length).toBeLessThan(2);
  });

  it('claims no more and no less than it knows', () => {
    // White noise of acceleration of 0.5 m²/s³, as the tracker itself might expect.
    const next = chance(4);
    let squares = 0;
    let count = 0;
    for (let run = 0; run < 10; run++) {
      const state = Array.from({ length: 8 }, (_, i) => [
        500 + 400 * i,
        800 * (1 + (i % 4)),
        6,
        -4,
      ]);
      const seen = watch(60, (t) => {
        for (const s of state) {
          for (const axis of [0, 1]) {
            const [a, b] = [normal(next), normal(next)];
            const q = Math.sqrt(0.5);
            s[axis] = (s[axis] ?? 0) + (s[axis + 2] ?? 0) + q * (a / 2 + b / Math.sqrt(12));
            s[axis + 2] = (s[axis + 2] ?? 0) + q * a;
          }
        }
        return [scanOf(t, state as unknown as Place[], next, { clutter: 2 })];
      });
      for (const place of state as unknown as Place[]) {
        const track = nearest(seen[59] ?? [], place);
        if (track === undefined) continue;
        const [ex, ey] = [place[0] - track.x, place[1] - track.y];
        const { xx, xy, yy } = track;
        squares += (yy * ex * ex - 2 * xy * ex * ey + xx * ey * ey) / (xx * yy - xy * xy);
        count += 2;
      }
    }
    expect(count).toBeGreaterThan(120);
    expect(squares / count).toBeGreaterThan(0.8);
    expect(squares / count).toBeLessThan(1.2);
  });

  it('gains from a scan that comes late what it would have gained in time', () => {
    const truth = (t: number): Place[] => [[500 + 12 * t, 1000 + 6 * t]];
    const errors = (lateness: number, fine: boolean) => {
      let sum = 0;
      for (let seed = 0; seed < 40; seed++) {
        const next = chance(100 + seed);
        const seen = watch(40, (t) => {
          const coarse = scanOf(t, truth(t), next, { sigma: 60, pd: 0.9, clutter: 2 });
          const sharp = scanOf(t, truth(t), next, {
            sensor: 'sharp',
            sigma: 3,
            clutter: 0,
            lateness,
          });
          return fine && t % 4 === 0 ? [coarse, sharp] : [coarse];
        });
        const [[x, y] = [0, 0]] = truth(36);
        const track = nearest(seen[36] ?? [], [x, y]);
        sum += track === undefined ? 100 : Math.hypot(track.x - x, track.y - y);
      }
      return sum / 40;
    };
    const without = errors(0, false);
    const late = errors(3.5, true);
    expect(late).toBeLessThan(0.7 * without);
  });

  it('finds that a sensor was surveyed 300 m off, and makes no second tracks of what it sees', () => {
    const next = chance(8);
    const start = Array.from({ length: 40 }, (): [number, number, number, number] => [
      400 + 3200 * next(),
      400 + 3200 * next(),
      10 * next() - 5,
      10 * next() - 5,
    ]);
    const truth = (t: number) => start.map(([x, y, vx, vy]): Place => [x + vx * t, y + vy * t]);
    const seen = watch(40, (t) => [
      scanOf(t, truth(t), next),
      scanOf(t, truth(t), next, { sensor: 'wrong', off: [180, -240] }),
    ]);
    const tracks = seen.at(-1) ?? [];
    expect(tracks.length).toBeGreaterThan(37);
    expect(tracks.length).toBeLessThan(43);
    const errors = truth(39).map((place) => {
      const track = nearest(tracks, place);
      return track === undefined ? 100 : Math.hypot(track.x - place[0], track.y - place[1]);
    });
    expect(errors.toSorted((a, b) => a - b)[20]).toBeLessThan(12);
  });

  it('uses nothing before it has arrived', () => {
    const next = chance(6);
    const all = Array.from({ length: 60 }, (_, t) =>
      scanOf(t, [[1000 + 10 * t, 1000]], next, { lateness: t % 3 === 0 ? 4 : 0.5 }),
    );
    const upTo = (last: number) => watch(last + 1, (t) => arriving(all, t, last)).at(-1);
    const whole = watch(60, (t) => arriving(all, t, 60));
    for (const t of [10, 25, 40]) expect(upTo(t)).toEqual(whole[t]);
  });

  it('answers the same to the same scans', () => {
    const run = () => {
      const next = chance(7);
      return watch(40, (t) => [scanOf(t, [[1000 + 10 * t, 900]], next, { lateness: (t % 5) / 2 })]);
    };
    expect(run()).toEqual(run());
  });
});

/** Scans are handed over in the second before they arrive; nothing that arrives after `last`. */
const arriving = (all: readonly Scan[], t: number, last: number): readonly Scan[] =>
  all.filter(({ ta }) => Math.ceil(ta) === t && ta <= last);
