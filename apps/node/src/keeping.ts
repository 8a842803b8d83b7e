import { join } from 'node:path';
import { type Instant, instant } from '@greenline/base';
import { nodeHasher, openSaltKeyFile } from '@greenline/crypto';
import { LabelTable } from '@greenline/labels';
import type { Journal, Mission, RecordStore } from '@greenline/pipeline';
import { type DataDir, openDataDir, openJournal, openPostgresStore } from '@greenline/stores';
import { openDatabase } from './database.ts';
import type { FoldProgress } from './fold.ts';
import { Folding } from './folding.ts';
import { Pump } from './pump.ts';

export interface KeepingOptions {
  readonly mission: Mission;
  readonly data: string;
  readonly database: string | undefined;
  /** Drop what was derived and fold the journal from its first entry. */
  readonly fromTheBeginning: boolean;
  readonly say: (line: string) => void;
  readonly onFailure: (cause: Error) => void;
}

/** What a node keeps, and the fold that keeps it: everything behind the sockets. */
export interface Keeping {
  readonly data: DataDir;
  readonly journal: Journal;
  readonly store: RecordStore;
  readonly labels: LabelTable;
  readonly tokenKey: Uint8Array;
  readonly pump: Pump;
  /** Time of the last journal entry. */
  readonly lastReceivedAt: Instant;
  progress(): FoldProgress;
  /** Called after the fold has written something. */
  readonly listeners: Set<() => void>;
  /** Journal and fold, then the database. */
  stop(): Promise<void>;
}

/** A mission's records lie apart from every other's, and an exercise's from an operation's. */
export const folderOf = (mission: Mission): string =>
  mission.file.exercise ? `${mission.file.mission}-exercise` : mission.file.mission;

/** Opens data folder, database, fold and journal, and folds what was not folded yet. */
export async function openKeeping(options: KeepingOptions): Promise<Keeping> {
  const { mission, say } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = () => inOrder(stops.splice(0).reverse());
  try {
    const data = await openDataDir(join(options.data, folderOf(mission)));
    stops.push(() => data.close());
    const tokenKey = await openSaltKeyFile(join(data.keys, 'token.key'));
    if (!tokenKey.ok) throw new Error(`${tokenKey.error.path}: ${tokenKey.error.reason}`);
    const database = await openDatabase(options.database, data, say);
    stops.push(() => database.stop());
    const store = await openPostgresStore(database.address);
    stops.push(() => store.close());
    const { folding, progress: begun } = await Folding.start({
      database: database.address,
      keys: data.keys,
      log: data.log,
      snapshots: data.snapshots,
      origin: `greenline/${folderOf(mission)}`,
      fromTheBeginning: options.fromTheBeginning,
    });
    stops.push(() => folding.close());
    const journal = await openJournal(data.journal);
    stops.push(() => journal.close());
    if (journal.torn !== undefined) {
      say('the last run ended in the middle of a write: what was never acknowledged was cut off');
    }
    const labels = new LabelTable(nodeHasher);
    const learn = async () => {
      for (const [, known] of await store.labels()) labels.intern(known);
    };
    await learn();
    let progress = begun;
    const listeners = new Set<() => void>();
    const fail = (cause: unknown) =>
      options.onFailure(cause instanceof Error ? cause : new Error(String(cause)));
    const pump = new Pump({
      journal,
      from: begun.position + 1,
      fold: (entries) => folding.fold(entries),
      onProgress: (reached) => {
        const known = progress.labels;
        progress = reached;
        const told = reached.labels === known ? Promise.resolve() : learn();
        return told.then(() => {
          for (const listener of listeners) listener();
        }, fail);
      },
      onFailure: fail,
    });
    pump.start();
    stops.push(() => pump.stop());
    const behind = journal.lastSeq - begun.position;
    if (behind > 50_000) say(`folding ${behind} journal entries…`);
    await pump.reached(journal.lastSeq);
    return {
      data,
      journal,
      store,
      labels,
      tokenKey: tokenKey.value,
      pump,
      lastReceivedAt: await lastTime(journal),
      progress: () => progress,
      listeners,
      stop,
    };
  } catch (cause) {
    await stop().catch(() => undefined);
    throw cause;
  }
}

/** Every step, whatever becomes of the others; the first failure is thrown when all are done. */
async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((cause) => failures.push(cause));
  if (failures.length > 0) throw failures[0];
}

async function lastTime(journal: Journal): Promise<Instant> {
  let last = instant(0);
  if (journal.lastSeq === 0) return last;
  for await (const batch of journal.read(journal.lastSeq)) {
    last = batch.at(-1)?.receivedAt ?? last;
  }
  return last;
}
