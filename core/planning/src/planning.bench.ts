import { collectionDay } from './instance.fixture.ts';
import { packed } from './instance.ts';
import { planSearch, upperBound } from './plan-search.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string };
}

const SECONDS = 5;

/** 2,000 cells × 24 h, about 6,300 columns: the day that the acceptance names. */
function day() {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const { columns, weightTotal, fixedSensorsOnly, capacities, cells } = collectionDay(2000, random);
  return {
    instance: packed(columns, weightTotal, fixedSensorsOnly, capacities, cells),
    random,
  };
}

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
      let start = performance.now();
      const used = () => (performance.now() - start) / 1000 / SECONDS;
      search.run(() => Math.min(1, used()));
      start = performance.now();
      const bound = upperBound(instance, () => used() < 1);
      return { value: Math.round((1 - search.best.score / bound) * 1000) / 10, unit: '%' };
    },
  },
];
