import { ESTIMATE, STRIDE } from './belief.ts';
import type { Followed } from './followed.ts';

/** Less probable exchanges are passed over. */
const LEAST = 0.001;

/**
 * By id: how much wider its place is because it may be another that bears it.
 *
 * Where two may have taken each other's ids, what bears an id is with some probability where the other is: the
 * second moment about the place that is told, and not only how well the place is known.
 */
export class Doubts {
  readonly #of = new Map<number, Float64Array>();
  readonly #one = new Float64Array(ESTIMATE);
  readonly #other = new Float64Array(ESTIMATE);

  clear(): void {
    this.#of.clear();
  }

  written(): ReadonlyMap<number, Float64Array> {
    return this.#of;
  }

  restore(doubts: ReadonlyMap<number, Float64Array>): void {
    this.#of.clear();
    for (const [id, wider] of doubts) this.#of.set(id, wider.slice());
  }

  /** Two objects, by their numbers, bear each other's ids with this probability. */
  add(doubt: number, i: number, j: number, t: number, followed: Followed): void {
    if (doubt < LEAST) return;
    const { motion, beliefs, ids } = followed;
    motion.estimate(beliefs, STRIDE * i, t, this.#one);
    motion.estimate(beliefs, STRIDE * j, t, this.#other);
    this.#widen(ids[i] as number, doubt, this.#one, this.#other);
    this.#widen(ids[j] as number, doubt, this.#other, this.#one);
  }

  #widen(id: number, doubt: number, own: Float64Array, of: Float64Array): void {
    let wider = this.#of.get(id);
    if (wider === undefined) {
      wider = new Float64Array(3);
      this.#of.set(id, wider);
    }
    const dx = (of[0] as number) - (own[0] as number);
    const dy = (of[1] as number) - (own[1] as number);
    const more = (k: number) => (of[4 + k] as number) - (own[4 + k] as number);
    wider[0] = (wider[0] as number) + doubt * (dx * dx + more(0));
    wider[1] = (wider[1] as number) + doubt * (dx * dy + more(1));
    wider[2] = (wider[2] as number) + doubt * (dy * dy + more(2));
  }

  /** Adds to an estimate's covariance what is doubtful of who bears the id. */
  apply(id: number, estimate: Float64Array): void {
    const wider = this.#of.get(id);
    if (wider === undefined) return;
    for (let k = 0; k < 3; k++)
      estimate[4 + k] = (estimate[4 + k] as number) + (wider[k] as number);
  }
}
