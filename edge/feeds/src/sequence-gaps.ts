/** Streams that are followed at a time; a stranger who makes some up pushes out the oldest. */
const MOST_STREAMS = 1_024;

/** How many numbered messages of each stream never came, by the gaps in their numbers. */
export class SequenceGaps {
  readonly #modulus: number;
  readonly #mostGap: number;
  readonly #last = new Map<string, number>();
  #missing = 0;

  /** Numbers run from 0 to `modulus` less one, and begin anew. A gap beyond `mostGap` is a sender that restarted. */
  constructor(modulus: number, mostGap: number = modulus / 2 - 1) {
    this.#modulus = modulus;
    this.#mostGap = mostGap;
  }

  /** What is missing of all streams. What comes late is missing no more. */
  get missing(): number {
    return this.#missing;
  }

  note(stream: string, sequence: number): void {
    const last = this.#last.get(stream);
    const ahead = (sequence - (last ?? sequence - 1) + this.#modulus) % this.#modulus;
    if (ahead === 0) return;
    if (ahead >= this.#modulus - this.#mostGap) {
      this.#missing = Math.max(0, this.#missing - 1);
      return;
    }
    if (ahead - 1 <= this.#mostGap) this.#missing += ahead - 1;
    this.#last.delete(stream);
    this.#last.set(stream, sequence);
    const [oldest] = this.#last.keys();
    if (this.#last.size > MOST_STREAMS && oldest !== undefined) this.#last.delete(oldest);
  }
}
