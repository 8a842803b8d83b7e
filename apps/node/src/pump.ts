import type { Journal, JournalEntry } from '@greenline/pipeline';
import type { FoldProgress } from './fold.ts';

/** Entries that may be on their way to the fold at a time. */
const PORTION = 4_000;

/** Brings what the journal acknowledged to the fold, in order, and tells how far it has come. */
export class Pump {
  readonly #journal: Journal;
  readonly #fold: (entries: readonly JournalEntry[]) => Promise<FoldProgress>;
  readonly #onProgress: (progress: FoldProgress) => void | Promise<void>;
  readonly #onFailure: (cause: unknown) => void;
  /** First entry not known to be folded, and the last that was sent to be. */
  #next: number;
  #sent: number;
  #underWay: Promise<void> = Promise.resolve();
  #wake: (() => void) | undefined;
  #stopping = false;
  #running: Promise<void> | undefined;
  #reached: { seq: number; resolve: () => void; reject: (cause: unknown) => void }[] = [];
  #failure: unknown;

  constructor(options: {
    readonly journal: Journal;
    readonly from: number;
    readonly fold: (entries: readonly JournalEntry[]) => Promise<FoldProgress>;
    readonly onProgress: (progress: FoldProgress) => void | Promise<void>;
    readonly onFailure: (cause: unknown) => void;
  }) {
    this.#journal = options.journal;
    this.#fold = options.fold;
    this.#onProgress = options.onProgress;
    this.#onFailure = options.onFailure;
    this.#next = options.from;
    this.#sent = options.from - 1;
  }

  start(): void {
    this.#running = this.#run().catch((cause) => {
      this.#stopping = true;
      this.#failure = cause;
      for (const { reject } of this.#reached.splice(0)) reject(cause);
      this.#onFailure(cause);
    });
  }

  /** The journal has grown. */
  notify(): void {
    this.#wake?.();
  }

  /** Resolves when the fold has passed an entry; rejects where it failed before. */
  reached(seq: number): Promise<void> {
    if (this.#next > seq) return Promise.resolve();
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => this.#reached.push({ seq, resolve, reject }));
  }

  /** Entries acknowledged and not yet folded. */
  get queue(): number {
    return this.#journal.lastSeq - this.#next + 1;
  }

  /** Stops after the portion under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      for await (const batch of this.#journal.read(this.#sent + 1)) {
        for (let from = 0; from < batch.length && !this.#stopping; from += PORTION) {
          await this.#send(batch.slice(from, from + PORTION));
        }
        if (this.#stopping) break;
      }
      await this.#underWay;
      if (this.#sent < this.#journal.lastSeq || this.#stopping) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  /** Hands a portion over as soon as the one before is done: one is folded while the next is read. */
  async #send(entries: readonly JournalEntry[]): Promise<void> {
    const before = this.#underWay;
    const progress = this.#fold(entries);
    this.#sent = entries.at(-1)?.seq ?? this.#sent;
    this.#underWay = progress.then((reached) => this.#advance(reached));
    this.#underWay.catch(() => undefined);
    await before;
  }

  /** Whoever waited for an entry finds what came of it: those who serve it are told first. */
  async #advance(progress: FoldProgress): Promise<void> {
    await this.#onProgress(progress);
    this.#next = progress.position + 1;
    const passed = this.#reached.filter(({ seq }) => seq < this.#next);
    this.#reached = this.#reached.filter(({ seq }) => seq >= this.#next);
    for (const { resolve } of passed) resolve();
  }
}
