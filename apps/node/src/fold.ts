import { setImmediate } from 'node:timers/promises';
import type { Digest } from '@greenline/base';
import type { Log } from '@greenline/evidence';
import type { ReplayWindow } from '@greenline/observation';
import {
  type Folded,
  type JournalEntry,
  type RecordStore,
  type SensorsShown,
  showSensors,
  type Walk,
} from '@greenline/pipeline';
import type { Task, TaskBook } from '@greenline/planning';
import type { Suspension } from '@greenline/safety';

/** What the fold has done, for those who serve its results. */
export interface FoldProgress {
  readonly position: number;
  readonly rowSeq: number;
  readonly labels: number;
  readonly accepted: number;
  readonly refused: Readonly<Record<string, number>>;
  /** By the hand they came from, then by kind. */
  readonly refusedBy: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Doubts about self-reported positions, by the hand they came from, then by kind. */
  readonly doubtedBy: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Counters that devices have spent, by device and key. */
  readonly windows: ReadonlyMap<string, ReplayWindow>;
  /** How each sensor and each link speaks. */
  readonly sensors: SensorsShown;
  /** Digest of the mission's files that are in force; absent before the first. */
  readonly mission?: Digest;
  /** Tasks that their assets are to carry out, by the orders under which sensors are sent them. */
  readonly orders: ReadonlyMap<string, Task>;
  /** While the mission stands still. */
  readonly suspension?: Suspension;
}

export interface FoldPorts {
  readonly walk: Walk;
  readonly store: RecordStore;
  readonly log: Log;
  /** Leaves that stand in the log before the fold's first. */
  readonly leavesBefore: number;
  /** Writes the fold's state down, so that the next start need not begin at the beginning. */
  readonly save: () => Promise<void>;
  /** Milliseconds of any steady clock: paces the log and the snapshots, decides nothing else. */
  readonly steady: () => number;
}

const PUBLISH_MS = 10_000;
const SAVE_MS = 10_000;
const SAVE_IDLE_MS = 60_000;
const BUSY = 1_000;
const SLICE = 100;

/**
 * Folds journal entries, and writes what came of them: rows first, then the log, then the snapshot.
 *
 * One stretch is written while the next is folded; a snapshot waits for both.
 */
export class Fold {
  readonly #ports: FoldPorts;
  #publishedAt: number;
  #savedAt: number;
  #sinceSaved = 0;
  #unpublished = false;
  #shown: { readonly at: number; readonly sensors: SensorsShown } | undefined;
  /** The stretch being folded, and the one being written. */
  #folding: Promise<unknown> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();

  constructor(ports: FoldPorts) {
    this.#ports = ports;
    this.#publishedAt = ports.steady();
    this.#savedAt = this.#publishedAt;
  }

  /** Resolves when what came of the entries is written. Stretches are folded in the order of the calls. */
  async take(entries: readonly JournalEntry[]): Promise<FoldProgress> {
    const folded = this.#folding.then(() => this.#fold(entries));
    this.#folding = folded;
    const { written, progress } = await folded;
    await written;
    return progress;
  }

  progress(): FoldProgress {
    const { state } = this.#ports.walk;
    const { missionDigest, suspension, tasks } = state;
    return {
      position: state.position,
      rowSeq: state.rowSeq,
      labels: state.labels.length,
      accepted: state.accepted,
      refused: Object.fromEntries(state.refused),
      refusedBy: state.refusedBy,
      doubtedBy: state.doubtedBy,
      windows: state.windows,
      sensors: this.#sensorsShown(),
      orders: ordersIn(tasks),
      ...(missionDigest !== undefined && { mission: missionDigest }),
      ...(suspension !== undefined && { suspension }),
    };
  }

  /** Made anew once a second of the journal: nobody looks more often. */
  #sensorsShown(): SensorsShown {
    const { walk } = this.#ports;
    const { tickedAt } = walk.state;
    if (this.#shown === undefined || this.#shown.at !== tickedAt)
      this.#shown = { at: tickedAt, sensors: showSensors(walk) };
    return this.#shown.sensors;
  }

  /** All that was folded is in the store, the log and the snapshot when this resolves. */
  async close(): Promise<void> {
    await this.#folding;
    await this.#writing;
    await this.#save();
  }

  async #fold(entries: readonly JournalEntry[]) {
    const { walk, steady } = this.#ports;
    for (const [index, entry] of entries.entries()) {
      walk.fold(entry);
      if (entry.type !== 'tick') this.#sinceSaved += 1;
      // The stretch before is being written meanwhile, and its answers want to be heard.
      if (index % SLICE === SLICE - 1) await setImmediate();
    }
    const folded = walk.take();
    const progress = this.progress();
    await this.#writing;
    const written = this.#write(folded);
    this.#writing = written;
    written.catch(() => undefined);
    const pause = this.#sinceSaved >= BUSY ? SAVE_MS : SAVE_IDLE_MS;
    if (steady() - this.#savedAt >= pause) {
      await written;
      await this.#save();
    }
    return { written, progress };
  }

  async #write({ position, labels, rows, leaves, firstLeaf }: Folded): Promise<void> {
    const { store, log, leavesBefore, steady } = this.#ports;
    await store.apply({ position, labels, rows });
    if (leaves.length > 0) {
      const appended = await log.append(leavesBefore + firstLeaf, leaves);
      if (!appended.ok) throw new Error(`the log refused a leaf: ${appended.error.reason}`);
      this.#unpublished = true;
    }
    if (this.#unpublished && steady() - this.#publishedAt >= PUBLISH_MS) await this.#publish();
  }

  async #publish(): Promise<void> {
    const published = await this.#ports.log.publish();
    if (!published.ok) throw new Error(`the log cannot be published: ${published.error.reason}`);
    this.#unpublished = false;
    this.#publishedAt = this.#ports.steady();
  }

  /** The log first: a snapshot must not be ahead of it, or its leaves would be lost in a crash. */
  async #save(): Promise<void> {
    if (this.#unpublished) await this.#publish();
    await this.#ports.save();
    this.#savedAt = this.#ports.steady();
    this.#sinceSaved = 0;
  }
}

function ordersIn({ orders, tasks }: TaskBook): ReadonlyMap<string, Task> {
  const out = new Map<string, Task>();
  for (const [order, id] of orders) {
    const task = tasks.get(id);
    if (task !== undefined) out.set(order, task);
  }
  return out;
}
