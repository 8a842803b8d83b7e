/** Senders that are counted, at a time. */
const MOST_SENDERS = 4096;
/** So many seconds' worth may come at once. */
const BURST_S = 5;

interface Bucket {
  /** Messages that may still come now. */
  left: number;
  /** When `left` was last counted up, ms. */
  at: number;
}

/** How many messages a second each sender of a link may hand in, so that none crowds out the others. */
export class Quota {
  readonly #perS: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** `now`: milliseconds of any steady clock. */
  constructor(perS: number, now: () => number = () => performance.now()) {
    this.#perS = perS;
    this.#now = now;
  }

  /** Whether one more message of this sender may be taken. */
  allows(sender: string): boolean {
    const now = this.#now();
    const most = Math.max(1, this.#perS * BURST_S);
    let bucket = this.#buckets.get(sender);
    if (bucket === undefined) {
      // Where senders are made up, all of them share what is left: a new name buys no new quota.
      if (this.#buckets.size >= MOST_SENDERS) return sender !== OTHERS && this.allows(OTHERS);
      bucket = { left: most, at: now };
      this.#buckets.set(sender, bucket);
    }
    bucket.left = Math.min(most, bucket.left + ((now - bucket.at) / 1000) * this.#perS);
    bucket.at = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }
}

const OTHERS = '';
