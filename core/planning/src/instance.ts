/**
 * A collection plan to be chosen, packed for search.
 *
 * Columns are sorties, passes, patrols or pointings that may be flown or not; cells are places at
 * hours. Choosing the columns X detects `worth · (1 − Π over k in X of (1 − p))` more in a cell.
 * Entries are the pairs of a cell and a column that looks at it, stored once by cell and, through
 * `entryOf`, found by column.
 */
export interface Instance {
  readonly columns: number;
  readonly cells: number;
  /** Weight of all cells together; a score is a share of it. */
  readonly weightTotal: number;
  /** What fixed sensors detect without any column, in weight. */
  readonly fixedSensorsOnly: number;
  /** Weight still undetected, by cell: the most that columns can add there. */
  readonly worth: Float64Array;
  /** Entries of cell c: `cellStart[c]` to `cellStart[c + 1]`. */
  readonly cellStart: Int32Array;
  /** By entry. */
  readonly column: Int32Array;
  /** By entry: the probability that the column detects what is undetected in the cell. */
  readonly p: Float64Array;
  /** Places in `entryOf` of column k: `columnStart[k]` to `columnStart[k + 1]`. */
  readonly columnStart: Int32Array;
  readonly entryOf: Int32Array;
  /** By entry: its cell. */
  readonly cell: Int32Array;
  readonly capacities: readonly Capacity[];
}

/** At most so many of these columns. */
export interface Capacity {
  readonly most: number;
  readonly columns: Int32Array;
}

/** A cell as it is read: its weight, the share that is undetected, and who may look with what chance. */
export interface CellLooks {
  readonly weight: number;
  readonly undetected: number;
  readonly looks: readonly (readonly [column: number, q: number])[];
}

/** Packs cells and capacities; both are sound already. */
export function packed(
  columns: number,
  weightTotal: number,
  fixedSensorsOnly: number,
  capacities: readonly Capacity[],
  cells: readonly CellLooks[],
): Instance {
  const entries = cells.reduce((sum, { looks }) => sum + looks.length, 0);
  const worth = new Float64Array(cells.length);
  const cellStart = new Int32Array(cells.length + 1);
  const column = new Int32Array(entries);
  const cell = new Int32Array(entries);
  const p = new Float64Array(entries);
  const columnStart = new Int32Array(columns + 1);
  let e = 0;
  for (const [c, { weight, undetected, looks }] of cells.entries()) {
    worth[c] = weight * undetected;
    for (const [k, q] of looks) {
      column[e] = k;
      cell[e] = c;
      p[e] = Math.min(1, q / undetected);
      columnStart[k + 1] = (columnStart[k + 1] as number) + 1;
      e += 1;
    }
    cellStart[c + 1] = e;
  }
  for (let k = 0; k < columns; k++)
    columnStart[k + 1] = (columnStart[k + 1] as number) + (columnStart[k] as number);
  const next = columnStart.slice();
  const entryOf = new Int32Array(entries);
  for (let i = 0; i < entries; i++) {
    const k = column[i] as number;
    const place = next[k] as number;
    entryOf[place] = i;
    next[k] = place + 1;
  }
  return {
    columns,
    cells: cells.length,
    weightTotal,
    fixedSensorsOnly,
    worth,
    cellStart,
    column,
    p,
    columnStart,
    entryOf,
    cell,
    capacities,
  };
}
