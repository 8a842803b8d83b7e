import { fail, fromUtf8, type Result } from '@greenline/base';
import { type CheckpointError, openCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import type { VerifyEd25519 } from './keys.ts';
import { noteVerifier } from './note.ts';
import { type LogPolicy, meets } from './policy.ts';

/** Reads a checkpoint and believes it only if a log of the policy signed it and a quorum cosigned. */
export async function openByPolicy(
  bytes: Uint8Array,
  policy: LogPolicy,
  verifyEd25519: VerifyEd25519,
): Promise<Result<SignedCheckpoint, CheckpointError>> {
  const refuse = (reason: string) => fail({ kind: 'checkpoint', reason } as const);
  const [origin = ''] = (fromUtf8(bytes) ?? '').split('\n');
  const logs = policy.logs.filter(({ name }) => name === origin);
  if (logs.length === 0) return refuse(`the policy knows no log "${origin}"`);

  const verifiers = [...logs, ...policy.witnesses].map((key) => noteVerifier(key, verifyEd25519));
  const opened = await openCheckpoint(bytes, origin, verifiers);
  if (!opened.ok) return opened;
  const signed = new Set(opened.value.signatures.map(({ name, keyId }) => `${name}+${keyId}`));
  if (!logs.some(({ name, keyId }) => signed.has(`${name}+${keyId}`)))
    return refuse(`the log "${origin}" has not signed`);
  return meets(policy.quorum, signed) ? opened : refuse('too few witnesses have cosigned');
}
