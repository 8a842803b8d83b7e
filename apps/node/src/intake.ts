import { digestOf, type Hasher, type Instant, later } from '@greenline/base';
import type { Journal, JournalInput, Lane } from '@greenline/pipeline';
import type { BulkGate } from './bulk-gate.ts';

/** What the node answers once an input is on the disk. */
export interface Receipt {
  readonly seq: number;
  readonly sha256: string;
}

/** The one way in: inputs get their time here, and are acknowledged when the journal has them. */
export class Intake {
  readonly #journal: Journal;
  readonly #hasher: Hasher;
  readonly #now: () => Instant;
  readonly #onAppended: () => void;
  readonly #bulk: BulkGate | undefined;
  #last: Instant;

  constructor(options: {
    readonly journal: Journal;
    readonly hasher: Hasher;
    readonly now: () => Instant;
    /** Time of the last entry of the journal. */
    readonly last: Instant;
    readonly onAppended: () => void;
    /** Absent: bulk waits for nobody. */
    readonly bulk?: BulkGate;
  }) {
    this.#journal = options.journal;
    this.#hasher = options.hasher;
    this.#now = options.now;
    this.#onAppended = options.onAppended;
    this.#bulk = options.bulk;
    this.#last = options.last;
  }

  /** Time of the journal never goes back, whatever the machine's clock does. */
  now(): Instant {
    this.#last = later(this.#last, this.#now());
    return this.#last;
  }

  async take(
    bytes: Uint8Array,
    type: string,
    by: string,
    more: { readonly lane?: Lane; readonly offset?: number } = {},
  ): Promise<Receipt> {
    const seq = await this.takeAll([{ bytes, type, by, ...more }]);
    return { seq, sha256: digestOf(this.#hasher, bytes).slice('sha256:'.length) };
  }

  /** All of them, in order, or none; where all are bulk, once the fold has room for them. Resolves with the seq of the first. */
  async takeAll(
    inputs: readonly (Pick<JournalInput, 'bytes' | 'type' | 'by'> & {
      readonly lane?: Lane;
      readonly offset?: number;
    })[],
  ): Promise<number> {
    const bulk = inputs.every(({ lane }) => lane === 'bulk') ? this.#bulk : undefined;
    await bulk?.enter(inputs.length);
    const receivedAt = this.now();
    try {
      const seq = await this.#journal.append(
        inputs.map(({ bytes, type, by, lane = 'normal', offset = 0 }) => ({
          bytes,
          type,
          by,
          lane,
          offset,
          receivedAt,
        })),
      );
      this.#onAppended();
      return seq;
    } finally {
      bulk?.appended(inputs.length);
    }
  }
}
