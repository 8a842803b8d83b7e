import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, type Hasher, utf8 } from '@greenline/base';
import { type Signer, signNote } from '@greenline/evidence';
import { StoreError } from '../store-error.ts';
import {
  FileDigest,
  isPackPath,
  MANIFEST,
  type ManifestFile,
  manifestText,
  SEAL,
  sealText,
} from './manifest.ts';
import { readStretch, TAR_END, tarHeader, tarPadding, writeAll } from './tar.ts';

/** The bytes of a file, or where they lie on the disk. */
export type PackContent = Uint8Array | { readonly file: string };

export interface PackOptions {
  /** What it is, as `handover/1`. */
  readonly pack: string;
  readonly hasher: Hasher;
  /** Who vouches for the whole. */
  readonly signer: Signer;
}

/**
 * Writes files, a manifest of their digests and a signed seal: into a folder, or into one archive where
 * the name ends in `.tar`. There is all of it or nothing; what is there already is never written over.
 */
export async function writePack(
  out: string,
  files: ReadonlyMap<string, PackContent>,
  { pack, hasher, signer }: PackOptions,
): Promise<void> {
  if (existsSync(out) && !(statSync(out).isDirectory() && readdirSync(out).length === 0))
    throw new StoreError('failed', `${out}: is there already: name another place`);
  const draft = `${out}.part-${process.pid}`;
  mkdirSync(dirname(out), { recursive: true });
  const target = out.endsWith('.tar') ? new Archive(draft) : new Folder(draft);
  try {
    const listed: ManifestFile[] = [];
    for (const path of [...files.keys()].sort()) {
      if (!isPackPath(path)) throw new RangeError(`${path} is no path within a pack`);
      listed.push(target.add(path, files.get(path) as PackContent));
    }
    const manifest = utf8(manifestText({ schema: 'manifest/1', pack, files: listed }));
    target.add(MANIFEST, manifest);
    target.add(SEAL, await signNote(sealText(pack, digestOf(hasher, manifest)), [signer]));
    target.end();
    rmSync(out, { recursive: true, force: true });
    renameSync(draft, out);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    throw cause;
  }
}

const sizeOf = (content: PackContent): number =>
  content instanceof Uint8Array ? content.length : statSync(content.file).size;

function* portionsOf(content: PackContent): Generator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* readStretch(content.file, 0, sizeOf(content));
}

class Folder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { mode: 0o700 });
  }

  add(path: string, content: PackContent): ManifestFile {
    const place = join(this.#folder, path);
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    const handle = openSync(place, 'wx', 0o600);
    const digest = new FileDigest();
    try {
      for (const bytes of portionsOf(content)) {
        digest.update(bytes);
        writeAll(handle, bytes);
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    return digest.end(path);
  }

  end(): void {}
}

class Archive {
  readonly #handle: number;

  constructor(path: string) {
    this.#handle = openSync(path, 'wx', 0o600);
  }

  add(path: string, content: PackContent): ManifestFile {
    const digest = new FileDigest();
    const bytes = sizeOf(content);
    writeAll(this.#handle, tarHeader(path, bytes));
    for (const portion of portionsOf(content)) {
      digest.update(portion);
      writeAll(this.#handle, portion);
    }
    writeAll(this.#handle, new Uint8Array(tarPadding(bytes)));
    return digest.end(path);
  }

  end(): void {
    writeAll(this.#handle, TAR_END);
    fsyncSync(this.#handle);
    closeSync(this.#handle);
  }
}
