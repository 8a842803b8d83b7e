import { existsSync } from 'node:fs';
import type { JsonObject } from '@greenline/base';
import { openSignerFile } from '@greenline/crypto';
import { isObject, signedBytes } from '@greenline/declarations';
import type { Mission } from '@greenline/pipeline';
import { Failure } from '../failure.ts';
import type { Filed } from './filed.ts';

/** What a file holds, each signed with the key of a file that the mission knows; as they are without one. */
export async function signedWith(
  keyFile: string | undefined,
  principal: string | undefined,
  filed: readonly Filed[],
  mission: Mission,
): Promise<readonly Filed[]> {
  if (keyFile === undefined) return filed;
  if (principal === undefined) throw new Failure('--key: name whose key it is with --for');
  const drawn = !existsSync(keyFile);
  const signer = await openSignerFile(keyFile, principal);
  if (!signer.ok) throw new Failure(`${signer.error.path}: ${signer.error.reason}`);
  const { vkey, sign } = signer.value;
  if (mission.principals.get(principal)?.key !== vkey) {
    process.stdout.write(`key: ${vkey}\n`);
    const what = drawn ? 'a key was drawn' : 'this is not the key that the mission has';
    throw new Failure(
      `${keyFile}: ${what}: enter the line above for ${principal} in policy/principals.yaml, start the node again, then declare`,
      1,
    );
  }
  const signing = filed.map(async (one) => {
    if (!isObject(one.value) || one.value.signature !== undefined) return one;
    return { ...one, value: await withSignature(one.value, sign) };
  });
  return Promise.all(signing);
}

async function withSignature(
  object: JsonObject,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<JsonObject> {
  const bytes = await sign(signedBytes(object));
  return { ...object, signature: Buffer.from(bytes).toString('base64url') };
}
