/** Senders that are counted, at a time. */
const MOST_SENDERS = 4096;
/** So many seconds' worth may come at once. */
const BURST_S = 5;

/** How much one sender may hand in a second; absent: as much as comes. */
export interface Allowance {
  readonly mostPerS?: number | undefined;
  readonly mostBytesPerS?: number | undefined;
}

interface Bucket {
  /** Messages, and bytes, that may still come now. */
  messages: number;
  bytes: number;
  /** When it was last filled up, ms. */
  at: number;
}

/** How much each sender of a link may hand in, so that none crowds out the others. */
export class Quota {
  readonly #perS: number;
  readonly #bytesPerS: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** `now`: milliseconds of any steady clock. */
  constructor(allowance: Allowance, now: () => number = () => performance.now()) {
    this.#perS = allowance.mostPerS ?? Number.POSITIVE_INFINITY;
    this.#bytesPerS = allowance.mostBytesPerS ?? Number.POSITIVE_INFINITY;
    this.#now = now;
  }

  /**
   * Whether so many messages more of this sender, of so many bytes together, may be taken. Something that is larger
   * than a whole burst may come once its burst is whole, and is paid for afterwards.
   */
  allows(sender: string, bytes = 0, messages = 1): boolean {
    const now = this.#now();
    const most = { messages: Math.max(1, this.#perS * BURST_S), bytes: this.#bytesPerS * BURST_S };
    let bucket = this.#buckets.get(sender);
    if (bucket === undefined) {
      // Where senders are made up, all of them share what is left: a new name buys no new quota.
      if (this.#buckets.size >= MOST_SENDERS)
        return sender !== OTHERS && this.allows(OTHERS, bytes, messages);
      bucket = { ...most, at: now };
      this.#buckets.set(sender, bucket);
    }
    const passedS = (now - bucket.at) / 1000;
    bucket.at = now;
    bucket.messages = filled(bucket.messages, this.#perS, passedS, most.messages);
    bucket.bytes = filled(bucket.bytes, this.#bytesPerS, passedS, most.bytes);
    if (bucket.messages < Math.min(messages, most.messages)) return false;
    if (bucket.bytes < Math.min(bytes, most.bytes)) return false;
    bucket.messages -= messages;
    bucket.bytes -= bytes;
    return true;
  }
}

const filled = (left: number, perS: number, passedS: number, most: number): number =>
  most === Number.POSITIVE_INFINITY ? most : Math.min(most, left + passedS * perS);

/** `undefined` where nothing is limited. */
export const quotaOf = (allowance: Allowance): Quota | undefined =>
  allowance.mostPerS === undefined && allowance.mostBytesPerS === undefined
    ? undefined
    : new Quota(allowance);

const OTHERS = '';
