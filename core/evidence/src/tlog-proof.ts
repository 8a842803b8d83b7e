import { fail, fromUtf8, type Hasher, ok, type Result, utf8 } from '@greenline/base';
import { fromBase64, toBase64 } from './base64.ts';
import type { CheckpointError, SignedCheckpoint } from './checkpoint.ts';
import { verifyInclusion } from './proof.ts';
import { HASH_SIZE, leafHash } from './tree.ts';

/** That a leaf is in a log, to be checked anywhere, offline (C2SP tlog-proof). */
export interface TlogProof {
  readonly index: number;
  /** Hashes from the leaf's sibling up to the root's child. */
  readonly proof: readonly Uint8Array[];
  /** The signed note, with the cosignatures it had. */
  readonly checkpoint: Uint8Array;
  /** What an application adds. Nobody vouches for it. */
  readonly extra?: Uint8Array;
}

/** Why a proof proves nothing: the step, and the reason in words. */
export interface TlogProofError {
  readonly kind: 'malformed' | 'checkpoint' | 'inclusion';
  readonly reason: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A path is no longer than the tree is high. */
const MOST_HASHES = 63;

export function formatTlogProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(toBase64),
    '',
    fromUtf8(checkpoint),
  ];
  return lines.join('\n');
}

export function parseTlogProof(text: string): Result<TlogProof, TlogProofError> {
  const malformed = (reason: string) => fail({ kind: 'malformed', reason } as const);
  const split = text.indexOf('\n\n');
  const [header, ...rest] = text.slice(0, Math.max(split, 0)).split('\n');
  if (split < 0 || header !== HEADER) return malformed(`line 1 is not "${HEADER}"`);
  const extra = rest[0]?.startsWith('extra ') ? fromBase64(rest.shift()?.slice(6) ?? '') : null;
  if (extra === undefined) return malformed('line 2: the extra data are not base64');
  const [, index] = /^index (0|[1-9]\d*)$/.exec(rest.shift() ?? '') ?? [];
  if (index === undefined || !Number.isSafeInteger(Number(index))) return malformed('no index');
  const proof = rest.map(fromBase64);
  if (proof.length > MOST_HASHES || proof.some((hash) => hash?.length !== HASH_SIZE))
    return malformed('a line of the proof is not 32 bytes of base64, or there are too many');
  return ok({
    index: Number(index),
    proof: proof as Uint8Array[],
    checkpoint: utf8(text.slice(split + 2)),
    ...(extra === null ? {} : { extra }),
  });
}

/** What a proof is held against. */
export interface ProofCheck {
  readonly leaf: Uint8Array;
  readonly hasher: Hasher;
  /** Whose checkpoints are believed: `openCheckpoint` with the log's key, or `openByPolicy`. */
  readonly open: (checkpoint: Uint8Array) => Promise<Result<SignedCheckpoint, CheckpointError>>;
}

/** Whether a log that is believed holds the leaf; gives back its checkpoint. */
export async function verifyTlogProof(
  text: string,
  { leaf, open, hasher }: ProofCheck,
): Promise<Result<SignedCheckpoint, TlogProofError>> {
  const parsed = parseTlogProof(text);
  if (!parsed.ok) return parsed;
  const { index, proof, checkpoint } = parsed.value;
  const opened = await open(checkpoint);
  if (!opened.ok) return opened;
  const { size, root } = opened.value;
  const inclusion = { index, size, proof, root, leafHash: leafHash(hasher, leaf) };
  if (verifyInclusion(hasher, inclusion)) return opened;
  const reason = `the leaf is not entry ${index} of the ${size} that the checkpoint covers`;
  return fail({ kind: 'inclusion', reason });
}
