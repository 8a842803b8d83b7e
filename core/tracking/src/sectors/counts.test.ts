import { metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { EXISTENCE, STRIDE } from '../objects/belief.ts';
import { sectorCell, sectorOf } from './grid.ts';
import { chance, sweepOf } from './land.fixture.ts';
import { SectorNet } from './sector-net.ts';
import type { CountSweep } from './sweep.ts';

const NOW = 1_773_144_000;
const MIDDLE: Position = sectorCell(sectorOf({ lon: 36.2, lat: 48.6 })).frame.origin;
/** In the middle of the edge between two cells. */
const EDGE = (() => {
  for (let way = 0; ; way += 20) {
    const at = from(MIDDLE, 90, way);
    if (sectorOf(at) !== sectorOf(MIDDLE)) return at;
  }
})();

function from(at: Position, degrees: number, way: number): Position {
  const { lon, lat } = destination(at, degrees, metres(way));
  return { lon, lat };
}

/** A count over all within some metres of a place. */
const counted = (about: Position, counts: readonly number[], maxM = 3_000): CountSweep => ({
  sensor: 'scene',
  t: NOW + 5,
  ta: NOW + 6,
  site: about,
  field: { kind: 'range', minM: 0, maxM },
  pd: 0.9,
  clutter: 0.1,
  measure: { kind: 'count', sigma: 0.5, counts },
  places: [],
  noises: [],
  noise: [1, 0, 1],
});

/** How probably each object exists in order, after a radar has looked about a place, and then somebody has counted. */
function existences(about: Position, count?: CountSweep): readonly number[] {
  const next = chance(3);
  const net = new SectorNet();
  const truth = [0, 60, 120, 180, 240, 300].map((way) => from(about, way, 1_500));
  const radar = { sensor: 'radar', site: about, maxM: 9_000, pd: 0.8, clutter: 4 };
  const objects = new Set<number>();
  for (const credit of net.use(sweepOf(radar, NOW, truth, next)))
    if (credit !== undefined) objects.add(credit.object);
  if (count !== undefined) expect(net.use(count)).toHaveLength(count.measure.counts.length);
  return [...net.written().sectors.values()]
    .flatMap(({ followed: { beliefs, ids } }) =>
      Array.from(ids, (id, i) => [id, beliefs[STRIDE * i + EXISTENCE] as number] as const),
    )
    .filter(([id]) => objects.has(id))
    .map(([, existence]) => existence)
    .sort((a, b) => a - b);
}

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

describe('a count over a field', () => {
  it('says of objects in several sectors what it would say of them in one', () => {
    for (const n of [0, 3, 6, 9]) {
      const one = existences(MIDDLE, counted(MIDDLE, [n]));
      const two = existences(EDGE, counted(EDGE, [n]));
      expect(two).toHaveLength(one.length);
      for (const [i, existence] of two.entries())
        expect(existence).toBeCloseTo(one[i] as number, 1);
    }
  });

  it('makes more or less probable what is in its field, and leaves the rest', () => {
    const before = existences(EDGE);
    expect(sum(existences(EDGE, counted(EDGE, [0])))).toBeLessThan(0.8 * sum(before));
    expect(sum(existences(EDGE, counted(EDGE, [12])))).toBeGreaterThan(sum(before));
    expect(existences(EDGE, counted(from(EDGE, 0, 6_000), [12], 1_000))).toEqual(before);
  });

  it('is none where nothing was counted at all', () =>
    expect(existences(EDGE, counted(EDGE, []))).toEqual(existences(EDGE, counted(EDGE, [0]))));

  it('is the sum of what was counted of each kind', () => {
    const [whole, parts] = [
      existences(EDGE, counted(EDGE, [7])),
      existences(EDGE, counted(EDGE, [3, 4])),
    ];
    for (const [i, existence] of parts.entries())
      expect(existence).toBeCloseTo(whole[i] as number, 1);
  });

  it('says nothing where some of its field has never been scanned', () => {
    const far = 60_000;
    expect(existences(EDGE, counted(EDGE, [0], far))).toEqual(existences(EDGE));
    expect(new SectorNet().use(counted(EDGE, [4]))).toEqual([undefined]);
  });
});
