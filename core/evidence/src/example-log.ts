import { compareBytes, concat, type Hasher, type Result, utf8 } from '@greenline/base';
import { checkLog } from './check.ts';
import { ED25519, formatVkey, keyId, type Signer, type VerifyEd25519 } from './keys.ts';
import type { Log } from './log.ts';
import { openLog } from './open-log.ts';
import { portableHasher } from './portable-hasher.ts';
import { type LogStore, memoryLogStore } from './store.ts';

/** A key that anybody can sign with: for tests of all that is not the signature itself. */
export function exampleKey(name = 'example.org/ev1', hasher: Hasher = portableHasher) {
  const publicKey = hasher.sha256(utf8(name));
  const id = keyId(hasher, name, ED25519, publicKey);
  const mark = (key: Uint8Array, message: Uint8Array) => {
    const half = hasher.sha256(concat(key, message));
    return concat(half, half);
  };
  const verifyEd25519: VerifyEd25519 = async (key, message, signature) =>
    compareBytes(mark(key, message), signature) === 0;
  const signer: Signer = { name, keyId: id, sign: async (message) => mark(publicKey, message) };
  return {
    signer,
    verifyEd25519,
    vkey: formatVkey({ name, keyId: id, type: ED25519, publicKey }),
  };
}

/** The value, where a test is about what comes after. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export const leavesOf = (count: number, from = 0): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => utf8(`leaf ${from + i}`));

export async function exampleLog(
  files = new Map<string, Uint8Array>(),
  store: LogStore = memoryLogStore(files),
) {
  const key = exampleKey();
  const open = async (): Promise<Log> =>
    must(await openLog({ store, signer: key.signer, hasher: portableHasher }));
  const check = () => checkLog({ store, hasher: portableHasher, ...key });
  return { files, store, log: await open(), open, check, ...key };
}
