import { PLACE } from './correct.ts';
import type { Detections } from './detections.ts';
import type { Meeting } from './meeting.ts';
import type { Scan } from './scan.ts';

/**
 * Numbers of one claim: the detection, its place, how it weighs that it is of no known object, what all
 * objects said to it, what this one said to it, and how probably it is this one's.
 */
export const CLAIM = 7;

/** How one object met a scan that has been used: which detections may be its. Plain data. */
export interface PastLook {
  readonly scan: Scan;
  /** `CLAIM` numbers for each. */
  readonly claims: readonly number[];
  /** How often encounters had been weighed before. */
  readonly round: number;
}

export interface PastLooksState {
  readonly looks: ReadonlyMap<number, readonly PastLook[]>;
  readonly round: number;
}

/** By id: what was seen of late of objects that are near others, so that it can be weighed again. */
export class PastLooks {
  #looks = new Map<number, PastLook[]>();
  /** By number: which id an object had, and whether its looks are kept. */
  #ids = new Float64Array(1024);
  #kept = new Uint8Array(1024);
  #round = 0;

  /**
   * Of which objects looks are kept from now on, by id, and since when; `bearers` are the numbers of at
   * least those, `ids` the ids of all, by number.
   */
  keep(
    since: ReadonlyMap<number, number>,
    bearers: ReadonlyMap<number, number>,
    ids: Float64Array,
  ): void {
    this.#round += 1;
    const looks = new Map<number, PastLook[]>();
    for (const [id, t] of since) {
      const kept = this.#looks.get(id) ?? [];
      const [oldest] = kept;
      looks.set(id, oldest === undefined || oldest.scan.t > t ? kept : after(kept, t));
    }
    this.#looks = looks;
    if (this.#ids.length < ids.length) {
      this.#ids = new Float64Array(2 * ids.length);
      this.#kept = new Uint8Array(2 * ids.length);
    }
    this.#ids.fill(0, ids.length).set(ids);
    this.#kept.fill(0);
    for (const [id, i] of bearers) this.#kept[i] = looks.has(id) ? 1 : 0;
  }

  /** Keeps what `count` objects met in a scan that has just been used; `ids` by number. */
  note(
    scan: Scan,
    { x, y }: Detections,
    alone: Float64Array,
    heard: Float64Array,
    { pairs: { detection, told, places }, first, met }: Meeting,
    count: number,
    ids: Float64Array,
  ): void {
    for (let n = 0; n < count; n++) {
      const number = met[n] as number;
      const id = ids[number] as number;
      const kept = this.#ids[number] === id ? this.#kept[number] === 1 : this.#looks.has(id);
      if (!kept) continue;
      const from = first[n] as number;
      const to = first[n + 1] as number;
      const claims: number[] = [];
      for (let e = from; e < to; e++) {
        const k = detection[e] as number;
        claims.push(k, x[k] as number, y[k] as number, alone[k] as number);
        claims.push(heard[k] as number, told[e] as number, places[PLACE * e + 2] as number);
      }
      this.#looks.get(id)?.push({ scan, claims, round: this.#round });
    }
  }

  /** The looks at two that were measured after a time, and not after another, in order of measurement. */
  of(one: number, other: number, since: number, until: number): readonly SharedLook[] {
    return together(
      (this.#looks.get(one) ?? []).filter(({ scan: { t } }) => t > since && t <= until),
      (this.#looks.get(other) ?? []).filter(({ scan: { t } }) => t > since && t <= until),
    );
  }

  /** How many detections two objects may both have caused since encounters were weighed last. */
  shared(one: number, other: number): number {
    const a = this.#looks.get(one) ?? [];
    const b = this.#looks.get(other) ?? [];
    const isFresh = (look: PastLook | undefined) => look?.round === this.#round;
    let sum = 0;
    for (let i = a.length - 1; isFresh(a[i]); i--)
      for (let j = b.length - 1; isFresh(b[j]); j--)
        if ((a[i] as PastLook).scan === (b[j] as PastLook).scan)
          sum += shareOf((a[i] as PastLook).claims, (b[j] as PastLook).claims);
    return sum;
  }

  written(): PastLooksState {
    return { looks: this.#looks, round: this.#round };
  }

  restore({ looks, round }: PastLooksState): void {
    this.#looks = new Map([...looks].map(([id, kept]) => [id, [...kept]]));
    this.#round = round;
  }
}

const after = (looks: readonly PastLook[], since: number): PastLook[] =>
  looks.filter(({ scan }) => scan.t > since);

/** One scan as it met either of two objects, or both. */
export interface SharedLook {
  readonly scan: Scan;
  readonly one: readonly number[];
  readonly other: readonly number[];
}

const NONE: readonly number[] = [];

/** The looks at two objects, scan by scan, in order of measurement. */
function together(one: readonly PastLook[], other: readonly PastLook[]): readonly SharedLook[] {
  const looks = new Map<Scan, SharedLook>();
  for (const { scan, claims } of one) looks.set(scan, { scan, one: claims, other: NONE });
  for (const { scan, claims } of other)
    looks.set(scan, { scan, one: looks.get(scan)?.one ?? NONE, other: claims });
  return [...looks.values()].sort((a, b) => a.scan.t - b.scan.t);
}

/** How many of the same detections are claimed by two. */
function shareOf(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let e = 0; e < one.length; e += CLAIM)
    for (let f = 0; f < other.length; f += CLAIM)
      if (one[e] === other[f]) sum += Math.min(one[e + 6] as number, other[f + 6] as number);
  return sum;
}
