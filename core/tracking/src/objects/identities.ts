import { oneAccount } from './accounts.ts';
import type { Detections } from './detections.ts';
import { Doubts } from './doubts.ts';
import { doubtOf, type Encounter, encounterOf, type Met } from './encounter.ts';
import type { Followed } from './followed.ts';
import type { Habit } from './habits.ts';
import type { Meeting } from './meeting.ts';
import { PastLooks, type PastLooksState } from './past-looks.ts';
import { Replay } from './replay.ts';
import type { Scan } from './scan.ts';
import { Watched } from './watched.ts';
import { exchanged, stateOf } from './way.ts';

/** Metres: objects nearer than this may take each other's detections. */
const NEAR = 45;
/** Metres: so far apart they no longer do, and it is decided which is which; a little later where that is doubtful. */
const APART = 70;
const AT_LAST = 85;
/** An exchange that is more probable than this, and less than the rest to one, is doubtful. */
const DOUBTFUL = 0.1;
/** Metres: so far apart nobody takes one for the other any more, whoever bears which id. */
const GONE = 110;
/** Seconds: two that were near for so long and shared nothing are taken as they are then. */
const LONGEST = 60;
/** Two that shared less than this many detections were never mistaken for each other. */
const SHARED = 0.001;
/** Seconds: where detections come later than this, it is decided only once two have parted; until then they are weighed this rarely. */
const PROMPT = 6;
const RARELY = 60;
/** How often accounts are wrong however plain they look, since some ways to drive are in no mode: three to four in a hundred, as measured. */
const SLIP = 0.04;
/** So probable is an exchange that it is made while the two are still near. */
const SURE = 0.97;
/** An exchange this many times less likely than none, by beginning and end alone, is not made: its logarithm. */
const CLEAR = 12;
/** How much likelier an exchange must be where nothing was detected between beginning and end: its logarithm. */
const MARGIN = 1;

export interface IdentitiesState {
  readonly encounters: ReadonlyMap<number, Encounter>;
  readonly habits: ReadonlyMap<number, Habit>;
  readonly looks: PastLooksState;
  readonly doubts: ReadonlyMap<number, Float64Array>;
}

/**
 * Which of some objects is which when they have been near each other.
 *
 * While they are near, each may take the others' detections, and the filter keeps no account of who took
 * whose. Here several are kept of each two, with what each is used to do; ids are given by what is
 * likelier, at the latest when the two part, and what stays doubtful is told.
 */
export class Identities {
  readonly #looks = new PastLooks();
  readonly #watched = new Watched();
  readonly #encounters = new Map<number, Encounter>();
  readonly #doubts = new Doubts();
  #replay: Replay | undefined;

  /** Whether some are near each other: what is detected may have to be weighed again. */
  get watching(): boolean {
    return this.#encounters.size > 0;
  }

  written(): IdentitiesState {
    return {
      encounters: this.#encounters,
      habits: this.#watched.written(),
      looks: this.#looks.written(),
      doubts: this.#doubts.written(),
    };
  }

