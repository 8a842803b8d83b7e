import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { nodeHasher, openSaltKeyFile, openSignerFile, verifyEd25519Now } from '@greenline/crypto';
import { feeds } from '@greenline/feeds';
import { type JournalEntry, type RecordStore, Walk, type WalkState } from '@greenline/pipeline';
import {
  type DatabaseAddress,
  loadSnapshot,
  openPostgresStore,
  saveSnapshot,
} from '@greenline/stores';
import { openReadMission } from './entered-mission.ts';
import { openEvidenceLog } from './evidence-log.ts';
import { Fold } from './fold.ts';
import { foldCode } from './fold-code.ts';
import type { FoldReply } from './folding.ts';

/** What the fold's thread is started with. */
export interface FoldSetup {
  readonly database: DatabaseAddress;
  readonly keys: string;
  readonly log: string;
  readonly snapshots: string;
  /** Name of the log. */
  readonly origin: string;
  /** Begin at the first entry, whatever was written down before. */
  readonly fromTheBeginning: boolean;
}

type Order =
  | { readonly kind: 'fold'; readonly entries: readonly JournalEntry[] }
  | { kind: 'close' };

/** Two generations: a database that lost its last moments may be behind the newer one. */
const GENERATIONS = ['a', 'b'] as const;

async function openFold(setup: FoldSetup): Promise<Fold> {
  const signer = must(await openSignerFile(join(setup.keys, 'log.key'), setup.origin));
  const saltKey = must(await openSaltKeyFile(join(setup.keys, 'salt.key')));
  const releaseKey = must(await openSaltKeyFile(join(setup.keys, 'release.key')));
  const store = await openPostgresStore(setup.database);
  const code = foldCode();
  const { log, before } = await openEvidenceLog(setup.log, signer, code);
  const state = setup.fromTheBeginning ? undefined : await lastState(setup.snapshots, code, store);
  if (state === undefined) await store.clear();
  const ports = { hasher: nodeHasher, feeds, saltKey, releaseKey, verify: verifyEd25519Now };
  const mission = state === undefined ? undefined : openReadMission(state);
  const walk = state === undefined ? new Walk(ports, undefined) : new Walk(ports, mission, state);
  let generation = 0;
  return new Fold({
    walk,
    store,
    log,
    leavesBefore: before,
    steady: () => performance.now(),
    save: async () => {
      const { position, rowSeq } = walk.state;
      const folder = join(setup.snapshots, GENERATIONS[generation % 2] ?? 'a');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await saveSnapshot(folder, { position, rows: rowSeq, code, state: walk.state });
      generation += 1;
    },
  });
}

/** The newest state that the database has caught up with. */
async function lastState(
  folder: string,
  code: string,
  store: RecordStore,
): Promise<WalkState | undefined> {
  const reached = await store.position();
  let best: WalkState | undefined;
  for (const generation of GENERATIONS) {
    const found = await loadSnapshot(join(folder, generation), code);
    if (!found.ok || found.value.position > reached) continue;
    if (best === undefined || found.value.position > best.position) {
      best = found.value.state as WalkState;
    }
  }
  return best;
}

function must<T>(
  result: { ok: true; value: T } | { ok: false; error: { path: string; reason: string } },
): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.path}: ${result.error.reason}`);
}

const port = parentPort;
if (port !== null) {
  const answer = (reply: FoldReply) => port.postMessage(reply);
  const fail = (cause: unknown) =>
    answer({ kind: 'failed', text: cause instanceof Error ? cause.message : String(cause) });
  const opening = openFold(workerData as FoldSetup);
  opening.then((fold) => answer({ kind: 'ready', progress: fold.progress() }), fail);
  const obey = async (order: Order) => {
    const fold = await opening;
    if (order.kind === 'fold') {
      answer({ kind: 'folded', progress: await fold.take(order.entries) });
    } else {
      await fold.close();
      answer({ kind: 'closed', progress: fold.progress() });
    }
  };
  port.on('message', (order: Order) => obey(order).catch(fail));
}
