import { COVARIANCE, EXISTENCE, MEAN, STRIDE, TIME } from './belief.ts';
import { LookBook, type LookBookState, NO_LOOK } from './look-book.ts';
import { Motion } from './motion.ts';

/** The objects that are followed: what is believed of each, the id it was reported under, and its looks. */
export class Followed {
  readonly motion = new Motion();
  readonly book = new LookBook(this.motion);
  beliefs: Float64Array = new Float64Array(STRIDE * 1024);
  /** Zero for what was never reported. */
  ids: Float64Array = new Float64Array(1024);
  /** Each object's newest look; `NO_LOOK` if none was kept. */
  newest: Int32Array = new Int32Array(1024);
  count = 0;
  named = 0;

  existence(i: number): number {
    return this.beliefs[STRIDE * i + EXISTENCE] as number;
  }

  /** The id under which an object is reported, given when first asked for. */
  idOf(i: number): number {
    if (this.ids[i] === 0) {
      this.named += 1;
      this.ids[i] = this.named;
    }
    return this.ids[i] as number;
  }

  /** Makes room for one more object and returns its number; its belief is the caller's to write. */
  add(): number {
    if (this.count === this.ids.length) this.#grow();
    const i = this.count++;
    this.ids[i] = 0;
    this.newest[i] = NO_LOOK;
    return i;
  }

  /** The last object takes the number of the one removed. */
  remove(i: number): void {
    this.book.drop(this.newest[i] as number);
    this.count -= 1;
    const last = this.count;
    this.beliefs.copyWithin(STRIDE * i, STRIDE * last, STRIDE * (last + 1));
    this.ids[i] = this.ids[last] as number;
    this.newest[i] = this.newest[last] as number;
  }

  /** What was believed of an object at a time, perhaps long ago; `blind` as in `Motion.predict`. */
  recall(i: number, t: number, into: Float64Array, o: number, blind = false): void {
    const b = STRIDE * i;
    if ((this.beliefs[b + TIME] as number) <= t) {
      for (let k = 0; k < STRIDE; k++) into[o + k] = this.beliefs[b + k] as number;
      this.motion.predict(into, o, t, blind);
      return;
    }
    const newest = this.newest[i] as number;
    const look = this.book.before(newest, t);
    if (look !== NO_LOOK) {
      this.book.recall(look, into, o);
      this.motion.predict(into, o, t, blind);
      return;
    }
    // Not known yet at the time: where it must have come from.
    const oldest = this.book.oldest(newest);
    if (oldest === NO_LOOK)
      for (let k = 0; k < STRIDE; k++) into[o + k] = this.beliefs[b + k] as number;
    else this.book.recall(oldest, into, o);
    const back = (into[o + TIME] as number) - t;
    for (let j = 0; j < 3; j++) {
      const m = o + MEAN + 4 * j;
      const c = o + COVARIANCE + 10 * j;
      into[m] = (into[m] as number) - back * (into[m + 2] as number);
      into[m + 1] = (into[m + 1] as number) - back * (into[m + 3] as number);
      into[c] = (into[c] as number) + back * back * (into[c + 7] as number);
      into[c + 4] = (into[c + 4] as number) + back * back * (into[c + 9] as number);
    }
  }

  #grow(): void {
    const size = 2 * this.ids.length;
    const longer = <T extends Float64Array | Int32Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    this.beliefs = longer(this.beliefs, new Float64Array(STRIDE * size));
    this.ids = longer(this.ids, new Float64Array(size));
    this.newest = longer(this.newest, new Int32Array(size));
  }

  /** All of it as views of the arrays in use: to be written down before anything changes. */
  written(): FollowedState {
    const { count, named } = this;
    return {
      beliefs: this.beliefs.subarray(0, STRIDE * count),
      ids: this.ids.subarray(0, count),
      newest: this.newest.subarray(0, count),
      named,
      book: this.book.written(),
    };
  }

  restore({ beliefs, ids, newest, named, book }: FollowedState): void {
    while (this.ids.length < ids.length) this.#grow();
    this.beliefs.set(beliefs);
    this.ids.set(ids);
    this.newest.set(newest);
    this.count = ids.length;
    this.named = named;
    this.book.restore(book);
  }
}

export interface FollowedState {
  readonly beliefs: Float64Array;
  readonly ids: Float64Array;
  readonly newest: Int32Array;
  readonly named: number;
  readonly book: LookBookState;
}
