import { describe, expect, it } from 'vitest';
import { CALM, type Drone } from '../flights/drone.ts';
import { Obstacles } from '../flights/obstacles.ts';
import type { Spot } from '../flights/plane.ts';
import type { CollectionTask } from './collection.ts';
import { collectionPlan } from './collection-plan.ts';
import { groundOf } from './ground.ts';
import type { Asset, Option } from './option.ts';
import { surveyorAsset } from './surveyor.ts';
import { towerAsset } from './tower.ts';

/** A strip of cells, 2 km by 2 km, 40 km along and 8 km deep. */
const SPOTS: readonly Spot[] = Array.from({ length: 80 }, (_, i) => [
  1000 + 2000 * (i % 20),
  1000 + 2000 * Math.floor(i / 20),
]);
const GROUND = groundOf(SPOTS, 2000);
const DRONE: Drone = {
  id: 'D-1',
  airspeedMps: 20,
  enduranceS: 3 * 3600,
  reserve: 0.2,
  swathM: 800,
  overlap: 0.1,
  heightM: 150,
};
const chance = () => {
  let state = 5;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};
const short = () => {
  let looks = 0;
  return () => Math.min(1, looks++ / 20);
};
const tower = (id: string, x: number) =>
  towerAsset({ id, at: [x, 4000], reachM: 6000, widthDeg: 60, pd: 0.7 }, GROUND, 24);
const drone = (id: string, launch: Spot, noFly: readonly (readonly Spot[])[] = []) =>
  surveyorAsset(
    { drone: { ...DRONE, id }, launch, pd: 0.8, sorties: 2, turnaroundH: 0.5 },
    GROUND,
    24,
    CALM,
    new Obstacles(noFly),
  );
const task = (assets: readonly Asset[], said: Partial<CollectionTask> = {}): CollectionTask => ({
  hours: 24,
  cells: SPOTS.length,
  weight: () => 1,
  missed: () => 1,
  assets,
  ...said,
});
const plan = (of: CollectionTask, before: readonly Option[] = []) =>
  collectionPlan(of, chance(), short(), before);

describe('a plan of collection', () => {
  it('points each tower one way and flies each drone so often, one flight at a time', () => {
    const made = plan(
      task([tower('T-1', 10_000), drone('D-1', [0, 0]), drone('D-2', [40_000, 0])]),
    );
    const of = (asset: string) => made.chosen.filter((one) => one.asset === asset);
    expect(of('T-1').length).toBe(1);
    for (const id of ['D-1', 'D-2']) {
      const flights = of(id).sort((a, b) => a.from - b.from);
      expect(flights.length).toBe(2);
      expect(flights[0]?.to as number).toBeLessThanOrEqual(flights[1]?.from as number);
    }
    expect(made.detected).toBeGreaterThan(0);
    expect(made.idle).toEqual([]);
  });

  it('looks where it matters', () => {
    const matters = (cell: number) => ((SPOTS[cell] as Spot)[0] > 30_000 ? 10 : 0);
    const made = plan(task([tower('T-1', 32_000)], { weight: matters }));
    const [pointing] = made.chosen;
    expect(pointing?.sees.every(({ cell }) => matters(cell) > 0)).toBe(true);
  });

  it('meets what is owed before all else, and says what it could not meet, and why', () => {
    const far = drone('D-1', [0, 4000]);
    const owed = far.options[far.options.length - 1] as Option;
    const made = plan(
      task([far], {
        obligations: [
          { id: 'a flight every 10 days', fulfilledBy: [owed.id] },
          { id: 'an inspection every 15 days', fulfilledBy: ['none'] },
        ],
      }),
    );
    expect(made.chosen.map(({ id }) => id)).toContain(owed.id);
    expect(made.unfulfilled).toEqual([
      {
        obligation: 'an inspection every 15 days',
        because: 'nothing that is there could fulfil it',
      },
    ]);
    expect(made.detected).toBeGreaterThan(0);
    expect(made.detected).toBeLessThan(1);
  });

  it('does not fly what no flight may cross', () => {
    const wall: readonly Spot[] = [
      [3000, -9000],
      [4000, -9000],
      [4000, 20_000],
      [3000, 20_000],
    ];
    const { options } = drone('D-1', [1000, 4000], [wall]);
    for (const { sees } of options)
      for (const { cell } of sees) expect((SPOTS[cell] as Spot)[0]).toBeLessThan(4000);
  });

  it('keeps to as many at work at once as a site can launch', () => {
    const both = [drone('D-1', [0, 0]), drone('D-2', [0, 0])];
    const made = plan(task(both, { sites: [{ assets: ['D-1', 'D-2'], most: 1 }] }));
    const flights = [...made.chosen].sort((a, b) => a.from - b.from);
    for (let i = 1; i < flights.length; i++)
      expect(flights[i - 1]?.to as number).toBeLessThanOrEqual(flights[i]?.from as number);
  });

  it('says which cells nobody looks at, and why', () => {
    const { unseen } = plan(task([tower('T-1', 10_000)]));
    expect(unseen).toContainEqual({ cell: 19, because: 'out of reach of all' });
    expect(unseen.some(({ because }) => because === 'looking elsewhere detects more')).toBe(true);
  });

  it('is made anew when a drone drops out, and what still holds stays', () => {
    const assets = [tower('T-1', 10_000), drone('D-1', [0, 0]), drone('D-2', [40_000, 0])];
    const before = plan(task(assets));
    const after = collectionPlan(task(assets.slice(0, 2)), chance(), () => 1, before.chosen);
    const kept = before.chosen.filter(({ asset }) => asset !== 'D-2').map(({ id }) => id);
    expect(after.chosen.map(({ id }) => id)).toEqual(expect.arrayContaining(kept));
    expect(after.chosen.some(({ asset }) => asset === 'D-2')).toBe(false);
    expect(after.detected).toBeLessThan(before.detected);
  });

  it('of an empty fleet detects what fixed sensors do, and names no reason but theirs', () => {
    const made = plan(task([], { missed: () => 0.75 }));
    expect(made).toMatchObject({ chosen: [], idle: [], unseen: [] });
    expect(made.detected).toBeCloseTo(0.25, 9);
  });
});
