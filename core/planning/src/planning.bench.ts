import { collectionPlan } from './collection/collection-plan.ts';
import { groundOf } from './collection/ground.ts';
import { surveyorAsset } from './collection/surveyor.ts';
import { towerAsset } from './collection/tower.ts';
import { Obstacles } from './flights/obstacles.ts';
import type { Spot } from './flights/plane.ts';
import { collectionDay } from './instance.fixture.ts';
import { packed } from './instance.ts';
import { planSearch, upperBound } from './plan-search.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string };
}

const SECONDS = 5;

function chances(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** 2,000 cells × 24 h, about 6,300 columns: the day that the acceptance names. */
function day() {
  const random = chances();
  const { columns, weightTotal, fixedSensorsOnly, capacities, cells } = collectionDay(2000, random);
  const instance = packed(columns, weightTotal, fixedSensorsOnly, capacities, cells);
  return { instance, random };
}

/** 48 drones and 300 towers along 1,200 km, 40 km deep, in cells of 5 km. */
function fleet(random: () => number) {
  const cells: Spot[] = [];
  for (let i = 0; i < 240; i++)
    for (let j = 0; j < 8; j++) cells.push([2500 + 5000 * i, 2500 + 5000 * j]);
  const ground = groundOf(cells, 5000);
  const towers = Array.from({ length: 300 }, (_, i) => {
    const at: Spot = [4000 * i, 40_000 * random()];
    return towerAsset({ id: `T-${i}`, at, reachM: 12_000, widthDeg: 60, pd: 0.6 }, ground, 24);
  });
  const able = { airspeedMps: 28, enduranceS: 6 * 3600, reserve: 0.2, overlap: 0.1 };
  const drones = Array.from({ length: 48 }, (_, i) =>
    surveyorAsset(
      {
        drone: { ...able, id: `D-${i}`, swathM: 1500, heightM: 1000 },
        launch: [25_000 * i, i % 2 === 0 ? -5000 : 45_000],
        pd: 0.8,
        sorties: 2,
        turnaroundH: 1,
      },
      ground,
      24,
      { fromDeg: 270, speedMps: 8 },
      new Obstacles([]),
    ),
  );
  return { cells: cells.length, assets: [...towers, ...drones] };
}

const within = (seconds: number) => {
  const start = performance.now();
  return () => Math.min(1, (performance.now() - start) / 1000 / seconds);
};

export const benches: readonly Bench[] = [
  {
    name: 'planning: first plan of 2,000 cells × 24 h',
    run() {
      const { instance, random } = day();
      const start = performance.now();
      if (planSearch(instance, random).best.score === 0) throw new Error('nothing was planned');
      return { value: Math.round(performance.now() - start), unit: 'ms' };
    },
  },
  {
    name: `planning: plan below its bound after ${SECONDS} s each, 2,000 cells × 24 h`,
    run() {
      const { instance, random } = day();
      const search = planSearch(instance, random);
      search.run(within(SECONDS));
      const used = within(SECONDS);
      const bound = upperBound(instance, () => used() < 1);
      return { value: Math.round((1 - search.best.score / bound) * 1000) / 10, unit: '%' };
    },
  },
  {
    name: 'planning: anew without one of 48 drones, with 300 towers, 1,920 cells × 24 h',
    run() {
      const random = chances();
      const { cells, assets } = fleet(random);
      const task = { hours: 24, cells, weight: () => 1, missed: () => 1, assets };
      const before = collectionPlan(task, random, within(SECONDS));
      const start = performance.now();
      const left = { ...task, assets: assets.slice(0, -1) };
      const after = collectionPlan(left, random, within(2), before.chosen);
      if (after.detected < 0.97 * before.detected) throw new Error('the new plan is far worse');
      return { value: Math.round((performance.now() - start) / 100) / 10, unit: 's' };
    },
  },
];
