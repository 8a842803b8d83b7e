import { useSyncExternalStore } from 'react';
import type { Receipt } from '../wire.ts';
import type { Answer, CallError, Node } from './node.ts';

/** Something handed over: on its way, on the node's disk, or refused with the reason. */
export interface Posted<T> {
  readonly item: T;
  readonly postedAt: number;
  readonly receipt?: Receipt;
  readonly refusal?: CallError;
}

const MOST_KEPT = 50;
const RETRY_MS = 10_000;

/** A draft on this device's disk, as it was left, whatever happened to the page since. */
export class KeptDraft<D> {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  read(): D | undefined {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  }

  keep(draft: D): void {
    localStorage.setItem(this.#key, JSON.stringify(draft));
  }
}

/** What waits on this device's disk for the node, and what became of what was sent. */
export class Outbox<T> {
  readonly #key: string;
  readonly #idOf: (item: T) => string;
  readonly #hand: (node: Node, item: T) => Promise<Answer<Receipt>>;
  readonly #listeners = new Set<() => void>();
  #posted: readonly Posted<T>[];
  #sending: Promise<void> | undefined;

  constructor(
    key: string,
    idOf: (item: T) => string,
    hand: (node: Node, item: T) => Promise<Answer<Receipt>>,
  ) {
    this.#key = key;
    this.#idOf = idOf;
    this.#hand = hand;
    this.#posted = load<T>(key);
  }

  /** Hands something over: it is on this device's disk when this returns, and sent as soon as may be. */
  post(item: T, postedAt: number): void {
    const id = this.#idOf(item);
    this.#keep([
      { item, postedAt },
      ...this.#posted.filter((each) => this.#idOf(each.item) !== id),
    ]);
  }

  /** What became of something; `undefined` where it was never handed over, or is long done. */
  find(id: string): Posted<T> | undefined {
    return this.#posted.find((each) => this.#idOf(each.item) === id);
  }

  /** Takes something back out, to be mended. */
  takeBack(id: string): void {
    this.#keep(this.#posted.filter((each) => this.#idOf(each.item) !== id));
  }

  waiting(): readonly Posted<T>[] {
    return this.#posted.filter((each) => each.receipt === undefined && each.refusal === undefined);
  }

  /** Sends what waits, oldest first; stops at the first that the node does not answer. */
  send(node: Node): Promise<void> {
    this.#sending ??= this.#sendAll(node).finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** Sends when the network comes back, and every ten seconds while something waits. */
  keepSending(node: Node): () => void {
    const attempt = (): void => {
      if (this.waiting().length > 0) void this.send(node);
    };
    attempt();
    const timer = setInterval(attempt, RETRY_MS);
    addEventListener('online', attempt);
    return () => {
      clearInterval(timer);
      removeEventListener('online', attempt);
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly posted = (): readonly Posted<T>[] => this.#posted;

  async #sendAll(node: Node): Promise<void> {
    for (let each = this.waiting().at(-1); each !== undefined; each = this.waiting().at(-1)) {
      const answer = await this.#hand(node, each.item);
      if (!answer.ok && (answer.error.status === 0 || answer.error.status >= 500)) return;
      const fate = answer.ok ? { receipt: answer.value } : { refusal: answer.error };
      const id = this.#idOf(each.item);
      this.#keep(
        this.#posted.map((one) => (this.#idOf(one.item) === id ? { ...one, ...fate } : one)),
      );
    }
  }

  #keep(next: readonly Posted<T>[]): void {
    this.#posted = next.slice(0, MOST_KEPT);
    localStorage.setItem(this.#key, JSON.stringify(this.#posted));
    for (const listener of this.#listeners) listener();
  }
}

/** Earlier versions of this page kept `report` where `item` stands now: what waits is still to be sent. */
function load<T>(key: string): readonly Posted<T>[] {
  try {
    const kept: readonly (Posted<T> & { report?: T })[] = JSON.parse(
      localStorage.getItem(key) ?? '[]',
    );
    return kept.map(({ report, ...each }) =>
      report === undefined ? each : { ...each, item: report },
    );
  } catch {
    return [];
  }
}

export const useOutbox = <T>(outbox: Outbox<T>): readonly Posted<T>[] =>
  useSyncExternalStore(outbox.subscribe, outbox.posted);
