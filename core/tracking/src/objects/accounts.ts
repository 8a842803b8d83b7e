import { COVARIANCE, MEAN, MODES, STRIDE } from './belief.ts';

/** Accounts that are kept, and that are looked at before those alike are joined. */
export const KEPT = 5;
export const WIDE = 16;
/** One account is two beliefs. */
export const BOTH = 2 * STRIDE;
/** Squared standard deviations, of both objects together, within which two accounts are alike. */
const ALIKE = 4;
/** An account less likely than this share of the one that it is joined with does not move it. */
const LIGHT = 0.1;
/** Groups of accounts: none yet, and none any more, its weight being another's. */
const NOT_YET = -1;
const LEFT_OUT = -2;
/** Numbers of one object by which accounts are told apart: x, y, vx, vy, variance of place, of speed. */
const MOMENTS = 6;

/** Accounts as plain data. */
export interface AccountsState {
  readonly beliefs: Float64Array;
  readonly weights: Float64Array;
}

/** One account: what is believed of the one and of the other. */
export function oneAccount(one: Float64Array, other: Float64Array): AccountsState {
  const beliefs = new Float64Array(BOTH);
  beliefs.set(one, 0);
  beliefs.set(other, STRIDE);
  return { beliefs, weights: Float64Array.of(1) };
}

/**
 * Several accounts of what the same two objects did, each a belief about the one and behind it a belief
 * about the other, and how likely each account is.
 */
export class Accounts {
  count = 0;
  readonly beliefs = new Float64Array(KEPT * BOTH);
  /** Of the likeliest 1. */
  readonly weights = new Float64Array(KEPT);
  readonly #moments = new Float64Array(WIDE * 2 * MOMENTS);
  readonly #group = new Int32Array(WIDE);

  written(): AccountsState {
    const { beliefs, weights, count } = this;
    return { beliefs: beliefs.slice(0, BOTH * count), weights: weights.slice(0, count) };
  }

  restore({ beliefs, weights }: AccountsState): void {
    this.beliefs.set(beliefs);
    this.weights.set(weights);
    this.count = weights.length;
  }

  /**
   * Takes over `count` accounts, the likeliest first. Those that have become alike are one from now
   * on, as likely as they were together: else many that differ in nothing any more would leave no room.
   */
  replace(beliefs: Float64Array, weights: Float64Array, count: number): void {
    const group = this.#group.fill(NOT_YET, 0, count);
    for (let v = 0; v < 2 * count; v++) momentsOf(beliefs, STRIDE * v, this.#moments, MOMENTS * v);
    let groups = 0;
    for (let h = 0; h < count && groups < KEPT; h++) {
      if (group[h] !== NOT_YET) continue;
      let together = 0;
      for (let g = h; g < count; g++) {
        if (group[g] !== NOT_YET || (g !== h && !this.#alike(h, g))) continue;
        group[g] = (weights[g] as number) < LIGHT * (weights[h] as number) ? LEFT_OUT : groups;
        together += weights[g] as number;
      }
      this.weights[groups] = together;
      groups += 1;
    }
    this.count = groups;
    for (let g = 0; g < groups; g++)
      for (let v = 0; v < 2; v++) this.#join(beliefs, weights, count, g, v);
    let most = 0;
    for (let g = 0; g < groups; g++) most = Math.max(most, this.weights[g] as number);
    for (let g = 0; g < groups; g++) this.weights[g] = (this.weights[g] as number) / most;
  }

  #alike(g: number, h: number): boolean {
    const moments = this.#moments;
    let sum = 0;
    for (let v = 0; v < 2; v++) {
      const a = MOMENTS * (2 * g + v);
      const b = MOMENTS * (2 * h + v);
      const x = (moments[a] as number) - (moments[b] as number);
      const y = (moments[a + 1] as number) - (moments[b + 1] as number);
      const vx = (moments[a + 2] as number) - (moments[b + 2] as number);
      const vy = (moments[a + 3] as number) - (moments[b + 3] as number);
      sum += (x * x + y * y) / (moments[a + 4] as number);
      sum += (vx * vx + vy * vy) / (moments[a + 5] as number);
    }
    return sum < ALIKE;
  }

  /** Writes one belief with the mean and covariance, mode by mode, of those of a group. */
  #join(from: Float64Array, weights: Float64Array, count: number, g: number, v: number): void {
    const { beliefs } = this;
    const group = this.#group;
    const first = group.indexOf(g);
    const o = BOTH * g + STRIDE * v;
    for (let k = 0; k < STRIDE; k++) beliefs[o + k] = from[BOTH * first + STRIDE * v + k] as number;
    const second = group.indexOf(g, first + 1);
    if (second === -1 || second >= count) return;
    let all = 0;
    for (let h = first; h < count; h++) if (group[h] === g) all += weights[h] as number;
    for (let mode = 0; mode < MODES; mode++) {
      const m = MEAN + 4 * mode;
      const c = COVARIANCE + 10 * mode;
      beliefs.fill(0, o + m, o + m + 4);
      beliefs.fill(0, o + c, o + c + 10);
      let sum = 0;
      for (let h = 0; h < count; h++) {
        if (group[h] !== g) continue;
        const b = BOTH * h + STRIDE * v;
        const w = (weights[h] as number) * (from[b + mode] as number);
        sum += w;
        for (let k = 0; k < 4; k++)
          beliefs[o + m + k] = (beliefs[o + m + k] as number) + w * (from[b + m + k] as number);
      }
      beliefs[o + mode] = sum / all;
      for (let k = 0; k < 4; k++) beliefs[o + m + k] = (beliefs[o + m + k] as number) / sum;
      for (let h = 0; h < count; h++) {
        if (group[h] !== g) continue;
        const b = BOTH * h + STRIDE * v;
        const w = ((weights[h] as number) * (from[b + mode] as number)) / sum;
        let n = c;
        for (let p = m; p < m + 4; p++)
          for (let q = p; q < m + 4; q++) {
            const ep = (from[b + p] as number) - (beliefs[o + p] as number);
            const eq = (from[b + q] as number) - (beliefs[o + q] as number);
            beliefs[o + n] = (beliefs[o + n] as number) + w * ((from[b + n] as number) + ep * eq);
            n += 1;
          }
      }
    }
  }
}

function momentsOf(of: Float64Array, o: number, into: Float64Array, to: number): void {
  let x = 0;
  let y = 0;
  let vx = 0;
  let vy = 0;
  let place = 0;
  let speed = 0;
  for (let mode = 0; mode < MODES; mode++) {
    const w = of[o + mode] as number;
    const m = o + MEAN + 4 * mode;
    const c = o + COVARIANCE + 10 * mode;
    const px = of[m] as number;
    const py = of[m + 1] as number;
    const pu = of[m + 2] as number;
    const pv = of[m + 3] as number;
    x += w * px;
    y += w * py;
    vx += w * pu;
    vy += w * pv;
    place += w * ((of[c] as number) + (of[c + 4] as number) + px * px + py * py);
    speed += w * ((of[c + 7] as number) + (of[c + 9] as number) + pu * pu + pv * pv);
  }
  into[to] = x;
  into[to + 1] = y;
  into[to + 2] = vx;
  into[to + 3] = vy;
  // A metre and a tenth of a metre a second are never told apart.
  into[to + 4] = Math.max(1, (place - x * x - y * y) / 2);
  into[to + 5] = Math.max(0.01, (speed - vx * vx - vy * vy) / 2);
}
