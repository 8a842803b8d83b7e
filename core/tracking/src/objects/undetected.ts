import { areaOf, type Box, bounds, insideBy } from './field.ts';
import type { Scan } from './scan.ts';

/** Metres a side of one cell. */
const CELL = 500;
/** Share of all objects that come new, per second. */
const ARRIVING = 0.002;
/** What a sensor blind to slow objects sees of those not yet seen. */
const MOVING = 0.8;

export interface UndetectedState {
  readonly density: Float64Array;
  readonly usual: number | undefined;
  readonly t: number;
}

/**
 * The intensity of objects that no sensor has detected yet, to a square metre: the Poisson part of
 * a Poisson multi-Bernoulli (Williams 2015).
 */
export class Undetected {
  readonly #box: readonly [number, number, number, number];
  readonly #columns: number;
  readonly #rows: number;
  #density: Float64Array;
  /** Of all objects; `undefined` before the first scan. */
  #usual: number | undefined;
  #t = 0;

  constructor(box: readonly [number, number, number, number]) {
    this.#box = box;
    this.#columns = Math.max(1, Math.ceil((box[2] - box[0]) / CELL));
    this.#rows = Math.max(1, Math.ceil((box[3] - box[1]) / CELL));
    this.#density = new Float64Array(this.#columns * this.#rows);
  }

  written(): UndetectedState {
    return { density: this.#density, usual: this.#usual, t: this.#t };
  }

  restore({ density, usual, t }: UndetectedState): void {
    this.#density = density;
    this.#usual = usual;
    this.#t = t;
  }

  at(x: number, y: number): number {
    return this.#density[this.#row(y) * this.#columns + this.#column(x)] as number;
  }

  /** Takes back what was followed without good reason. */
  give(x: number, y: number, objects: number): void {
    const c = this.#row(y) * this.#columns + this.#column(x);
    this.#density[c] = (this.#density[c] as number) + objects / CELL ** 2;
  }

  /** Before a scan is read: its first one tells how many objects there may be. */
  expect(scan: Scan): void {
    if (this.#usual === undefined) {
      const [left, low, right, high] = this.#within(scan);
      const inBox = (right - left) * (high - low) * CELL ** 2;
      const area = Math.max(CELL ** 2, Math.min(inBox, areaOf(scan)));
      const clutter = (scan.clutter * area) / Math.max(area, areaOf(scan));
      const found = Math.max(1, scan.detections.length - clutter);
      this.#usual = found / scan.pd / area;
      this.#density.fill(this.#usual);
      this.#t = scan.t;
    }
    const passed = scan.t - this.#t;
    if (passed < 1) return;
    this.#t = scan.t;
    const more = this.#usual * ARRIVING * passed;
    for (let c = 0; c < this.#density.length; c++)
      this.#density[c] = (this.#density[c] as number) + more;
  }

  /** After a scan: what is still undetected where it looked. */
  sweep(scan: Scan): void {
    const left = 1 - scan.pd * (scan.blindBelow === undefined ? 1 : MOVING);
    const [from, low, to, high] = this.#within(scan);
    for (let row = low; row < high; row++)
      for (let column = from; column < to; column++) {
        const x = this.#box[0] + (column + 0.5) * CELL;
        const y = this.#box[1] + (row + 0.5) * CELL;
        if (insideBy(scan, x, y) <= 0) continue;
        const c = row * this.#columns + column;
        this.#density[c] = (this.#density[c] as number) * left;
      }
  }

  get known(): boolean {
    return this.#usual !== undefined;
  }

  /** How many a scan's field is expected to hold; only as far as it lies `within` a box, where one is given. */
  expected(scan: Scan, within?: Box): number {
    let sum = 0;
    this.#visit(scan, within, (c) => {
      sum += (this.#density[c] as number) * CELL ** 2;
    });
    return sum;
  }

  /** Where a count tells of more or fewer. */
  scale(scan: Scan, by: number, within?: Box): void {
    this.#visit(scan, within, (c) => {
      this.#density[c] = (this.#density[c] as number) * by;
    });
  }

  #visit(scan: Scan, within: Box | undefined, cell: (c: number) => void): void {
    const [west, south, east, north] = within ?? this.#box;
    const [from, low, to, high] = this.#within(scan);
    for (let row = low; row < high; row++)
      for (let column = from; column < to; column++) {
        const x = this.#box[0] + (column + 0.5) * CELL;
        const y = this.#box[1] + (row + 0.5) * CELL;
        if (x < west || x > east || y < south || y > north) continue;
        if (insideBy(scan, x, y) > 0) cell(row * this.#columns + column);
      }
  }

  #within(scan: Scan): readonly [number, number, number, number] {
    const [x0, y0, x1, y1] = bounds(scan);
    return [this.#column(x0), this.#row(y0), this.#column(x1) + 1, this.#row(y1) + 1];
  }

  #column(x: number): number {
    return Math.min(this.#columns - 1, Math.max(0, Math.floor((x - this.#box[0]) / CELL)));
  }

  #row(y: number): number {
    return Math.min(this.#rows - 1, Math.max(0, Math.floor((y - this.#box[1]) / CELL)));
  }
}
