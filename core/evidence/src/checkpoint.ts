import { fail, ok, type Result } from '@greenline/base';
import { fromBase64, toBase64 } from './base64.ts';
import { describeNoteError, type NoteSignature, type NoteVerifier, openNote } from './note.ts';
import { HASH_SIZE } from './tree.ts';

/** What a log says of itself at one moment (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** Merkle tree hash over them. */
  readonly root: Uint8Array;
}

/** A checkpoint that a known key has signed. */
export interface SignedCheckpoint extends Checkpoint {
  /** The signed text, as cosigners sign it again. */
  readonly text: string;
  /** The signatures of known keys, all of which hold. */
  readonly signatures: readonly NoteSignature[];
}

/** Why a checkpoint was not believed, in words. */
export interface CheckpointError {
  readonly kind: 'checkpoint';
  readonly reason: string;
}

export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads the text of a checkpoint. Extension lines are allowed and passed over. */
export function parseCheckpoint(text: string): Result<Checkpoint, CheckpointError> {
  if (!text.endsWith('\n')) return refuse('the text does not end in a newline');
  const [origin = '', size = '', encoded = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') return refuse('line 1: no origin');
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    return refuse('line 2: the size is not a decimal number below 2^53');
  const root = fromBase64(encoded);
  if (root?.length !== HASH_SIZE) return refuse('line 3: the root is not 32 bytes of base64');
  if (extensions.includes('')) return refuse('an empty extension line');
  return ok({ origin, size: Number(size), root });
}

/** Reads a checkpoint and believes it only if one of the log's keys signed it. */
export async function openCheckpoint(
  bytes: Uint8Array,
  origin: string,
  verifiers: readonly NoteVerifier[],
): Promise<Result<SignedCheckpoint, CheckpointError>> {
  const note = await openNote(bytes, verifiers);
  if (!note.ok) return refuse(describeNoteError(note.error));
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== origin)
    return refuse(`the origin is "${checkpoint.value.origin}", not "${origin}"`);
  return ok({ ...checkpoint.value, ...note.value });
}

const refuse = (reason: string) => fail({ kind: 'checkpoint', reason } as const);
