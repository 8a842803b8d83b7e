import { deserialize, serialize } from 'node:v8';
import { metres } from '@greenline/base';
import { destination, fromLocal, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { begin, COVARIANCE, MEAN, MODES, STRIDE } from '../objects/belief.ts';
import { ObjectTracker } from '../objects/object-tracker.ts';
import { type Exchange, reviewEncounters } from './encounters.ts';
import { sectorCell, sectorOf } from './grid.ts';
import { chance, type Radar, sweepOf } from './land.fixture.ts';
import { passage } from './passage.ts';
import type { SectorAtWork } from './sector-net.ts';
import { SectorNet } from './sector-net.ts';

const NOW = 1_773_144_000;
const WEST = sectorCell(sectorOf({ lon: 36.2, lat: 48.6 }));
/** Metres east of the middle at which the cell ends, on the middle line. */
const EDGE = (() => {
  let east = 0;
  while (sectorOf(fromLocal(WEST.frame, { east, north: 0 })) === WEST.name) east += 10;
  return east;
})();
const EAST = sectorCell(sectorOf(fromLocal(WEST.frame, { east: EDGE + 100, north: 0 })));
const all = () => true;

type State = readonly [x: number, y: number, vx: number, vy: number];

/** Writes what is believed of an object, told in the western frame, into the sector that owns it. */
function believe({ cell, tracker }: SectorAtWork, number: number, state: State, t: number): void {
  const { followed } = tracker;
  let i = followed.ids.subarray(0, followed.count).indexOf(number);
  if (i === -1) i = followed.add();
  followed.ids[i] = number;
  const [x, y, vx, vy] = state;
  const { turn, shift } = passage(WEST.frame, cell.frame, x, y);
  const [ee, en, ne, nn] = turn;
  const at = [ee * x + ne * y + shift[0], en * x + nn * y + shift[1]] as const;
  const o = STRIDE * i;
  begin(followed.beliefs, o, { x: at[0], y: at[1], xx: 64, xy: 0, yy: 64, existence: 0.99, t });
  for (let j = 0; j < MODES; j++) {
    followed.beliefs.set([...at, ee * vx + ne * vy, en * vx + nn * vy], o + MEAN + 4 * j);
    const c = o + COVARIANCE + 10 * j;
    followed.beliefs[c + 7] = followed.beliefs[c + 9] = 1;
  }
}

/** Two sectors of which the filter believes that two objects turned back where they met, on the edge. */
function turnedBack(
  sectors = bothSectors(),
  isWorthIt: (object: number) => boolean = all,
  [one, other] = [7, 9],
): { readonly told: readonly Exchange[]; readonly sectors: readonly [SectorAtWork, SectorAtWork] } {
  const [west, east] = sectors;
  const told: Exchange[] = [];
  for (let t = 0; t <= 20 && told.length === 0; t++) {
    const goesEast: State = [EDGE - 150 + 15 * t, 0, 15, 0];
    const goesWest: State = [EDGE + 150 - 15 * t, 4, -15, 0];
    believe(west, one, t <= 10 ? goesEast : goesWest, t);
    believe(east, other, t <= 10 ? goesWest : goesEast, t);
    told.push(...reviewEncounters(sectors, t, isWorthIt));
  }
  return { told, sectors };
}

const bothSectors = (): readonly [SectorAtWork, SectorAtWork] => [
  { cell: WEST, tracker: new ObjectTracker(WEST.box) },
  { cell: EAST, tracker: new ObjectTracker(EAST.box) },
];

describe('encounters across an edge', () => {
  it('exchange the numbers of two that more likely drove on, and nothing a second time', () => {
    const { told, sectors } = turnedBack();
    expect(told).toHaveLength(1);
    expect([...(told[0]?.objects ?? [])].toSorted()).toEqual([7, 9]);
    const numbers = () =>
      sectors.map(({ tracker: { followed } }) => [...followed.ids.subarray(0, followed.count)]);
    expect(numbers()).toEqual([[9], [7]]);
    for (let t = 14; t < 30; t++) expect(reviewEncounters(sectors, t, all)).toEqual([]);
    expect(numbers()).toEqual([[9], [7]]);
  });

  it('exchange numbers as great as a whole net makes them', () => {
    const { told, sectors } = turnedBack(bothSectors(), all, [7_000_007, 9_000_009]);
    expect([...(told[0]?.objects ?? [])].toSorted()).toEqual([7_000_007, 9_000_009]);
    expect(sectors.map(({ tracker }) => tracker.followed.ids[0])).toEqual([9_000_009, 7_000_007]);
  });

  it('exchange nothing with what is no track yet', () => {
    expect(turnedBack(bothSectors(), (number) => number === 7).told).toEqual([]);
  });

  it('take the name that was heard under a number along with it', () => {
    const sectors = bothSectors();
    const [west, east] = sectors;
    west.tracker.labels.bring(7, { label: 'UNIT-7', odds: 2 });
    turnedBack(sectors);
    expect(west.tracker.labels.of(7)).toBeUndefined();
    expect(east.tracker.labels.of(7)).toBe('UNIT-7');
  });

  it('go on from what was written down while they were near', () => {
    const whole = turnedBack().told;
    const sectors = bothSectors();
    for (let t = 0; t <= 9; t++) {
      believe(sectors[0], 7, [EDGE - 150 + 15 * t, 0, 15, 0], t);
      believe(sectors[1], 9, [EDGE + 150 - 15 * t, 4, -15, 0], t);
      reviewEncounters(sectors, t, all);
    }
    const again = bothSectors();
    for (const [n, { tracker }] of again.entries())
      tracker.restore(deserialize(serialize((sectors[n] as SectorAtWork).tracker.written())));
    const told: Exchange[] = [];
    for (let t = 11; t <= 16; t++) {
      believe(again[0], 7, [EDGE + 150 - 15 * t, 4, -15, 0], t);
      believe(again[1], 9, [EDGE - 150 + 15 * t, 0, 15, 0], t);
      told.push(...reviewEncounters(again, t, all));
      if (told.length > 0) break;
    }
    expect(told).toEqual(whole);
  });
});

/** Two whose ways cross at a small angle: how many had another number in the end. */
function crossing(where: number, review: boolean, seed: number): number {
  const next = chance(seed);
  const net = new SectorNet();
  const truth = (t: number): readonly Position[] =>
    [1, -1].map((side) => {
      const north = side * (1.5 * t - 90);
      const { lon, lat } = fromLocal(WEST.frame, { east: EDGE + where + 14 * (t - 60), north });
      return { lon, lat };
    });
  const site = destination(truth(40)[1] as Position, 180, metres(3000));
  const radar: Radar = { sensor: 'radar', site, maxM: 9000, clutter: 0, pd: 0.9, sigmaM: 10 };
  const numbers: [number?, number?][] = [[], []];
  for (let t = 0; t < 120; t += 2) {
    const sweep = sweepOf(radar, NOW + t, truth(t), next);
    for (const [k, credit] of net.use(sweep).entries()) {
      const whose = numbers[sweep.from[k] ?? 0];
      if (credit === undefined || whose === undefined) continue;
      if (t < 20) whose[0] = credit.object;
      if (t > 100) whose[1] = credit.object;
    }
    net.tidy(NOW + t + 1);
    if (review) net.review(NOW + t + 1, all);
  }
  return numbers.filter(([first, last]) => first !== last).length;
}

describe('two whose ways cross at a small angle', () => {
  for (const [where, at] of [
    ['in a sector', -3000],
    ['on an edge', 0],
  ] as const)
    it(`${where} keep their numbers more often where encounters are reviewed`, () => {
      let [without, reviewed] = [0, 0];
      for (let seed = 1; seed <= 40; seed++) {
        without += crossing(at, false, seed);
        reviewed += crossing(at, true, seed);
      }
      expect(without).toBeGreaterThan(5);
      expect(reviewed).toBeLessThan(0.5 * without);
    });
});
