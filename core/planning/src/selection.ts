import type { Instance } from './instance.ts';

/** Columns that were chosen, what they leave undetected in each cell, and how to go back a step. */
export class Selection {
  readonly instance: Instance;
  readonly chosen: Uint8Array;
  /** What the chosen columns add, in weight; drifts by rounding, `score` does not. */
  value = 0;
  /** By cell: the share of its worth that the chosen leave. */
  readonly #left: Float64Array;
  /** Cells and chances in order of columns, side by side for speed. */
  readonly #cell: Int32Array;
  readonly #p: Float64Array;
  readonly #used: Int32Array;
  readonly #rowsOf: readonly (readonly number[])[];
  readonly #loggedCells: number[] = [];
  readonly #loggedLeft: number[] = [];
  readonly #loggedColumns: number[] = [];
  #valueAtMark = 0;

  constructor(instance: Instance) {
    this.instance = instance;
    this.chosen = new Uint8Array(instance.columns);
    this.#left = new Float64Array(instance.cells).fill(1);
    this.#cell = instance.entryOf.map((e) => instance.cell[e] as number);
    this.#p = Float64Array.from(instance.entryOf, (e) => instance.p[e] as number);
    this.#used = new Int32Array(instance.capacities.length);
    const rowsOf: number[][] = Array.from({ length: instance.columns }, () => []);
    for (const [r, { columns }] of instance.capacities.entries())
      for (const k of columns) rowsOf[k]?.push(r);
    this.#rowsOf = rowsOf;
  }

  /** Whether a column may be chosen beside those that are. */
  fits(k: number): boolean {
    if (this.chosen[k] === 1) return false;
    for (const r of this.#rowsOf[k] as readonly number[])
      if ((this.#used[r] as number) >= (this.instance.capacities[r]?.most ?? 0)) return false;
    return true;
  }

  /** What a column would add, in weight. */
  gain(k: number): number {
    const { columnStart, worth } = this.instance;
    const end = columnStart[k + 1] as number;
    let sum = 0;
    for (let i = columnStart[k] as number; i < end; i++) {
      const c = this.#cell[i] as number;
      sum += (worth[c] as number) * (this.#left[c] as number) * (this.#p[i] as number);
    }
    return sum;
  }

  add(k: number): void {
    const { columnStart, worth } = this.instance;
    const end = columnStart[k + 1] as number;
    for (let i = columnStart[k] as number; i < end; i++) {
      const c = this.#cell[i] as number;
      const left = this.#left[c] as number;
      this.#loggedCells.push(c);
      this.#loggedLeft.push(left);
      const found = left * (this.#p[i] as number);
      this.value += (worth[c] as number) * found;
      this.#left[c] = left - found;
    }
    this.#flip(k, 1);
  }

  remove(k: number): void {
    const { columnStart, worth } = this.instance;
    this.#flip(k, 0);
    const end = columnStart[k + 1] as number;
    for (let i = columnStart[k] as number; i < end; i++) {
      const c = this.#cell[i] as number;
      const left = this.#left[c] as number;
      const p = this.#p[i] as number;
      const without = p < 0.999 ? left / (1 - p) : this.#leftIn(c);
      this.#loggedCells.push(c);
      this.#loggedLeft.push(left);
      this.value -= (worth[c] as number) * (without - left);
      this.#left[c] = without;
    }
  }

  /** From here on, steps can be taken back. */
  mark(): void {
    this.#loggedCells.length = 0;
    this.#loggedLeft.length = 0;
    this.#loggedColumns.length = 0;
    this.#valueAtMark = this.value;
  }

  /** Takes back all steps since the mark. */
  undo(): void {
    for (let i = this.#loggedCells.length - 1; i >= 0; i--)
      this.#left[this.#loggedCells[i] as number] = this.#loggedLeft[i] as number;
    for (let i = this.#loggedColumns.length - 1; i >= 0; i--) {
      const k = this.#loggedColumns[i] as number;
      this.#count(k, 1 - (this.chosen[k] as number));
    }
    this.value = this.#valueAtMark;
    this.mark();
  }

  /** Reckons anew what is left, so that no rounding gathers. */
  refresh(): void {
    let value = 0;
    for (let c = 0; c < this.instance.cells; c++) {
      const left = this.#leftIn(c);
      this.#left[c] = left;
      value += (this.instance.worth[c] as number) * (1 - left);
    }
    this.value = value;
    this.mark();
  }

  #leftIn(c: number): number {
    const { cellStart, column, p } = this.instance;
    const end = cellStart[c + 1] as number;
    let left = 1;
    for (let e = cellStart[c] as number; e < end; e++)
      if (this.chosen[column[e] as number] === 1) left *= 1 - (p[e] as number);
    return left;
  }

  #flip(k: number, to: 0 | 1): void {
    this.#loggedColumns.push(k);
    this.#count(k, to);
  }

  #count(k: number, to: number): void {
    this.chosen[k] = to;
    const step = to === 1 ? 1 : -1;
    for (const r of this.#rowsOf[k] as readonly number[])
      this.#used[r] = (this.#used[r] as number) + step;
  }
}

/** The score of chosen columns: the share of all weight that is detected. */
export function scoreOf(instance: Instance, chosen: Uint8Array): number {
  const { cellStart, column, p, worth } = instance;
  let sum = instance.fixedSensorsOnly;
  for (let c = 0; c < instance.cells; c++) {
    const end = cellStart[c + 1] as number;
    let left = 1;
    for (let e = cellStart[c] as number; e < end; e++)
      if (chosen[column[e] as number] === 1) left *= 1 - (p[e] as number);
    sum += (worth[c] as number) * (1 - left);
  }
  return sum / instance.weightTotal;
}
