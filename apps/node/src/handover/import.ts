import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '@greenline/base';
import { openDataDir, openPack, type PackFault } from '@greenline/stores';
import type { Handover } from './export.ts';
import { unpack, type VerifyOptions, verifyHandover } from './verify.ts';

export interface ImportOptions extends VerifyOptions {
  /** Folder to write the mission’s files into. */
  readonly mission: string;
  /** Where the new node keeps its data. */
  readonly data: string;
}

/**
 * Sets up a successor from a pack that verifies: the journal as it was, a log of its own under a new key,
 * whose first leaf names the last checkpoint of the old one, and the old log beside it.
 */
export async function importHandover(
  place: string,
  options: ImportOptions,
): Promise<Result<Handover, readonly PackFault[]>> {
  const verified = await verifyHandover(place, options);
  const opened = openPack(place);
  if (!verified.ok || !opened.ok) return verified;
  const handover = verified.value;
  const name = handover.exercise ? `${handover.mission}-exercise` : handover.mission;
  const folder = join(options.data, name);
  for (const taken of [folder, options.mission]) {
    if (existsSync(taken) && readdirSync(taken).length > 0)
      return fail([{ path: taken, text: 'is not empty: name another place' }]);
  }
  const data = await openDataDir(folder);
  try {
    unpack(opened.value, folder, (path) => /^(journal|keys|log|log-of-[^/]+)\//.test(path));
    renameSync(data.log, join(folder, `log-of-${handover.code.slice(0, 12)}-handed-over`));
    const leaf = { kind: 'succession', schema: 'leaf/1', succeeds: handover.checkpoint };
    writeFileSync(join(folder, 'log.succession'), JSON.stringify(leaf));
    writeFileSync(join(folder, 'log.predecessor.vkey'), `${handover.vkey}\n`);
  } finally {
    await data.close();
  }
  const files = {
    ...opened.value,
    paths: opened.value.paths.filter((path) => path.startsWith('mission/')),
  };
  unpack(
    {
      paths: files.paths.map((path) => path.slice('mission/'.length)),
      read: (path) => files.read(`mission/${path}`),
    },
    options.mission,
    () => true,
  );
  return ok(handover);
}
