import { INSIDE, STRIDE, TIME } from './belief.ts';
import { type Met, metAt } from './encounter.ts';
import { OUT } from './field.ts';
import type { Followed } from './followed.ts';
import { type Habit, Habits } from './habits.ts';
import { Nearby } from './nearby.ts';
import { middleOf, type State, stateOf } from './way.ts';

/** Seconds: what no sensor has looked at for so long takes nobody's detections. */
const IDLE = 20;

/**
 * The objects that have been reported and that some sensor looks at: which are near which, who bears
 * an id, and what each is used to do.
 */
export class Watched {
  readonly #habits = new Habits();
  readonly #nearby = new Nearby();
  /** The number of the object that bears an id, of those that have met others. */
  readonly #bearers = new Map<number, number>();
  readonly #middle = new Float64Array(4);

  get bearers(): ReadonlyMap<number, number> {
    return this.#bearers;
  }

  written(): ReadonlyMap<number, Habit> {
    return this.#habits.written();
  }

  restore(habits: ReadonlyMap<number, Habit>): void {
    this.#habits.restore(habits);
  }

  /** Says where they are, and learns what they are used to do; `met` are the ids of those that have met others. */
  place(t: number, followed: Followed, met: ReadonlySet<number>): void {
    const { count, ids, beliefs } = followed;
    this.#nearby.clear(count);
    this.#bearers.clear();
    for (let i = 0; i < count; i++) {
      if (!isWatched(followed, i, t)) continue;
      // As a 32-bit number it is looked up many times faster.
      const id = (ids[i] as number) | 0;
      middleOf(beliefs, STRIDE * i, t, this.#middle);
      this.#nearby.place(i, this.#middle[0] as number, this.#middle[1] as number);
      this.#habits.learn(id, t, this.#middle[2] as number, this.#middle[3] as number);
      if (met.has(id)) this.#bearers.set(id, i);
    }
    if (this.#habits.size > 2 * count + 64) this.#habits.forget(t);
  }

  /** Names all pairs not further apart than this, metres, by their numbers. */
  pairs(t: number, followed: Followed, near: number, found: (i: number, j: number) => void): void {
    let i = 0;
    const pair = (j: number) => found(i, j);
    for (; i < followed.count; i++)
      if (isWatched(followed, i, t)) this.#nearby.around(i, near, pair);
  }

  /** Metres between two, by their numbers. */
  apart(i: number, j: number): number {
    return this.#nearby.apart(i, j);
  }

  /** One that meets another, as it is now. */
  meet(i: number, t: number, { ids, beliefs }: Followed): Met {
    const id = ids[i] as number;
    this.#bearers.set(id, i);
    return metAt(id, t, beliefs, i, this.#habits.of(id));
  }

  /** What is believed of who bears an id now, one of those that have met others. */
  now(id: number, t: number, { beliefs }: Followed): State {
    return stateOf(beliefs, this.#bearers.get(id) as number, t);
  }

  /** Gives two that have met each other's ids. */
  exchange(a: number, b: number, { ids }: Followed): void {
    const i = this.#bearers.get(a) as number;
    const j = this.#bearers.get(b) as number;
    ids[i] = b;
    ids[j] = a;
    this.#bearers.set(a, j).set(b, i);
  }
}

/** Whether an object has been reported, and some sensor looks where it is: at once, if that is outside the sector. */
function isWatched({ ids, beliefs }: Followed, i: number, t: number): boolean {
  if (ids[i] === 0) return false;
  const idle = t - (beliefs[STRIDE * i + TIME] as number);
  return idle <= ((beliefs[STRIDE * i + INSIDE] as number) < OUT ? 1 : IDLE);
}
