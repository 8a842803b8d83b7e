import { EXISTENCE, STRIDE, TIME } from './belief.ts';
import { correct, PLACE, SIGHT } from './correct.ts';
import type { Motion } from './motion.ts';

/** Places that one look keeps; less likely ones are forgotten. */
const KEPT = 5;
export const MET = STRIDE;
const MISSED = MET + SIGHT;
const GAINED = MISSED + 1;
export const COUNT = GAINED + 1;
export const PLACES = COUNT + 1;
/** Numbers that one look takes; its belief stands first, then how the sensor saw it, then places. */
export const LOOK = PLACES + PLACE * KEPT;

export const NO_LOOK = -1;

/**
 * What each object's latest looks were, and what was believed after each: a look that comes late
 * is put where it belongs, and those after it are taken again with their old probabilities.
 */
export class LookBook {
  readonly #motion: Motion;
  #numbers: Float64Array = new Float64Array(LOOK * 1024);
  #older: Int32Array = new Int32Array(1024);
  /** When each look was, once more: looks are gone through by time, and lie far apart in memory. */
  #times: Float64Array = new Float64Array(1024);
  #used = 0;
  #free: number[] = [];
  readonly #after: number[] = [];

  constructor(motion: Motion) {
    this.#motion = motion;
  }

  /** The newest look at or before a time, of those from `newest` on. */
  before(newest: number, t: number): number {
    let look = newest;
    while (look !== NO_LOOK && (this.#times[look] as number) > t) look = this.#next(look);
    return look;
  }

  oldest(newest: number): number {
    let look = newest;
    for (let next = look; next !== NO_LOOK; next = this.#next(look)) look = next;
    return look;
  }

  /** Copies what was believed after a look. */
  recall(look: number, into: Float64Array, o: number): void {
    const from = look * LOOK;
    for (let i = 0; i < STRIDE; i++) into[o + i] = this.#numbers[from + i] as number;
  }

  /** Writes a look that has just corrected `of`, and returns which is the newest now. */
  write(
    newest: number,
    of: Float64Array,
    o: number,
    sight: Float64Array,
    s: number,
    places: Float64Array,
    from: number,
    n: number,
    missed: number,
    gained: number,
  ): number {
    const look = this.#new();
    const to = look * LOOK;
    const book = this.#numbers;
    this.#times[look] = of[o + TIME] as number;
    for (let i = 0; i < STRIDE; i++) book[to + i] = of[o + i] as number;
    for (let i = 0; i < SIGHT; i++) book[to + MET + i] = sight[s + i] as number;
    book[to + MISSED] = missed;
    book[to + GAINED] = gained;
    let kept = 0;
    let sum = missed;
    for (let k = 0; k < n && kept < KEPT; k++) {
      const share = places[from + PLACE * k + 2] as number;
      if (share < 0.01) continue;
      for (let i = 0; i < PLACE; i++)
        book[to + PLACES + PLACE * kept + i] = places[from + PLACE * k + i] as number;
      sum += share;
      kept += 1;
    }
    book[to + COUNT] = kept;
    book[to + MISSED] = missed / sum;
    for (let k = 0; k < kept; k++) {
      const share = to + PLACES + PLACE * k + 2;
      book[share] = (book[share] as number) / sum;
    }
    const below = this.before(newest, of[o + TIME] as number);
    this.#older[look] = below;
    if (below === newest) return look;
    let above = newest;
    while (this.#next(above) !== below) above = this.#next(above);
    this.#older[above] = look;
    return newest;
  }

  /** Takes the looks after the belief's time again; leaves the belief at the newest of them. */
  again(newest: number, of: Float64Array, o: number): void {
    const after = this.#after;
    after.length = 0;
    const t = of[o + TIME] as number;
    for (let look = newest; (this.#times[look] as number) > t; look = this.#next(look))
      after.push(look);
    for (let look = after.pop(); look !== undefined; look = after.pop()) {
      const book = this.#numbers;
      const l = look * LOOK;
      this.#motion.predict(of, o, book[l + TIME] as number);
      correct(
        of,
        o,
        book,
        l + MET,
        book,
        l + PLACES,
        book[l + COUNT] as number,
        book[l + MISSED] as number,
      );
      of[o + EXISTENCE] = raised(of[o + EXISTENCE] as number, book[l + GAINED] as number);
      for (let i = 0; i < STRIDE; i++) book[l + i] = of[o + i] as number;
    }
  }

  /** Forgets looks before a time, all but the newest of them. */
  forget(newest: number, t: number): void {
    const last = this.before(newest, t);
    if (last === NO_LOOK) return;
    this.drop(this.#next(last));
    this.#older[last] = NO_LOOK;
  }

  drop(newest: number): void {
    for (let look = newest; look !== NO_LOOK; look = this.#next(look)) this.#free.push(look);
  }

  /**
   * An object's looks from the newest on, each `LOOK` numbers behind the other: what the object takes
   * along to another book.
   */
  copyOut(newest: number): Float64Array {
    const looks: number[] = [];
    for (let look = newest; look !== NO_LOOK; look = this.#next(look)) looks.push(look);
    const out = new Float64Array(LOOK * looks.length);
    for (const [n, look] of looks.entries())
      out.set(this.#numbers.subarray(look * LOOK, (look + 1) * LOOK), n * LOOK);
    return out;
  }

  /** Takes in what `copyOut` gave; returns which look is the newest. */
  copyIn(looks: Float64Array): number {
    let older = NO_LOOK;
    for (let from = looks.length - LOOK; from >= 0; from -= LOOK) {
      const look = this.#new();
      this.#numbers.set(looks.subarray(from, from + LOOK), look * LOOK);
      this.#times[look] = looks[from + TIME] as number;
      this.#older[look] = older;
      older = look;
    }
    return older;
  }

  written(): LookBookState {
    return {
      numbers: this.#numbers.subarray(0, LOOK * this.#used),
      older: this.#older.subarray(0, this.#used),
      free: this.#free,
    };
  }

  restore({ numbers, older, free }: LookBookState): void {
    while (this.#older.length < older.length) this.#grow();
    this.#numbers.set(numbers);
    this.#older.set(older);
    for (let look = 0; look < older.length; look++)
      this.#times[look] = numbers[look * LOOK + TIME] as number;
    this.#used = older.length;
    this.#free = [...free];
  }

  #next(look: number): number {
    return this.#older[look] as number;
  }

  #new(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#used === this.#older.length) this.#grow();
    this.#used += 1;
    return this.#used - 1;
  }

  #grow(): void {
    const numbers = new Float64Array(2 * this.#numbers.length);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const older = new Int32Array(2 * this.#older.length);
    older.set(this.#older);
    this.#older = older;
    const times = new Float64Array(older.length);
    times.set(this.#times);
    this.#times = times;
  }
}

export interface LookBookState {
  readonly numbers: Float64Array;
  readonly older: Int32Array;
  readonly free: readonly number[];
}

/** A probability after evidence, in units of log odds. */
export function raised(probability: number, gained: number): number {
  const odds = (probability / (1 - probability)) * Math.exp(gained);
  return Math.min(odds / (1 + odds), SURE);
}

/** No probability of existence comes nearer to one. */
export const SURE = 0.999999;
