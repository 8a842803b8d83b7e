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
}

/** By id: what was seen of late of objects that are near others, so that it can be weighed again. */
export class PastLooks {
  #looks = new Map<number, PastLook[]>();
  /** By number: which id an object had, and whether its looks are kept. */
  #ids = new Float64Array(1024);
  #kept = new Uint8Array(1024);

  /** Of which objects looks are kept from now on, and since when; `ids` of all, by number. */
  keep(since: ReadonlyMap<number, number>, ids: Float64Array): void {
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
    for (let i = 0; i < ids.length; i++) this.#kept[i] = looks.has(ids[i] as number) ? 1 : 0;
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
      this.#looks.get(id)?.push({ scan, claims });
    }
  }

  /** The looks at two that were measured after a time, and not after another, in order of measurement. */
  of(one: number, other: number, since: number, until: number): readonly SharedLook[] {
    return together(
      (this.#looks.get(one) ?? []).filter(({ scan: { t } }) => t > since && t <= until),
      (this.#looks.get(other) ?? []).filter(({ scan: { t } }) => t > since && t <= until),
    );
  }

  /** How many detections of scans that arrived after a time two objects may both have caused. */
  shared(one: number, other: number, arrived: number): number {
    const a = this.#looks.get(one) ?? [];
    const b = this.#looks.get(other) ?? [];
    let sum = 0;
    let j = b.length - 1;
    for (let i = a.length - 1; i >= 0; i--) {
      const { scan, claims } = a[i] as PastLook;
      if (scan.ta <= arrived) break;
      let k = j;
      while (k >= 0 && (b[k] as PastLook).scan !== scan && (b[k] as PastLook).scan.ta > arrived)
        k -= 1;
      if (k < 0 || (b[k] as PastLook).scan !== scan) continue;
      sum += shareOf(claims, (b[k] as PastLook).claims);
      j = k - 1;
    }
    return sum;
  }

  written(): ReadonlyMap<number, readonly PastLook[]> {
    return this.#looks;
  }

  restore(looks: ReadonlyMap<number, readonly PastLook[]>): void {
    this.#looks = new Map([...looks].map(([id, kept]) => [id, [...kept]]));
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
