import { join } from 'node:path';
import { canonicalJson, digestOf, fail, ok, type Result, utf8 } from '@greenline/base';
import { nodeHasher, openSignerFile } from '@greenline/crypto';
import type { Journal, Mission } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import { type PackContent, writePack } from '@greenline/stores';
import { type DataPlace, withData } from '../data-folder.ts';
import { folderOf } from '../keeping.ts';
import { exactCase, releasedCase } from './case-records.ts';

/** What was written of a case. */
export interface CasePack {
  /** Lines, by file. */
  readonly counts: Readonly<Record<string, number>>;
  readonly withheld: number;
  readonly vkey: string;
}

/**
 * Packs a case for one reader: its record, findings, tracks, events and observations, the raw messages they
 * came from, what media they name, and every decision; for those who are not staff, what they were told of
 * it. Under a manifest that verifies, sealed by the key of the log. While no node runs on the data.
 */
export async function exportCase(
  mission: Mission,
  place: DataPlace,
  asked: { readonly principal: Principal; readonly id: string; readonly out: string },
): Promise<Result<CasePack, string>> {
  const { principal, id, out } = asked;
  return withData(mission, place, async ({ access, keeping }) => {
    const staff = principal.role === 'staff';
    const found = await (staff ? exactCase : releasedCase)(access, principal, id);
    if (found === undefined) return fail(`no case ${id} that ${principal.id} may read`);
    const origin = `greenline/${folderOf(mission)}`;
    const signer = await openSignerFile(join(keeping.data.keys, 'log.key'), origin);
    if (!signer.ok) throw new Error(`${signer.error.path}: ${signer.error.reason}`);
    const { vkey } = signer.value;
    const files = new Map<string, PackContent>();
    for (const [name, lines] of found.files)
      files.set(name, utf8(lines.map((line) => `${line}\n`).join('')));
    const messages = await messagesOf(keeping.journal, found.sources);
    for (const [name, bytes] of messages) files.set(`messages/${name}`, bytes);
    const counts = {
      ...Object.fromEntries([...found.files].map(([name, lines]) => [name, lines.length])),
      messages: messages.size,
    };
    const { mission: name, exercise } = mission.file;
    const about = { case: id, counts, exercise, for: principal.id, mission: name, vkey };
    const head = { ...about, schema: 'case-pack/1', withheld: found.withheld };
    files.set('pack.json', utf8(`${canonicalJson(head)}\n`));
    await writePack(out, files, {
      pack: 'case-pack/1',
      hasher: nodeHasher,
      signer: signer.value,
    });
    return ok({ counts, withheld: found.withheld, vkey });
  });
}

/** Raw messages by digest, as they lie in the journal: named by their place in it and their format. */
async function messagesOf(
  journal: Journal,
  sources: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const messages = new Map<string, Uint8Array>();
  if (sources.size === 0) return messages;
  for await (const entries of journal.read(1)) {
    for (const { seq, type, bytes } of entries) {
      if (!type.startsWith('message/') || !sources.has(digestOf(nodeHasher, bytes))) continue;
      messages.set(`${seq}.${type.slice('message/'.length)}`, Uint8Array.from(bytes));
    }
  }
  return messages;
}
