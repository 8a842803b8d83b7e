import { at, COVARIANCE, MEAN, MODES, STRIDE, TIME } from './belief.ts';
import type { Followed } from './followed.ts';

/** Metres: objects nearer than this may take each other's detections. */
const NEAR = 40;
/** Metres: so far apart they no longer do, and it is decided which is which. */
const APART = 75;
/** How much likelier an exchange must be before ids are exchanged: its logarithm. */
const MARGIN = 1;
/** Steady and restless ways from one place to another: white noise of acceleration, m²/s³, and how usual. */
const WAYS = [
  [0.1, 0.6],
  [1, 0.3],
  [8, 0.1],
] as const;
/** Metres a side of a cell, and how many lists of objects the cells share. */
const CELL = 200;
const CELLS = 4096;

/** Where one was and how it moved; variances on one axis, of place, of both, of speed. */
interface State {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly pp: number;
  readonly pv: number;
  readonly vv: number;
}

/** Two that came near each other, by id, as they were when they did. */
interface Encounter {
  readonly a: number;
  readonly b: number;
  readonly a0: State;
  readonly b0: State;
}

/**
 * Which of two objects is which after they have been near each other.
 *
 * While they are near, each may take the other's detections, and the filter does not look back. Once
 * they part, the way from before to after is weighed both ways round: who keeps its course keeps its id.
 */
export class Identities {
  readonly #encounters = new Map<number, Encounter>();
  readonly #heads = new Int32Array(CELLS);
  #next = new Int32Array(1024);
  #x = new Float64Array(1024);
  #y = new Float64Array(1024);
  /** By id, the number of the object that bears it; -1 where none does. */
  #bearers = new Int32Array(1024);
  /** The same for ids that others gave: in a sector they are as great as the whole net makes them. */
  readonly #foreign = new Map<number, number>();

  /** Whether some that were near each other have not parted yet. */
  get watching(): boolean {
    return this.#encounters.size > 0;
  }

