import { fail, ok, type Result } from '@greenline/base';
import { type Capacity, type CellLooks, type Instance, packed } from './instance.ts';

/** What is wrong with an instance: which field, and how to write it. */
export interface InstanceFlaw {
  readonly field: string;
  readonly text: string;
}

const MOST_COLUMNS = 1_000_000;

type Parsed<T> = Result<T, InstanceFlaw>;

/**
 * A plan's instance as one JSON value: `{columns, weightTotal, fixedSensorsOnly, capacities:
 * [[most, [k, …]], …], cells: [[weight, undetected, [[k, q], …]], …]}`.
 */
export function parseInstance(json: unknown): Parsed<Instance> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return flaw('', 'an instance is one JSON object');
  const said = json as Readonly<Record<string, unknown>>;
  const columns = said.columns;
  if (!isWhole(columns) || columns > MOST_COLUMNS)
    return flaw(
      'columns',
      `write how many columns there are, a whole number up to ${MOST_COLUMNS}`,
    );
  if (!isMeasure(said.weightTotal) || said.weightTotal === 0)
    return flaw('weightTotal', 'write a number above 0');
  if (!isMeasure(said.fixedSensorsOnly) || said.fixedSensorsOnly > said.weightTotal)
    return flaw('fixedSensorsOnly', 'write a number from 0 to weightTotal');
  const capacities = capacitiesOf(said.capacities, columns);
  if (!capacities.ok) return capacities;
  const cells = cellsOf(said.cells, columns);
  if (!cells.ok) return cells;
  const { weightTotal, fixedSensorsOnly } = said;
  return ok(packed(columns, weightTotal, fixedSensorsOnly, capacities.value, cells.value));
}

function capacitiesOf(json: unknown, columns: number): Parsed<readonly Capacity[]> {
  if (!Array.isArray(json)) return flaw('capacities', 'write a list of [most, [column, …]]');
  const capacities: Capacity[] = [];
  for (const [i, one] of json.entries()) {
    const field = `capacities[${i}]`;
    if (!Array.isArray(one) || !isWhole(one[0]) || !Array.isArray(one[1]))
      return flaw(field, 'write [most, [column, …]] with most a whole number of 0 or more');
    const said = one[1] as readonly unknown[];
    const wrong = said.find((k) => !isWhole(k) || k >= columns);
    if (wrong !== undefined)
      return flaw(field, `${JSON.stringify(wrong)} is no column: write 0 to ${columns - 1}`);
    const distinct = Int32Array.from(new Set(said as readonly number[]));
    if (distinct.length !== said.length) return flaw(field, 'names a column twice: name each once');
    capacities.push({ most: one[0], columns: distinct });
  }
  return ok(capacities);
}

function cellsOf(json: unknown, columns: number): Parsed<readonly CellLooks[]> {
  if (!Array.isArray(json))
    return flaw('cells', 'write a list of [weight, undetected, [[column, q], …]]');
  const cells: CellLooks[] = [];
  const seen = new Int32Array(columns).fill(-1);
  for (const [i, one] of json.entries()) {
    const field = `cells[${i}]`;
    if (!Array.isArray(one) || !isMeasure(one[0]) || !isShare(one[1]) || !Array.isArray(one[2]))
      return flaw(
        field,
        'write [weight, undetected, [[column, q], …]] with undetected from 0 to 1',
      );
    const [weight, undetected, looks] = one as [number, number, unknown[]];
    for (const look of looks) {
      if (!Array.isArray(look) || !isWhole(look[0]) || look[0] >= columns || !isShare(look[1]))
        return flaw(
          field,
          `${JSON.stringify(look)} is no look: write [column below ${columns}, q from 0 to 1]`,
        );
      if (look[1] > undetected * (1 + 1e-9))
        return flaw(
          field,
          `column ${look[0]} detects more than is undetected: write q up to ${undetected}`,
        );
      if (seen[look[0]] === i) return flaw(field, `names column ${look[0]} twice: name each once`);
      seen[look[0]] = i;
    }
    if (weight > 0 && undetected > 0)
      cells.push({
        weight,
        undetected,
        looks: (looks as [number, number][]).filter(([, q]) => q > 0),
      });
  }
  return ok(cells);
}

const isWhole = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

const isMeasure = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY;

const isShare = (value: unknown): value is number => isMeasure(value) && value <= 1;

const flaw = (field: string, text: string): Result<never, InstanceFlaw> => fail({ field, text });
