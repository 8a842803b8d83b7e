import { type Capacity, type CellLooks, type Instance, packed } from '../instance.ts';
import type { Asset, Option } from './option.ts';

/** What must be done, whatever else: an inspection every 15 days, a flight every 10. */
export interface Obligation {
  readonly id: string;
  /** Ids of options that fulfil it. */
  readonly fulfilledBy: readonly string[];
}

/** What is to be planned: where and when looking matters, who can look, what is owed. */
export interface CollectionTask {
  readonly hours: number;
  /** Weight of a cell at an hour of the plan. */
  readonly weight: (cell: number, hour: number) => number;
  readonly cells: number;
  /** Probability that sensors which need no plan miss what is there. */
  readonly missed: (cell: number, hour: number) => number;
  readonly assets: readonly Asset[];
  /** No more of these assets at work at once, as of one launch site. */
  readonly sites?: readonly { readonly assets: readonly string[]; readonly most: number }[];
  readonly obligations?: readonly Obligation[];
}

/** A task as an instance, and what its columns are. */
export interface Collection {
  readonly instance: Instance;
  readonly options: readonly Option[];
  /** Weight of each obligation in the instance: more than all looking is worth. */
  readonly owed: number;
}

export function collectionOf(task: CollectionTask): Collection {
  const options = task.assets.flatMap((asset) => asset.options);
  const columnOf = new Map(options.map(({ id }, k) => [id, k]));
  const looks = new Map<number, [number, number][]>();
  for (const [k, { sees }] of options.entries())
    for (const { cell, hour, pd } of sees) {
      const at = cell * task.hours + hour;
      const list = looks.get(at);
      if (list === undefined) looks.set(at, [[k, pd]]);
      else list.push([k, pd]);
    }
  const cells: CellLooks[] = [];
  let total = 0;
  let fixed = 0;
  for (let cell = 0; cell < task.cells; cell++)
    for (let hour = 0; hour < task.hours; hour++) {
      const weight = task.weight(cell, hour);
      const undetected = task.missed(cell, hour);
      total += weight;
      fixed += weight * (1 - undetected);
      const list = looks.get(cell * task.hours + hour);
      if (list === undefined || weight <= 0 || undetected <= 0) continue;
      cells.push({
        weight,
        undetected,
        looks: list.map(([k, pd]) => [k, pd * undetected] as const),
      });
    }
  const owed = total + 1;
  for (const { fulfilledBy } of task.obligations ?? []) {
    const by = fulfilledBy.flatMap((id) => columnOf.get(id) ?? []);
    cells.push({ weight: owed, undetected: 1, looks: by.map((k) => [k, 1] as const) });
  }
  const capacities = capacitiesOf(task, columnOf);
  return {
    instance: packed(options.length, Math.max(total, 1e-9), fixed, capacities, cells),
    options,
    owed,
  };
}

/** Each asset does so much in all and one thing at a time; each site has so many at work at once. */
function capacitiesOf(
  task: CollectionTask,
  columnOf: ReadonlyMap<string, number>,
): readonly Capacity[] {
  const capacities: Capacity[] = [];
  const atOnce = (options: readonly Option[], most: number) => {
    const seen = new Set<string>();
    for (const { from } of options) {
      const up = options.filter((one) => one.from <= from && from < one.to);
      const columns = up.map(({ id }) => columnOf.get(id) as number);
      if (columns.length <= most || seen.has(columns.join())) continue;
      seen.add(columns.join());
      capacities.push({ most, columns: Int32Array.from(columns) });
    }
  };
  for (const { options, most } of task.assets) {
    const columns = options.map(({ id }) => columnOf.get(id) as number);
    if (options.length > most) capacities.push({ most, columns: Int32Array.from(columns) });
    if (most > 1) atOnce(options, 1);
  }
  for (const { assets, most } of task.sites ?? [])
    atOnce(
      task.assets.filter(({ id }) => assets.includes(id)).flatMap(({ options }) => options),
      most,
    );
  return capacities;
}
