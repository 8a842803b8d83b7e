/** Metres a side of a cell, and how many lists of objects the cells share. */
const CELL = 200;
const CELLS = 4096;

/** Which objects are near which, by their numbers. */
export class Nearby {
  readonly #heads = new Int32Array(CELLS);
  #next = new Int32Array(1024);
  #x = new Float64Array(1024);
  #y = new Float64Array(1024);

  /** Forgets where all were, and makes room for `count`. */
  clear(count: number): void {
    if (this.#x.length < count) {
      this.#x = new Float64Array(2 * count);
      this.#y = new Float64Array(2 * count);
      this.#next = new Int32Array(2 * count);
    }
    this.#heads.fill(-1);
  }

  /** Says where an object is, in metres. Numbers rise from one to the next, so that each cell's highest stands first. */
  place(i: number, x: number, y: number): void {
    this.#x[i] = x;
    this.#y[i] = y;
    const cell = cellOf(Math.floor(x / CELL), Math.floor(y / CELL));
    this.#next[i] = this.#heads[cell] as number;
    this.#heads[cell] = i;
  }

  /** Metres between two that were placed. */
  apart(i: number, j: number): number {
    const dx = (this.#x[i] as number) - (this.#x[j] as number);
    const dy = (this.#y[i] as number) - (this.#y[j] as number);
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** Names all placed after one that was placed, and not further from it than this, which is less than a cell. */
  around(i: number, near: number, found: (j: number) => void): void {
    const x = this.#x[i] as number;
    const y = this.#y[i] as number;
    const right = Math.floor((x + near) / CELL);
    const high = Math.floor((y + near) / CELL);
    for (let column = Math.floor((x - near) / CELL); column <= right; column++)
      for (let row = Math.floor((y - near) / CELL); row <= high; row++)
        for (let j = this.#heads[cellOf(column, row)] as number; j > i; j = this.#next[j] as number)
          if (this.apart(i, j) <= near) found(j);
  }
}

const cellOf = (column: number, row: number): number =>
  (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & (CELLS - 1);
