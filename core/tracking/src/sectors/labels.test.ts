import { metres } from '@greenline/base';
import { destination, fromLocal, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { sectorCell, sectorOf } from './grid.ts';
import { chance, type Radar, sweepOf } from './land.fixture.ts';
import { SectorNet } from './sector-net.ts';

const NOW = 1_773_144_000;
const NAMES = ['UNIT-1', 'UNIT-2'];

/** Two that drive east side by side, come within 6 m of each other `after` the edge, and part again as they came. */
function pairAt(t: number, after: number): readonly Position[] {
  const from = sectorCell(sectorOf({ lon: 36.2, lat: 48.6 }));
  let edge = 0;
  while (sectorOf(fromLocal(from.frame, { east: edge, north: 0 })) === from.name) edge += 10;
  const x = edge - 600 + 10 * t;
  const beside = Math.max(3, (2.5 * Math.abs(x - edge - after)) / 10);
  return [beside, -beside].map((north) => {
    const { lon, lat } = fromLocal(from.frame, { east: x, north });
    return { lon, lat };
  });
}

/** Which number each of two had at first and at last. */
function follow(after: number, named: boolean, seed: number) {
  const next = chance(seed);
  const net = new SectorNet();
  const [start] = pairAt(0, after);
  const site = destination(start as Position, 180, metres(3000));
  const radar: Radar = { sensor: 'radar', site, maxM: 9000, clutter: 0, pd: 0.98, sigmaM: 8 };
  const numbers: number[][] = [[], []];
  for (let t = 0; t < 130; t++) {
    const sweep = sweepOf(radar, NOW + t, pairAt(t, after), next);
    const labels = sweep.from.map((whose) => NAMES[whose]);
    const credits = net.use(named ? { ...sweep, labels, labelSure: 0.95 } : sweep);
    for (const [k, credit] of credits.entries()) {
      const whose = numbers[sweep.from[k] ?? 0];
      if (credit === undefined || whose === undefined) continue;
      if (t < 20) whose[0] = credit.object;
      if (t >= 120) whose[1] = credit.object;
    }
    net.tidy(NOW + t + 0.5);
  }
  return { net, numbers };
}

describe('names that detections give', () => {
  for (const [where, after] of [
    ['before an edge between sectors', -200],
    ['on it', 0],
    ['beyond it', 350],
  ] as const)
    it(`tie two to their numbers that come near each other ${where} and turn back`, () => {
      let exchanged = 0;
      for (const seed of [1, 2, 3, 4]) {
        for (const [first, last] of follow(after, true, seed).numbers) expect(last).toBe(first);
        for (const [first, last] of follow(after, false, seed).numbers)
          if (first !== last) exchanged += 1;
      }
      // By place alone it is guessed, and often wrongly.
      expect(exchanged).toBeGreaterThan(2);
    });

  it('go along into the next sector, and stay nowhere else', () => {
    const { net, numbers } = follow(0, true, 7);
    const bound = [...net.written().sectors].flatMap(([sector, { labels }]) =>
      [...labels].map(([id, { label }]) => ({ sector, id, label })),
    );
    const [there] = pairAt(129, 0).map(sectorOf);
    expect(bound.toSorted((a, b) => (a.label < b.label ? -1 : 1))).toEqual(
      NAMES.map((label, n) => ({ sector: there, id: numbers[n]?.[1], label })),
    );
  });
});
