import { Worker } from 'node:worker_threads';
import type { zonesGeoJson } from '@greenline/agreement';
import type { Digest } from '@greenline/base';
import type { Journal, JournalEntry, PictureRecords, PictureSpan } from '@greenline/pipeline';
import type { PastOrder } from './past-worker.ts';

/** Records as they were known at a moment, and the rules that held; without rules before the first mission. */
export interface KnownThen extends PictureRecords {
  readonly agreement?: { readonly id: string; readonly version: string; readonly digest: Digest };
  readonly zones?: ReturnType<typeof zonesGeoJson>;
}

interface Reply {
  readonly then?: KnownThen;
  readonly failed?: string;
}

const PORTION = 2_000;

/**
 * What was known at moments gone by: the journal folded once more, up to the moment, in a thread that
 * stays where it came to. A later moment goes on from there, an earlier one begins anew. One at a time.
 */
export class Past {
  readonly #journal: Journal;
  #worker: Worker | undefined;
  #position = 0;
  #reached = 0;
  #answered: { resolve: (reply: Reply) => void; reject: (cause: Error) => void } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  known(span: PictureSpan): Promise<KnownThen> {
    const asked = this.#last.catch(() => undefined).then(() => this.#known(span));
    this.#last = asked;
    return asked;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #known(span: PictureSpan): Promise<KnownThen> {
    if (span.at < this.#reached) await this.close();
    if (this.#worker === undefined) this.#begin();
    this.#reached = span.at;
    for await (const batch of this.#journal.read(this.#position + 1)) {
      const due = batch.filter(({ receivedAt }) => receivedAt <= span.at);
      for (let from = 0; from < due.length; from += PORTION)
        await this.#fold(due.slice(from, from + PORTION));
      if (due.length < batch.length) break;
    }
    const { then } = await this.#ask({ kind: 'picture', span });
    if (then === undefined) throw new Error('the past gave no picture');
    return then;
  }

  #begin(): void {
    const worker = new Worker(new URL('./past-worker.ts', import.meta.url));
    const fail = (cause: Error) => this.#answered?.reject(cause);
    worker.on('message', (reply: Reply) => this.#answered?.resolve(reply));
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('the past was closed')));
    this.#worker = worker;
    this.#position = 0;
  }

  async #fold(entries: readonly JournalEntry[]): Promise<void> {
    await this.#ask({ kind: 'fold', entries });
    this.#position = entries.at(-1)?.seq ?? this.#position;
  }

  async #ask(order: PastOrder): Promise<Reply> {
    const worker = this.#worker;
    if (worker === undefined) throw new Error('the past was closed');
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#answered = { resolve, reject };
      worker.postMessage(order);
    });
    if (reply.failed === undefined) return reply;
    await this.close();
    throw new Error(reply.failed);
  }
}
