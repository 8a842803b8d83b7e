import { STRIDE } from './belief.ts';
import type { Detections } from './detections.ts';
import { type Encounter, isExchanged, type Met, metAt } from './encounter.ts';
import type { Followed } from './followed.ts';
import { type Habit, Habits } from './habits.ts';
import type { Meeting } from './meeting.ts';
import { type PastLook, PastLooks, shareOf, together } from './past-looks.ts';
import { Replay } from './replay.ts';
import type { Scan } from './scan.ts';
import { exchanged, middleOf, type State, stateOf } from './way.ts';

/** Metres: objects nearer than this may take each other's detections. */
const NEAR = 45;
/** Metres: so far apart they no longer do, and it is decided which is which. */
const APART = 70;
/** Seconds that are weighed again at most; what took longer is judged by its beginning and end. */
const LONGEST = 60;
/** Two that shared less than this many detections were never mistaken for each other. */
const SHARED = 0.1;
/** An exchange this many times less likely than none, by beginning and end alone, is none: its logarithm. */
const CLEAR = 8;
/** How much likelier an exchange must be where only beginning and end are weighed: its logarithm. */
const MARGIN = 1;
/** Metres a side of a cell, and how many lists of objects the cells share. */
const CELL = 200;
const CELLS = 4096;

export interface IdentitiesState {
  readonly encounters: ReadonlyMap<number, Encounter>;
  readonly habits: ReadonlyMap<number, Habit>;
  readonly looks: ReadonlyMap<number, readonly PastLook[]>;
}

/**
 * Which of some objects is which after they have been near each other.
 *
 * While they are near, each may take the others' detections, and the filter does not look back. Once two
 * part, what was detected since they met is weighed again with several accounts of who caused what, and
 * with what each is used to do.
 */
export class Identities {
  readonly #looks = new PastLooks();
  readonly #habits = new Habits();
  readonly #encounters = new Map<number, Encounter>();
  readonly #heads = new Int32Array(CELLS);
  #next = new Int32Array(1024);
  #x = new Float64Array(1024);
  #y = new Float64Array(1024);
  /** The number of the object that bears an id, of those that have met others. */
  readonly #bearers = new Map<number, number>();
  readonly #middle = new Float64Array(4);
  #replay: Replay | undefined;

  /** Whether some are near each other: what is detected may have to be weighed again. */
  get watching(): boolean {
    return this.#encounters.size > 0;
  }

  written(): IdentitiesState {
    return {
      encounters: this.#encounters,
      habits: this.#habits.written(),
      looks: this.#looks.written(),
    };
  }

  restore({ encounters, habits, looks }: IdentitiesState): void {
    this.#encounters.clear();
    for (const [key, encounter] of encounters) this.#encounters.set(key, { ...encounter });
    this.#habits.restore(habits);
    this.#looks.restore(looks);
  }

  /** Takes note of a scan that has just been used. */
  note(
    scan: Scan,
    detections: Detections,
    alone: Float64Array,
    heard: Float64Array,
    meeting: Meeting,
    met: number,
    { ids }: Followed,
  ): void {
    if (this.watching) this.#looks.note(scan, detections, alone, heard, meeting, met, ids);
  }

