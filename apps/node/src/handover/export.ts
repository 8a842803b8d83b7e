import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Digest, digestOf, fromUtf8, utf8 } from '@greenline/base';
import { nodeHasher, openSignerFile } from '@greenline/crypto';
import { type Mission, type MissionFiles, recordText } from '@greenline/pipeline';
import { openDataDir, openJournal, type PackContent, writePack } from '@greenline/stores';
import { type DataPlace, withData } from '../data-folder.ts';
import { foldCode } from '../fold-code.ts';
import { folderOf } from '../keeping.ts';
import { VERSION } from '../version.ts';

/** What a pack that hands a mission over says of itself. */
export interface Handover {
  readonly schema: 'handover/1';
  readonly mission: string;
  readonly exercise: boolean;
  /** Name of the log. */
  readonly origin: string;
  /** Public key of the log, and of the pack’s seal. */
  readonly vkey: string;
  /** Journal entries handed over, and folded. */
  readonly entries: number;
  /** Of all records, as `greenline rebuild` prints it. */
  readonly records: Digest;
  /** Of the log’s last checkpoint, which the successor’s log names in its first leaf. */
  readonly checkpoint: Digest;
  /** Identity of the code that folded, and the version it is of. */
  readonly code: string;
  readonly version: string;
}

export const HANDOVER = 'handover.json';
/** Without them records would get other ids and other salts: the successor has to have them. */
const HANDED_KEYS = ['salt.key', 'release.key'];

/**
 * Packs all that a successor needs to go on: journal, mission with its agreement, log, and the keys that
 * ids and salts are made with. The keys that sign the log and tokens stay here.
 *
 * The node must stand still: its data folder is taken for as long as it lasts.
 */
export async function exportHandover(
  mission: Mission,
  place: DataPlace,
  out: string,
): Promise<Handover> {
  const folded = await withData(mission, place, async ({ keeping }) => ({
    records: (await keeping.store.digest()) as Digest,
    entries: keeping.progress().position,
  }));
  const folder = join(place.data, folderOf(mission));
  const data = await openDataDir(folder);
  try {
    const origin = `greenline/${folderOf(mission)}`;
    const signer = await openSignerFile(join(data.keys, 'log.key'), origin);
    if (!signer.ok) throw new Error(`${signer.error.path}: ${signer.error.reason}`);
    const handover: Handover = {
      schema: 'handover/1',
      mission: mission.file.mission,
      exercise: mission.file.exercise,
      origin,
      vkey: signer.value.vkey,
      ...folded,
      checkpoint: digestOf(nodeHasher, readFileSync(join(data.log, 'checkpoint'))),
      code: foldCode(),
      version: VERSION,
    };
    const files = new Map<string, PackContent>([
      [HANDOVER, utf8(`${recordText(handover)}\n`)],
      ...filesUnder(folder, 'journal'),
      ...filesUnder(folder, 'log'),
      ...earlierLogs(folder),
      ...HANDED_KEYS.map((name) => content(`keys/${name}`, join(data.keys, name))),
    ]);
    for (const [name, text] of Object.entries(await missionInForce(data.journal)))
      files.set(`mission/${name}`, utf8(text));
    await writePack(out, files, { pack: 'handover/1', hasher: nodeHasher, signer: signer.value });
    return handover;
  } finally {
    await data.close();
  }
}

const content = (path: string, file: string): readonly [string, PackContent] => [path, { file }];

function filesUnder(folder: string, name: string): readonly (readonly [string, PackContent])[] {
  return readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => content(relative(folder, file).split(sep).join('/'), file));
}

/** Logs that this one follows on, and the leaf that says so. */
function earlierLogs(folder: string): readonly (readonly [string, PackContent])[] {
  const logs = readdirSync(folder).filter((name) => name.startsWith('log-of-'));
  const beside = ['log.vkey', 'log.code', 'log.succession'].filter((name) =>
    existsSync(join(folder, name)),
  );
  return [
    ...logs.flatMap((name) => filesUnder(folder, name)),
    ...beside.map((name) => content(name, join(folder, name))),
  ];
}

/** The last mission that the journal holds: the rules as they stand. */
async function missionInForce(folder: string): Promise<MissionFiles> {
  const journal = await openJournal(folder);
  try {
    let files: MissionFiles | undefined;
    for await (const entries of journal.read(1)) {
      for (const { type, bytes } of entries)
        if (type === 'mission') files = JSON.parse(fromUtf8(bytes) ?? '') as MissionFiles;
    }
    if (files === undefined) throw new Error(`${folder}: no mission was ever entered`);
    return files;
  } finally {
    await journal.close();
  }
}