  written(): IdentitiesState {
    return { encounters: this.#encounters };
  }

  restore({ encounters }: IdentitiesState): void {
    this.#encounters.clear();
    for (const [key, encounter] of encounters) this.#encounters.set(key, encounter);
  }

  review(t: number, followed: Followed): void {
    const { count, ids, beliefs } = followed;
    this.#place(t, followed);
    for (let i = 0; i < count; i++) {
      if (ids[i] === 0) continue;
      const x = at(this.#x, i);
      const y = at(this.#y, i);
      const right = Math.floor((x + NEAR) / CELL);
      const high = Math.floor((y + NEAR) / CELL);
      for (let column = Math.floor((x - NEAR) / CELL); column <= right; column++)
        for (let row = Math.floor((y - NEAR) / CELL); row <= high; row++)
          for (
            let j = this.#heads[cellOf(column, row)] as number;
            j > i;
            j = this.#next[j] as number
          ) {
            const dx = at(this.#x, j) - x;
            const dy = at(this.#y, j) - y;
            if (dx * dx + dy * dy < NEAR * NEAR) this.#meet(t, followed, i, j);
          }
    }
    for (const [key, encounter] of this.#encounters) {
      const i = this.#bearerOf(encounter.a);
      const j = this.#bearerOf(encounter.b);
      if (i < 0 || j < 0) {
        this.#encounters.delete(key);
        continue;
      }
      const dx = at(this.#x, i) - at(this.#x, j);
      const dy = at(this.#y, i) - at(this.#y, j);
      if (dx * dx + dy * dy < APART * APART) continue;
      this.#encounters.delete(key);
      if (exchanged(encounter, stateOf(beliefs, i, t), stateOf(beliefs, j, t)))
        this.#exchange(followed, i, j);
    }
  }

  /** Sorts objects that have been reported into cells, each cell's highest number first. */
  #place(t: number, { count, ids, named, beliefs }: Followed): void {
    if (this.#x.length < count) {
      this.#x = new Float64Array(2 * count);
      this.#y = new Float64Array(2 * count);
      this.#next = new Int32Array(2 * count);
    }
    this.#heads.fill(-1);
    if (this.#bearers.length <= named) this.#bearers = new Int32Array(2 * named);
    this.#bearers.fill(-1);
    if (this.#foreign.size > 0) this.#foreign.clear();
    for (let i = 0; i < count; i++) {
      const id = ids[i] as number;
      if (id === 0) continue;
      const o = STRIDE * i;
      const dt = t - at(beliefs, o + TIME);
      let x = 0;
      let y = 0;
      for (let j = 0; j < MODES; j++) {
        const m = o + MEAN + 4 * j;
        x += at(beliefs, o + j) * (at(beliefs, m) + dt * at(beliefs, m + 2));
        y += at(beliefs, o + j) * (at(beliefs, m + 1) + dt * at(beliefs, m + 3));
      }
      this.#x[i] = x;
      this.#y[i] = y;
      const cell = cellOf(Math.floor(x / CELL), Math.floor(y / CELL));
      this.#next[i] = this.#heads[cell] as number;
      this.#heads[cell] = i;
      this.#bear(id, i);
    }
  }

  #bearerOf(id: number): number {
    return id < this.#bearers.length
      ? (this.#bearers[id] as number)
      : (this.#foreign.get(id) ?? -1);
  }

  #bear(id: number, i: number): void {
    if (id < this.#bearers.length) this.#bearers[id] = i;
    else this.#foreign.set(id, i);
  }

  #meet(t: number, { ids, beliefs }: Followed, i: number, j: number): void {
    const a = ids[i] as number;
    const b = ids[j] as number;
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    if (this.#encounters.has(key)) return;
    const [a0, b0] = [stateOf(beliefs, i, t), stateOf(beliefs, j, t)];
    this.#encounters.set(key, { a, b, a0, b0 });
  }

  #exchange({ ids }: Followed, i: number, j: number): void {
    const [a, b] = [ids[i] as number, ids[j] as number];
    ids[i] = b;
    ids[j] = a;
    this.#bear(a, j);
    this.#bear(b, i);
  }
}

/** The encounters under way: plain data. */
export interface IdentitiesState {
  readonly encounters: ReadonlyMap<number, Encounter>;
}

const cellOf = (column: number, row: number): number =>
  (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & (CELLS - 1);

/** Whether two more likely went each to where the other now is believed to be. */
function exchanged({ a0, b0 }: Encounter, a1: State, b1: State): boolean {
  const kept = way(a0, a1) + way(b0, b1);
  return way(a0, b1) + way(b0, a1) > kept + MARGIN;
}

/** How likely one state leads to another: its logarithm, but for a constant. */
function way(from: State, to: State): number {
  const dt = to.t - from.t;
  const ex = to.x - from.x - dt * from.vx;
  const ey = to.y - from.y - dt * from.vy;
  const eu = to.vx - from.vx;
  const ev = to.vy - from.vy;
  let sum = 0;
  for (const [q, usual] of WAYS) {
    const pp = from.pp + 2 * dt * from.pv + dt * dt * from.vv + (q * dt ** 3) / 3 + to.pp;
    const pv = from.pv + dt * from.vv + (q * dt * dt) / 2 + to.pv;
    const vv = from.vv + q * dt + to.vv;
    const determinant = pp * vv - pv * pv;
    const far = vv * (ex * ex + ey * ey) - 2 * pv * (ex * eu + ey * ev) + pp * (eu * eu + ev * ev);
    sum += (usual / determinant) * Math.exp(-far / determinant / 2);
  }
  return Math.log(Math.max(sum, 1e-300));
}

/** What is believed of an object, modes taken together, at a time not long after. */
function stateOf(beliefs: Float64Array, i: number, t: number): State {
  const o = STRIDE * i;
  const dt = t - at(beliefs, o + TIME);
  let x = 0;
  let y = 0;
  let vx = 0;
  let vy = 0;
  for (let j = 0; j < MODES; j++) {
    const w = at(beliefs, o + j);
    const m = o + MEAN + 4 * j;
    x += w * at(beliefs, m);
    y += w * at(beliefs, m + 1);
    vx += w * at(beliefs, m + 2);
    vy += w * at(beliefs, m + 3);
  }
  let pp = 0;
  let pv = 0;
  let vv = 0;
  for (let j = 0; j < MODES; j++) {
    const w = at(beliefs, o + j) / 2;
    const m = o + MEAN + 4 * j;
    const c = o + COVARIANCE + 10 * j;
    const ex = at(beliefs, m) - x;
    const ey = at(beliefs, m + 1) - y;
    const eu = at(beliefs, m + 2) - vx;
    const ev = at(beliefs, m + 3) - vy;
    pp += w * (at(beliefs, c) + at(beliefs, c + 4) + ex * ex + ey * ey);
    pv += w * (at(beliefs, c + 2) + at(beliefs, c + 6) + ex * eu + ey * ev);
    vv += w * (at(beliefs, c + 7) + at(beliefs, c + 9) + eu * eu + ev * ev);
  }
  const wide = pp + 2 * dt * pv + dt * dt * vv;
  return { t, x: x + dt * vx, y: y + dt * vy, vx, vy, pp: wide, pv: pv + dt * vv, vv };
}
