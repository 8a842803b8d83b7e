/** Of unfinished messages so much is held on one link, all its connections together, bytes. */
export const MOST_UNFINISHED = 32 * 1024 * 1024;

/** Who holds how much of a message that has not come to its end. */
export interface Holder {
  /** Takes no more of this sender. */
  shed(): void;
}

/**
 * Bounds what all connections of a link hold of unfinished messages together: where it is too much, the one that
 * holds most goes. A thousand that trickle cannot fill the memory, whatever one alone may hold.
 */
export class Unfinished {
  readonly #most: number;
  readonly #held = new Map<Holder, number>();
  #total = 0;

  constructor(most: number = MOST_UNFINISHED) {
    this.#most = most;
  }

  /** So many bytes of an unfinished message are held now; none is 0. */
  note(holder: Holder, bytes: number): void {
    this.#total += bytes - (this.#held.get(holder) ?? 0);
    if (bytes === 0) this.#held.delete(holder);
    else this.#held.set(holder, bytes);
    while (this.#total > this.#most) {
      let largest: Holder = holder;
      for (const [one, held] of this.#held)
        if (held > (this.#held.get(largest) ?? 0)) largest = one;
      this.note(largest, 0);
      largest.shed();
    }
  }
}
