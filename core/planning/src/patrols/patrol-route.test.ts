import { distanceBetween, type Position } from '@greenline/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PatrolTask, type PatrolVisit, patrolRoute } from './patrol-route.ts';
import { type Road, RoadGraph } from './road-graph.ts';

const at = (lon: number, lat: number): Position => ({ lon, lat });
const road = (way: readonly Position[], said: Partial<Road> = {}): Road => ({
  way,
  speedMps: 10,
  ...said,
});

/** Roads every hundredth of a degree, five by five. */
const grid = (closed: (from: Position, to: Position) => boolean = () => false): readonly Road[] => {
  const roads: Road[] = [];
  for (let i = 0; i < 5; i++)
    for (let j = 0; j < 5; j++) {
      const here = at(33 + i / 100, 35 + j / 100);
      for (const there of [
        at(33 + (i + 1) / 100, 35 + j / 100),
        at(33 + i / 100, 35 + (j + 1) / 100),
      ])
        if (there.lon < 33.045 && there.lat < 35.045)
          roads.push(road([here, there], { closed: closed(here, there) }));
    }
  return roads;
};
const visit = (id: string, position: Position, said: Partial<PatrolVisit> = {}): PatrolVisit => ({
  id,
  position,
  stay: 60,
  weight: 1,
  ...said,
});
const task = (visits: readonly PatrolVisit[], said: Partial<PatrolTask> = {}): PatrolTask => ({
  base: at(33, 35),
  visits,
  most: 7200,
  walk: 300,
  ...said,
});

describe('a patrol', () => {
  it('drives the quickest way past what it should visit, and back', () => {
    const made = patrolRoute(new RoadGraph(grid()), task([visit('P-1', at(33.02, 35.0))]));
    const there = distanceBetween(at(33, 35), at(33.02, 35));
    expect(made?.visited).toEqual(['P-1']);
    expect(made?.metres).toBeCloseTo(2 * there, 0);
    expect(made?.seconds).toBeCloseTo((2 * there) / 10 + 60, 0);
    expect(made?.way[0]).toEqual(made?.way[made.way.length - 1]);
  });

  it('takes the long way round where a road is closed', () => {
    const closed = (from: Position, to: Position) => from.lat === 35 && to.lat === 35;
    const made = patrolRoute(new RoadGraph(grid(closed)), task([visit('P-1', at(33.02, 35.0))]));
    expect(made?.metres).toBeGreaterThan(2.5 * distanceBetween(at(33, 35), at(33.02, 35)));
  });

  it('says of each place that it leaves out why', () => {
    const island = road([at(33.06, 35.06), at(33.07, 35.06)]);
    const made = patrolRoute(
      new RoadGraph([...grid(), island]),
      task(
        [
          visit('far-off', at(33.2, 35.2)),
          visit('island', at(33.065, 35.06), { weight: 9 }),
          visit('near', at(33.01, 35)),
          visit('late', at(33.04, 35.04)),
        ],
        { most: 400, walk: 600 },
      ),
    );
    expect(made?.visited).toEqual(['near']);
    expect(made?.leftOut).toEqual([
      { id: 'far-off', because: 'off-road' },
      { id: 'island', because: 'out-of-reach' },
      { id: 'late', because: 'no-time' },
    ]);
  });

  it('follows one-way roads the right way only', () => {
    const ring = [at(33, 35), at(33.01, 35), at(33.01, 35.01), at(33, 35.01), at(33, 35)];
    const made = patrolRoute(
      new RoadGraph([road(ring, { oneWay: true })]),
      task([visit('P-1', at(33, 35.01))]),
    );
    expect(made?.way.map(({ lon, lat }) => [lon, lat])).toEqual(
      ring.map(({ lon, lat }) => [lon, lat]),
    );
  });

  it('does not start where no road is', () => {
    expect(patrolRoute(new RoadGraph([]), task([]))).toBeUndefined();
    expect(patrolRoute(new RoadGraph(grid()), task([], { base: at(34, 35) }))).toBeUndefined();
  });

  it('is back in time, drives on roads only and names every visit once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4)), {
          maxLength: 8,
          selector: ([i, j]) => 5 * i + j,
        }),
        fc.integer({ min: 300, max: 5000 }),
        fc.uniqueArray(fc.nat(24), { maxLength: 12 }),
        (places, most, shut) => {
          let seen = 0;
          const roads = grid(() => shut.includes(seen++));
          const made = patrolRoute(
            new RoadGraph(roads),
            task(
              places.map(([i, j], n) => visit(`P-${n}`, at(33 + i / 100, 35 + j / 100))),
              { most },
            ),
          );
          if (made === undefined) return;
          expect(made.seconds).toBeLessThanOrEqual(most + 1e-6);
          const named = [...made.visited, ...made.leftOut.map(({ id }) => id)].sort();
          expect(named).toEqual(places.map((_, n) => `P-${n}`).sort());
          const open = new Set(
            roads
              .filter(({ closed }) => closed !== true)
              .flatMap(({ way }) => [key(way), key(way.toReversed())]),
          );
          for (let i = 1; i < made.way.length; i++)
            expect(open.has(key(made.way.slice(i - 1, i + 1)))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const key = (way: readonly Position[]) =>
  way.map(({ lon, lat }) => `${lon.toFixed(5)},${lat.toFixed(5)}`).join(' ');
