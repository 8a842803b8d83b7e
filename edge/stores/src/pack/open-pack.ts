import { closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { concat, digestOf, fail, fromUtf8, type Hasher, ok, type Result } from '@greenline/base';
import { describeNoteError, type NoteVerifier, openNote } from '@greenline/evidence';
import {
  FileDigest,
  MANIFEST,
  type Manifest,
  type ManifestFile,
  PART_BYTES,
  readManifest,
  SEAL,
  sealText,
} from './manifest.ts';
import { readStretch, tarEntries } from './tar.ts';

/** The files of a pack, as they lie there: nothing is believed yet. */
export interface Pack {
  readonly paths: readonly string[];
  /** Portions of a file; throws where there is none of that name. */
  read(path: string): Iterable<Uint8Array>;
}

/** What is wrong with a pack, and where. */
export interface PackFault {
  readonly path: string;
  /** Bytes `[from, to)` within which it differs; absent where the whole file is in question. */
  readonly from?: number;
  readonly to?: number;
  readonly text: string;
}

/** Opens a folder or an archive that `writePack` wrote. */
export function openPack(place: string): Result<Pack, PackFault> {
  let folder: boolean;
  try {
    folder = statSync(place).isDirectory();
  } catch {
    return fail({ path: place, text: 'is not there: name a folder or archive' });
  }
  if (folder) return ok(folderPack(place));
  const handle = openSync(place, 'r');
  try {
    const entries = tarEntries(handle);
    if (entries === undefined)
      return fail({ path: place, text: 'is no whole archive: a header in it is damaged' });
    const byPath = new Map(entries.map((entry) => [entry.path, entry]));
    return ok({
      paths: [...byPath.keys()].sort(),
      read: (path) => {
        const entry = byPath.get(path);
        if (entry === undefined) throw new RangeError(`no file ${path} in ${place}`);
        return readStretch(place, entry.offset, entry.bytes);
      },
    });
  } finally {
    closeSync(handle);
  }
}

function folderPack(folder: string): Pack {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return {
    paths: files.map((file) => relative(folder, file).split(sep).join('/')).sort(),
    read: (path) => {
      const file = join(folder, path);
      return readStretch(file, 0, statSync(file).size);
    },
  };
}

/** A whole file of a pack. */
export const packBytes = (pack: Pack, path: string): Uint8Array => concat(...pack.read(path));

/**
 * Checks the manifest’s seal by one of the keys, and every file by the manifest. All faults, each located
 * to a file and, where its length holds, to a part of it; the manifest where there are none.
 */
export async function checkPack(
  pack: Pack,
  hasher: Hasher,
  verifiers: readonly NoteVerifier[],
): Promise<Result<Manifest, readonly PackFault[]>> {
  const absent = [MANIFEST, SEAL].filter((path) => !pack.paths.includes(path));
  if (absent.length > 0) return fail(absent.map((path) => ({ path, text: 'is missing' })));
  const bytes = packBytes(pack, MANIFEST);
  const manifest = readManifest(fromUtf8(bytes) ?? '');
  const seal = await openNote(packBytes(pack, SEAL), verifiers);
  const faults: PackFault[] = [];
  if (!seal.ok) faults.push({ path: SEAL, text: describeNoteError(seal.error) });
  if (!manifest.ok) return fail([...faults, { path: MANIFEST, text: manifest.error }]);
  if (seal.ok && seal.value.text !== sealText(manifest.value.pack, digestOf(hasher, bytes)))
    faults.push({ path: MANIFEST, text: 'is not what was sealed' });
  faults.push(...manifest.value.files.flatMap((file) => faultsOf(pack, file)));
  const known = new Set([MANIFEST, SEAL, ...manifest.value.files.map(({ path }) => path)]);
  for (const path of pack.paths)
    if (!known.has(path)) faults.push({ path, text: 'stands in no manifest' });
  return faults.length === 0 ? manifest : fail(faults);
}

function faultsOf(pack: Pack, listed: ManifestFile): readonly PackFault[] {
  const { path, bytes } = listed;
  if (!pack.paths.includes(path)) return [{ path, text: 'is missing' }];
  const digest = new FileDigest();
  for (const portion of pack.read(path)) digest.update(portion);
  const found = digest.end(path);
  if (found.bytes !== bytes)
    return [{ path, text: `has ${found.bytes} bytes, not the ${bytes} that were packed` }];
  if (found.sha256 === listed.sha256) return [];
  const parts = (listed.parts ?? [listed.sha256]).flatMap((part, index) =>
    (found.parts ?? [found.sha256])[index] === part ? [] : [index],
  );
  return parts.map((index) => {
    const [from, to] = [index * PART_BYTES, Math.min(bytes, (index + 1) * PART_BYTES)];
    return { path, from, to, text: `was altered within bytes ${from} to ${to}` };
  });
}
