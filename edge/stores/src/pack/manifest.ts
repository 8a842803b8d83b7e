import { createHash } from 'node:crypto';
import { canonicalJson, type Digest, fail, type Json, ok, type Result } from '@greenline/base';

/** So much of a file has a digest of its own, so that damage is located and not only found. */
export const PART_BYTES = 1 << 16;

/** One file of a pack. */
export interface ManifestFile {
  /** Within the pack, with slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of each part of `PART_BYTES`, in order; absent where there is but one. */
  readonly parts?: readonly string[];
}

/** What a pack says of all its files but itself and its seal. */
export interface Manifest {
  readonly schema: 'manifest/1';
  /** What the pack is, as `handover/1`. */
  readonly pack: string;
  /** Sorted by path. */
  readonly files: readonly ManifestFile[];
}

export const MANIFEST = 'manifest.json';
export const SEAL = 'seal.note';

export const manifestText = (manifest: Manifest): string =>
  `${canonicalJson(manifest as unknown as Json)}\n`;

/** What is signed: a note that names the pack and its manifest's digest. */
export const sealText = (pack: string, manifest: Digest): string =>
  `greenline/pack\n${pack}\n${manifest}\n`;

/** Reads a manifest; says what is wrong with one that is none. */
export function readManifest(text: string): Result<Manifest, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('is no JSON');
  }
  const { schema, pack, files } = (value ?? {}) as Partial<Manifest>;
  if (schema !== 'manifest/1') return fail('is no manifest of this kind (manifest/1)');
  if (typeof pack !== 'string' || !Array.isArray(files) || !files.every(isFile))
    return fail('does not list its files');
  return ok({ schema, pack, files });
}

/** Paths that lead out of the pack are no paths of a pack. */
export const isPackPath = (path: string): boolean =>
  path !== '' && !path.split('/').some((step) => step === '' || step === '.' || step === '..');

function isFile(value: unknown): value is ManifestFile {
  const { path, bytes, sha256, parts = [] } = (value ?? {}) as Partial<ManifestFile>;
  return (
    typeof path === 'string' &&
    isPackPath(path) &&
    Number.isSafeInteger(bytes) &&
    typeof sha256 === 'string' &&
    Array.isArray(parts)
  );
}

/** Takes the bytes of a file as they come, and gives what a manifest says of them. */
export class FileDigest {
  readonly #whole = createHash('sha256');
  #part = createHash('sha256');
  #inPart = 0;
  #bytes = 0;
  readonly #parts: string[] = [];

  update(bytes: Uint8Array): void {
    this.#whole.update(bytes);
    this.#bytes += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const portion = bytes.subarray(at, at + PART_BYTES - this.#inPart);
      this.#part.update(portion);
      this.#inPart += portion.length;
      at += portion.length;
      if (this.#inPart === PART_BYTES) this.#endPart();
    }
  }

  end(path: string): ManifestFile {
    if (this.#inPart > 0) this.#endPart();
    return {
      path,
      bytes: this.#bytes,
      sha256: this.#whole.digest('hex'),
      ...(this.#parts.length > 1 && { parts: this.#parts }),
    };
  }

  #endPart(): void {
    this.#parts.push(this.#part.digest('hex'));
    this.#part = createHash('sha256');
    this.#inPart = 0;
  }
}
