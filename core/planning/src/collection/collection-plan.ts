import { planSearch, upperBound } from '../plan-search.ts';
import { type CollectionTask, collectionOf } from './collection.ts';
import type { Option } from './option.ts';

/** What is to be flown, pointed and driven, and what not. */
export interface CollectionPlan {
  readonly chosen: readonly Option[];
  /** Share of all weight that is detected, with what needs no plan. */
  readonly detected: number;
  /** What no plan that meets as much of what is owed can pass; absent where none was asked for. */
  readonly bound?: number;
  readonly unfulfilled: readonly { readonly obligation: string; readonly because: string }[];
  readonly idle: readonly { readonly asset: string; readonly because: string }[];
  /** Cells that nothing planned or fixed looks at in any hour. */
  readonly unseen: readonly { readonly cell: number; readonly because: string }[];
}

/**
 * A plan for a task, searched until `timeUsed` comes to 1. Give it the plan before, when something
 * dropped out, and what still can be done of it stays where it is not bettered.
 */
export function collectionPlan(
  task: CollectionTask,
  random: () => number,
  timeUsed: () => number,
  before: readonly Option[] = [],
  boundGoesOn?: () => boolean,
): CollectionPlan {
  const { instance, options, owed } = collectionOf(task);
  const columnOf = new Map(options.map(({ id }, k) => [id, k]));
  const start = before.flatMap(({ id }) => columnOf.get(id) ?? []);
  const search = planSearch(instance, random, start);
  search.run(timeUsed);
  const chosen = search.best.columns.map((k) => options[k] as Option);
  const ids = new Set(chosen.map(({ id }) => id));
  const obligations = task.obligations ?? [];
  const met = obligations.filter(({ fulfilledBy }) => fulfilledBy.some((id) => ids.has(id)));
  const owing = (met.length * owed) / instance.weightTotal;
  const bound = boundGoesOn && Math.min(1, upperBound(instance, boundGoesOn) - owing);
  const detected = search.best.score - owing;
  return {
    chosen,
    detected,
    ...(bound !== undefined && { bound: Math.max(bound, detected) }),
    unfulfilled: obligations
      .filter((one) => !met.includes(one))
      .map(({ id, fulfilledBy }) => ({
        obligation: id,
        because: fulfilledBy.some((option) => columnOf.has(option))
          ? 'what could fulfil it is needed for other obligations'
          : 'nothing that is there could fulfil it',
      })),
    idle: task.assets
      .filter(({ id }) => !chosen.some(({ asset }) => asset === id))
      .map(({ id, options: own }) => ({
        asset: id,
        because:
          own.length === 0
            ? 'nothing of the zone is in its reach'
            : 'all it could see is seen by others',
      })),
    unseen: unseenOf(task, chosen, options),
  };
}

function unseenOf(task: CollectionTask, chosen: readonly Option[], options: readonly Option[]) {
  const cellsOf = (of: readonly Option[]) =>
    new Set(of.flatMap(({ sees }) => sees.map(({ cell }) => cell)));
  const seen = cellsOf(chosen);
  const reachable = cellsOf(options);
  const unseen: { cell: number; because: string }[] = [];
  for (let cell = 0; cell < task.cells; cell++) {
    if (seen.has(cell)) continue;
    let matters = false;
    let fixed = false;
    for (let hour = 0; hour < task.hours; hour++) {
      matters ||= task.weight(cell, hour) > 0;
      fixed ||= task.missed(cell, hour) < 1;
    }
    if (!matters || fixed) continue;
    unseen.push({
      cell,
      because: reachable.has(cell) ? 'looking elsewhere detects more' : 'out of reach of all',
    });
  }
  return unseen;
}