  restore({ encounters, habits, looks, doubts }: IdentitiesState): void {
    this.#encounters.clear();
    for (const [key, encounter] of encounters) this.#encounters.set(key, encounter);
    this.#watched.restore(habits);
    this.#looks.restore(looks);
    this.#doubts.restore(doubts);
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

  /** Forgets all encounters, as where the frame was moved: what was kept of them is told in the old one. */
  forget(): void {
    this.#encounters.clear();
    this.#doubts.clear();
  }

  /** Adds to an object's estimate (`Motion.estimate`) what was doubtful of its id when it was last weighed. */
  widen(id: number, estimate: Float64Array): void {
    this.#doubts.apply(id, estimate);
  }

  /** Weighs all encounters at a time, `lateness` being how late detections come, seconds: ids may be exchanged. */
  review(t: number, followed: Followed, lateness: number): void {
    const met = new Set<number>();
    for (const { a, b } of this.#encounters.values()) met.add(a.id).add(b.id);
    this.#watched.place(t, followed, met);
    this.#watched.pairs(t, followed, NEAR, (i, j) => this.#meet(i, j, t, followed));
    this.#doubts.clear();
    const { bearers } = this.#watched;
    for (const [key, { a, b }] of this.#encounters) {
      const i = bearers.get(a.id);
      const j = bearers.get(b.id);
      if (i === undefined || j === undefined) {
        this.#encounters.delete(key);
        continue;
      }
      const far = this.#watched.apart(i, j);
      const { parted, doubt } = this.#weigh(key, t, far, followed, lateness);
      if (parted && far > GONE) this.#encounters.delete(key);
      else this.#doubts.add(doubt, i, j, t, followed);
    }
    const since = new Map<number, number>();
    for (const { a, b, until, parted } of this.#encounters.values())
      if (!parted)
        for (const { id } of [a, b]) since.set(id, Math.min(until, since.get(id) ?? until));
    this.#looks.keep(since, bearers, followed.ids.subarray(0, followed.count));
  }

  /** Begins to watch two that are near each other. */
  #meet(i: number, j: number, t: number, followed: Followed): void {
    const [a, b] = [followed.ids[i] as number, followed.ids[j] as number];
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    if (this.#encounters.get(key)?.parted === false) return;
    const [one, other] = [this.#watched.meet(i, t, followed), this.#watched.meet(j, t, followed)];
    this.#encounters.set(key, encounterOf(one, other));
  }

  /** Takes into account what was detected of two that are this far apart, and gives ids accordingly. */
  #weigh(key: number, t: number, far: number, followed: Followed, lateness: number): Encounter {
    let encounter = this.#encounters.get(key) as Encounter;
    if (encounter.parted) return encounter;
    const { a, b, accounts } = encounter;
    const parted = far > APART;
    // What came just before they met was no one's but its own.
    if (accounts === undefined && a.t < t)
      encounter = { ...encounter, shared: encounter.shared + this.#looks.shared(a.id, b.id) };
    if (encounter.shared < SHARED) encounter = this.#passBy(encounter, t, parted, followed);
    else if (parted && accounts === undefined && this.#odds(encounter, t, followed) < -CLEAR)
      encounter = { ...encounter, parted, doubt: SLIP };
    else if (parted || isDue(t, lateness))
      encounter = this.#account(encounter, t, far, followed, lateness);
    this.#encounters.set(key, encounter);
    return encounter;
  }

  /** Two that share nothing are not mistaken for each other. */
  #passBy(encounter: Encounter, t: number, parted: boolean, followed: Followed): Encounter {
    const { a, b } = encounter;
    if (parted) {
      const unseen = this.#looks.of(a.id, b.id, a.t, t).length === 0;
      if (unseen && this.#odds(encounter, t, followed) > MARGIN)
        this.#watched.exchange(a.id, b.id, followed);
      return { ...encounter, parted };
    }
    if (t - a.t <= LONGEST) return encounter;
    const { bearers } = this.#watched;
    const again = ({ id }: Met) => this.#watched.meet(bearers.get(id) as number, t, followed);
    return encounterOf(again(a), again(b));
  }

  /** Goes through what was detected with the accounts of two, and decides when they part, or before if it is plain. */
  #account(
    encounter: Encounter,
    t: number,
    far: number,
    followed: Followed,
    lateness: number,
  ): Encounter {
    const { a, b } = encounter;
    this.#replay ??= new Replay(followed.motion);
    const { accounts } = this.#replay;
    accounts.restore(encounter.accounts ?? oneAccount(a.belief, b.belief));
    // What may still be preceded by what comes late is weighed for now only.
    const until = Math.max(encounter.until, t - lateness);
    for (const look of this.#looks.of(a.id, b.id, encounter.until, until)) this.#replay.take(look);
    const then = { ...encounter, accounts: accounts.written(), until };
    if (far <= APART && lateness > PROMPT) return then;
    for (const look of this.#looks.of(a.id, b.id, until, t)) this.#replay.take(look);
    const [a1, b1] = [this.#watched.now(a.id, t, followed), this.#watched.now(b.id, t, followed)];
    const doubt = doubtOf(accounts, encounter, a1, b1);
    const isDoubtful = doubt > DOUBTFUL && doubt < 1 - DOUBTFUL;
    const parted = far > (isDoubtful ? AT_LAST : APART);
    const other = doubt > (parted ? 0.5 : SURE) && this.#odds(encounter, t, followed) > -CLEAR;
    if (other) this.#watched.exchange(a.id, b.id, followed);
    const left = SLIP + (1 - 2 * SLIP) * (other ? 1 - doubt : doubt);
    return { ...then, parted, doubt: left };
  }

  /** How much likelier an exchange is than none by what two were and are alone: a logarithm. */
  #odds({ a, b }: Encounter, t: number, followed: Followed): number {
    const [a0, b0] = [stateOf(a.belief, 0, a.t), stateOf(b.belief, 0, b.t)];
    const [a1, b1] = [this.#watched.now(a.id, t, followed), this.#watched.now(b.id, t, followed)];
    return exchanged(a0, b0, a1, b1);
  }
}

/** Whether it is time to weigh what is not pressing: the later detections come, the more is weighed for now only. */
const isDue = (t: number, lateness: number): boolean =>
  lateness <= 1 || Math.floor(t) % (lateness > PROMPT ? RARELY : Math.ceil(lateness)) === 0;
