import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, fromHex, hex, ok, type Result } from '@greenline/base';
import { ED25519, formatSkey, keyId, parseSkey } from '@greenline/evidence';
import { keyPair } from './ed25519.ts';
import { nodeHasher } from './hasher.ts';
import { type NoteSigner, noteSigner } from './signer.ts';

/** A key file that holds no key: somebody else's, cut short, or altered. */
export interface KeyFileError {
  readonly kind: 'key-file';
  readonly path: string;
  readonly reason: string;
}

/**
 * The signer of a key file, drawn and written (mode 0600) where there is none yet.
 *
 * Throws where the disk fails. A key there is never replaced: the log signed under it would end.
 */
export async function openSignerFile(
  path: string,
  name: string,
): Promise<Result<NoteSigner, KeyFileError>> {
  const text = await readOrCreate(path, () => {
    const seed = randomBytes(32);
    const id = keyId(nodeHasher, name, ED25519, keyPair(seed).publicKey);
    return formatSkey({ name, keyId: id, seed });
  });
  const key = parseSkey(text);
  if (key === undefined) return refuse(path, 'it holds no Ed25519 signing key');
  const signer = noteSigner(key);
  if (signer.keyId !== key.keyId) return refuse(path, 'its key id and its key do not agree');
  if (signer.name !== name) return refuse(path, `it is the key of "${signer.name}", not "${name}"`);
  return ok(signer);
}

/** The 32-byte key that salts are made with, drawn and written (mode 0600) where there is none. */
export async function openSaltKeyFile(path: string): Promise<Result<Uint8Array, KeyFileError>> {
  const key = fromHex((await readOrCreate(path, () => hex(randomBytes(32)))).trim());
  return key?.length === 32 ? ok(key) : refuse(path, 'it does not hold 32 bytes in hex');
}

/** Of two that create at once, one wins and both read what it wrote: a link is made or is not. */
async function readOrCreate(path: string, draw: () => string): Promise<string> {
  const present = await readIfThere(path);
  if (present !== undefined) return present;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${hex(randomBytes(8))}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${draw()}\n`);
    await file.sync();
    await link(draft, path).catch(unless('EEXIST'));
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  await syncFolder(folder);
  return readFile(path, 'utf8');
}

const readIfThere = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(unless('ENOENT'));

const unless = (code: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== code) throw error;
  return undefined;
};

/** So that the file's name, too, survives a power cut. Windows knows no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const refuse = (path: string, reason: string) =>
  fail({ kind: 'key-file', path, reason: `${reason}; restore the file from its backup` } as const);