  review(t: number, followed: Followed): void {
    this.#place(t, followed);
    this.#watch(t, followed);
    for (const [key, encounter] of this.#encounters) {
      const i = this.#bearers.get(encounter.a.id);
      const j = this.#bearers.get(encounter.b.id);
      if (i === undefined || j === undefined) {
        this.#encounters.delete(key);
        continue;
      }
      const far = Math.hypot(
        (this.#x[i] as number) - (this.#x[j] as number),
        (this.#y[i] as number) - (this.#y[j] as number),
      );
      if (far > APART) {
        this.#decide(encounter, t, followed);
        this.#encounters.delete(key);
      }
    }
    const since = new Map<number, number>();
    for (const { a, b } of this.#encounters.values())
      for (const { id, t: met } of [a, b])
        since.set(id, Math.max(t - LONGEST, Math.min(met, since.get(id) ?? met)));
    this.#looks.keep(since, followed.ids.subarray(0, followed.count));
  }

  /** Sorts objects that have been reported into cells, each cell's highest number first. */
  #place(t: number, { count, ids, beliefs }: Followed): void {
    if (this.#x.length < count) {
      this.#x = new Float64Array(2 * count);
      this.#y = new Float64Array(2 * count);
      this.#next = new Int32Array(2 * count);
    }
    this.#heads.fill(-1);
    this.#bearers.clear();
    const met = new Set<number>();
    for (const { a, b } of this.#encounters.values()) met.add(a.id).add(b.id);
    for (let i = 0; i < count; i++) {
      const id = ids[i] as number;
      if (id === 0) continue;
      middleOf(beliefs, STRIDE * i, t, this.#middle);
      const x = this.#middle[0] as number;
      const y = this.#middle[1] as number;
      this.#x[i] = x;
      this.#y[i] = y;
      const cell = cellOf(Math.floor(x / CELL), Math.floor(y / CELL));
      this.#next[i] = this.#heads[cell] as number;
      this.#heads[cell] = i;
      this.#habits.learn(id, t, this.#middle[2] as number, this.#middle[3] as number);
      if (met.has(id)) this.#bearers.set(id, i);
    }
    if (this.#habits.size > 2 * count + 64) this.#habits.forget(t);
  }

  /** Begins to watch two that are near each other. */
  #watch(t: number, followed: Followed): void {
    const { count, ids } = followed;
    for (let i = 0; i < count; i++) {
      const a = ids[i] as number;
      if (a === 0) continue;
      const x = this.#x[i] as number;
      const y = this.#y[i] as number;
      const right = Math.floor((x + NEAR) / CELL);
      const high = Math.floor((y + NEAR) / CELL);
      for (let column = Math.floor((x - NEAR) / CELL); column <= right; column++)
        for (let row = Math.floor((y - NEAR) / CELL); row <= high; row++)
          for (
            let j = this.#heads[cellOf(column, row)] as number;
            j > i;
            j = this.#next[j] as number
          ) {
            const dx = (this.#x[j] as number) - x;
            const dy = (this.#y[j] as number) - y;
            if (dx * dx + dy * dy > NEAR * NEAR) continue;
            const b = ids[j] as number;
            const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
            if (this.#encounters.has(key)) continue;
            this.#bearers.set(a, i).set(b, j);
            const [one, other] = [this.#met(a, i, t, followed), this.#met(b, j, t, followed)];
            this.#encounters.set(key, { a: one, b: other });
          }
    }
  }

  #met(id: number, i: number, t: number, { beliefs }: Followed): Met {
    return metAt(id, t, beliefs, i, this.#habits.of(id));
  }

  /** Decides which of two that have parted is which, and gives ids accordingly. */
  #decide(encounter: Encounter, t: number, followed: Followed): void {
    const { a, b } = encounter;
    const now = (id: number): State =>
      stateOf(followed.beliefs, this.#bearers.get(id) as number, t);
    const from = (met: Met): State => stateOf(met.belief, 0, met.t);
    const odds = exchanged(from(a), from(b), now(a.id), now(b.id));
    if (odds < -CLEAR) return;
    const since = t - a.t > LONGEST ? t : a.t;
    const looks = together(this.#looks.of(a.id, since), this.#looks.of(b.id, since));
    if (looks.length === 0) {
      if (odds > MARGIN) this.#exchange(followed, a.id, b.id);
      return;
    }
    if (shareOf(looks) < SHARED) return;
    this.#replay ??= new Replay(followed.motion);
    const { accounts } = this.#replay;
    accounts.begin(a.belief, b.belief);
    for (const look of looks) this.#replay.take(look);
    if (isExchanged(accounts, encounter, now(a.id), now(b.id)))
      this.#exchange(followed, a.id, b.id);
  }

  #exchange({ ids }: Followed, a: number, b: number): void {
    const i = this.#bearers.get(a) as number;
    const j = this.#bearers.get(b) as number;
    ids[i] = b;
    ids[j] = a;
    this.#bearers.set(a, j).set(b, i);
  }
}

const cellOf = (column: number, row: number): number =>
  (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & (CELLS - 1);
