import { addGreedily } from './greedy.ts';
import { Improver } from './improve.ts';
import type { Instance } from './instance.ts';
import { Selection, scoreOf } from './selection.ts';
import { startingPrice } from './starting-price.ts';
import { teamsOf } from './team.ts';
import { UpperBound } from './upper-bound.ts';

/** Columns in the order of the instance, and the share of all weight that they detect. */
export interface Plan {
  readonly columns: readonly number[];
  readonly score: number;
}

/** A search that has a plan at any time, and better ones the longer it goes on. */
export interface PlanSearch {
  readonly best: Plan;
  /** Searches until `timeUsed`, the share of its time that is over, comes to 1. */
  run(timeUsed: () => number): void;
}

/** Steps between two looks at the clock. */
const STRIDE = 16;

/**
 * Takes the column that adds most, again and again: at once, and rarely two per cent off the best.
 * Columns of `start`, an older plan, are taken first where they still fit.
 */
export function planSearch(
  instance: Instance,
  random: () => number,
  start: Iterable<number> = [],
): PlanSearch {
  const selection = greedy(instance, start);
  let best: Uint8Array = selection.chosen.slice();
  return {
    get best() {
      return planOf(instance, best);
    },
    run(timeUsed) {
      const improver = new Improver(selection, teamsOf(instance), random);
      improver.settle(() => timeUsed() < 1);
      for (let used = timeUsed(); used < 1; used = timeUsed())
        for (let i = 0; i < STRIDE; i++) improver.step(used);
      best = improver.best;
    },
  };
}

/**
 * The lowest bound of any plan's score that rounds found while `goesOn`, one round at least. It is asked
 * after each round, and told the lowest so far.
 */
export function upperBound(instance: Instance, goesOn: (lowest: number) => boolean): number {
  const plan = greedy(instance);
  const teams = teamsOf(instance);
  const bound = new UpperBound(instance, teams, startingPrice(instance, teams, plan.chosen));
  do bound.lower(plan.value);
  while (goesOn(bound.score));
  return bound.score;
}

function greedy(instance: Instance, start: Iterable<number> = []): Selection {
  const selection = new Selection(instance);
  for (const k of start) if (selection.fits(k)) selection.add(k);
  addGreedily(
    selection,
    Array.from({ length: instance.columns }, (_, k) => k),
  );
  return selection;
}

function planOf(instance: Instance, chosen: Uint8Array): Plan {
  const columns = [...chosen.keys()].filter((k) => chosen[k] === 1);
  return { columns, score: scoreOf(instance, chosen) };
}
