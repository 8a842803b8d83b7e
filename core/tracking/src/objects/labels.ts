import { PLACE } from './correct.ts';
import type { Followed } from './followed.ts';
import type { Meeting } from './meeting.ts';
import type { Scan } from './scan.ts';

/** Something else bears the same label by chance with this probability. */
const BY_CHANCE = 0.1;
/** A label is an object's when a detection with it surely is. */
const SURELY = 0.9;
/** No label is surer than this: log odds. */
const SUREST = 8;

/** The name that detections gave an object, and the log odds that it is right. */
export interface Bound {
  readonly label: string;
  readonly odds: number;
}

/** What labelled detections say objects are called, by the id under which each is reported. */
export class Labels {
  #bound = new Map<number, Bound>();

  written(): ReadonlyMap<number, Bound> {
    return this.#bound;
  }

  restore(bound: ReadonlyMap<number, Bound>): void {
    this.#bound = new Map(bound);
  }

  of(id: number): string | undefined {
    return this.#bound.get(id)?.label;
  }

  boundTo(id: number): Bound | undefined {
    return this.#bound.get(id);
  }

  /** What an object that comes from another tracker is called there. */
  bring(id: number, bound: Bound): void {
    this.#bound.set(id, bound);
  }

  forget(id: number): void {
    this.#bound.delete(id);
  }

  /** Makes pairs likelier whose labels agree, and less likely where they do not. */
  weigh(
    { labels, labelSure = 0.5 }: Scan,
    met: number,
    meeting: Meeting,
    followed: Followed,
  ): void {
    const { pairs, first } = meeting;
    for (let n = 0; n < met; n++) {
      const bound = this.#bound.get(followed.ids[meeting.met[n] as number] as number);
      if (bound === undefined) continue;
      const right = 1 / (1 + Math.exp(-bound.odds));
      const same = right * labelSure + (1 - right) * BY_CHANCE;
      const other = right * (1 - labelSure) + (1 - right) * (1 - BY_CHANCE);
      const to = first[n + 1] as number;
      for (let e = first[n] as number; e < to; e++) {
        const label = labels?.[pairs.detection[e] as number];
        if (label === undefined) continue;
        const factor = label === bound.label ? same / BY_CHANCE : other / (1 - BY_CHANCE);
        pairs.weight[e] = (pairs.weight[e] as number) * factor;
      }
    }
  }

  /** Takes up what the detections of a scan call the objects that they are of. */
  bind({ labels, labelSure = 0.5 }: Scan, met: number, meeting: Meeting, followed: Followed): void {
    const { pairs, first } = meeting;
    const gained = Math.log(labelSure / (1 - labelSure));
    for (let n = 0; n < met; n++) {
      const id = followed.ids[meeting.met[n] as number] as number;
      const to = first[n + 1] as number;
      for (let e = first[n] as number; e < to && id !== 0; e++) {
        const label = labels?.[pairs.detection[e] as number];
        if (label === undefined || (pairs.places[PLACE * e + 2] as number) < SURELY) continue;
        const bound = this.#bound.get(id) ?? { label, odds: 0 };
        const odds = bound.odds + (bound.label === label ? gained : -gained);
        this.#bound.set(
          id,
          odds < 0
            ? { label, odds: Math.min(-odds, SUREST) }
            : { label: bound.label, odds: Math.min(odds, SUREST) },
        );
      }
    }
  }
}
