import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareBytes, digestOf, fail, fromHex, fromUtf8, ok, type Result } from '@greenline/base';
import { nodeHasher, noteVerifier, verifyEd25519, verifyEd25519Now } from '@greenline/crypto';
import { checkLog, Frontier, leafHash } from '@greenline/evidence';
import { feeds } from '@greenline/feeds';
import { Walk } from '@greenline/pipeline';
import {
  checkPack,
  fileLogStore,
  memoryRecordStore,
  openJournal,
  openPack,
  type Pack,
  type PackFault,
  packBytes,
} from '@greenline/stores';
import { foldCode } from '../fold-code.ts';
import { HANDOVER, type Handover } from './export.ts';

export interface VerifyOptions {
  /** Key to believe; absent: the pack’s own, which shows that it holds together and not whose it is. */
  readonly vkey?: string;
  /** Leaves out folding the journal anew. */
  readonly quick?: boolean;
  /** Told of each step that holds. */
  readonly say: (line: string) => void;
}

/**
 * Verifies a pack with nothing but what is in it: every byte by the sealed manifest, the log by its
 * checkpoint, and the journal by folding it to the same records and the same leaves.
 */
export async function verifyHandover(
  place: string,
  options: VerifyOptions,
): Promise<Result<Handover, readonly PackFault[]>> {
  const opened = openPack(place);
  if (!opened.ok) return fail([opened.error]);
  const pack = opened.value;
  const handover = handoverIn(pack);
  if (handover === undefined) return refuse(HANDOVER, 'is missing or says nothing of a handover');
  const vkey = options.vkey ?? handover.vkey;
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) return refuse(HANDOVER, `${vkey} is no public key`);
  const checked = await checkPack(pack, nodeHasher, [verifier]);
  if (!checked.ok) return checked;
  options.say(
    `files: ${checked.value.files.length} are as they were packed, under a seal of ${vkey}`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'greenline-handover-'));
  try {
    unpack(pack, folder, (path) => /^(journal|log)\//.test(path));
    const log = await checkLog({
      store: fileLogStore(join(folder, 'log')),
      vkey: handover.vkey,
      hasher: nodeHasher,
      verifyEd25519,
    });
    if (!log.ok) return refuse(`log/${log.error.path}`, `${log.error.step}: ${log.error.reason}`);
    const named = digestOf(nodeHasher, packBytes(pack, 'log/checkpoint'));
    if (named !== handover.checkpoint)
      return refuse('log/checkpoint', 'is not the one that was handed over');
    options.say(`log: ${log.value.size} leaves hold under the checkpoint of ${log.value.origin}`);
    if (options.quick === true) return ok(handover);
    return await foldAnew(pack, folder, handover, log.value, options.say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function foldAnew(
  pack: Pack,
  folder: string,
  handover: Handover,
  log: { readonly size: number; readonly root: Uint8Array },
  say: (line: string) => void,
): Promise<Result<Handover, readonly PackFault[]>> {
  if (foldCode() !== handover.code) {
    const text = `was folded by version ${handover.version}, other code than this: verify it with that one`;
    return refuse('journal', text);
  }
  const journal = await openJournal(join(folder, 'journal'));
  const walk = new Walk(
    {
      hasher: nodeHasher,
      feeds,
      saltKey: keyIn(pack, 'keys/salt.key'),
      releaseKey: keyIn(pack, 'keys/release.key'),
      verify: verifyEd25519Now,
    },
    undefined,
  );
  const store = memoryRecordStore();
  const tree = new Frontier(nodeHasher);
  if (pack.paths.includes('log.succession'))
    tree.append(leafHash(nodeHasher, packBytes(pack, 'log.succession')));
  try {
    for await (const entries of journal.read(1)) {
      for (const entry of entries) walk.fold(entry);
      const { leaves, ...effects } = walk.take();
      await store.apply(effects);
      for (const leaf of leaves) tree.append(leafHash(nodeHasher, leaf));
    }
  } finally {
    await journal.close();
  }
  if (walk.state.position !== handover.entries)
    return refuse('journal', `holds ${walk.state.position} entries, not ${handover.entries}`);
  if ((await store.digest()) !== handover.records)
    return refuse('journal', 'folds to other records than were handed over');
  if (tree.size !== log.size || compareBytes(tree.root(), log.root) !== 0)
    return refuse('log', 'does not follow from the journal');
  say(
    `journal: ${handover.entries} entries fold to ${handover.records}, and to every leaf of the log`,
  );
  return ok(handover);
}

/** Writes files of a pack into a folder. */
export function unpack(pack: Pack, folder: string, wanted: (path: string) => boolean): void {
  for (const path of pack.paths.filter(wanted)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, packBytes(pack, path), { mode: 0o600 });
  }
}

function handoverIn(pack: Pack): Handover | undefined {
  if (!pack.paths.includes(HANDOVER)) return undefined;
  try {
    const value = JSON.parse(fromUtf8(packBytes(pack, HANDOVER)) ?? '') as Handover;
    return value.schema === 'handover/1' ? value : undefined;
  } catch {
    return undefined;
  }
}

const keyIn = (pack: Pack, path: string): Uint8Array =>
  fromHex((fromUtf8(packBytes(pack, path)) ?? '').trim()) ?? new Uint8Array(32);

const refuse = (path: string, text: string) => fail([{ path, text }]);
