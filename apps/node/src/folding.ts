import { Worker } from 'node:worker_threads';
import type { JournalEntry } from '@greenline/pipeline';
import type { FoldProgress } from './fold.ts';
import type { FoldSetup } from './fold-worker.ts';

export type FoldReply =
  | { readonly kind: 'ready' | 'folded' | 'closed'; readonly progress: FoldProgress }
  | { readonly kind: 'failed'; readonly text: string };

/** Room for short-lived objects: the fold makes many and keeps few. */
const YOUNG_MB = 128;

/** The fold in a thread of its own, so that sockets and readers do not wait for it. */
export class Folding {
  readonly #worker: Worker;
  #waiting: { resolve: (progress: FoldProgress) => void; reject: (cause: Error) => void }[] = [];
  #failure: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: FoldReply) => {
      if (reply.kind === 'failed') return this.#fail(new Error(reply.text));
      this.#waiting.shift()?.resolve(reply.progress);
    });
    worker.on('error', (cause) => this.#fail(cause as Error));
    worker.on('exit', (code) => {
      if (code !== 0) this.#fail(new Error(`the fold's thread ended with ${code}`));
    });
  }

  /** Resolves when the last state is read and the fold can go on from `progress.position`. */
  static async start(setup: FoldSetup): Promise<{ folding: Folding; progress: FoldProgress }> {
    const worker = new Worker(new URL('./fold-worker.ts', import.meta.url), {
      workerData: setup,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const folding = new Folding(worker);
    const progress = await folding.#reply();
    return { folding, progress };
  }

  /** Resolves when what came of the entries is written. */
  fold(entries: readonly JournalEntry[]): Promise<FoldProgress> {
    const reply = this.#reply();
    this.#worker.postMessage({ kind: 'fold', entries });
    return reply;
  }

  /** Writes all that was folded and its state. Rejects where that cannot be done; a failed fold is left. */
  async close(): Promise<void> {
    try {
      if (this.#failure !== undefined) return;
      const reply = this.#reply();
      this.#worker.postMessage({ kind: 'close' });
      await reply;
    } finally {
      await this.#worker.terminate();
    }
  }

  #reply(): Promise<FoldProgress> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #fail(cause: Error): void {
    this.#failure ??= cause;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(cause);
  }
}
