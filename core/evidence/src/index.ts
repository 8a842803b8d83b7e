export { fromBase64Url } from './base64.ts';
export { type CheckedLog, checkLog, type LogCheck } from './check.ts';
export {
  type Checkpoint,
  type CheckpointError,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
} from './checkpoint.ts';
export {
  type Commitments,
  type Committable,
  commit,
  commitmentOf,
  type Field,
  fieldsOf,
  saltOf,
} from './commitment.ts';
export { cosign, cosignedAt } from './cosignature.ts';
export {
  type DisclosedField,
  type Disclosure,
  type DisclosureError,
  disclose,
  verifyDisclosure,
} from './disclosure.ts';
export { Frontier } from './frontier.ts';
export {
  COSIGNATURE,
  ED25519,
  formatSkey,
  formatVkey,
  keyId,
  parseSkey,
  parseVkey,
  type SignatureType,
  type Signer,
  type SignerKey,
  type VerifierKey,
  type VerifyEd25519,
  type VerifyEd25519Now,
} from './keys.ts';
export type { Log, LogOptions } from './log.ts';
export type { LogError } from './log-error.ts';
export {
  describeNoteError,
  formatNote,
  type Note,
  type NoteError,
  type NoteSignature,
  type NoteVerifier,
  noteVerifier,
  openNote,
  parseNote,
  signNote,
  vkeyVerifier,
} from './note.ts';
export { openLog } from './open-log.ts';
export { type LogPolicy, meets, type PolicyError, parsePolicy, type Quorum } from './policy.ts';
export { openByPolicy } from './policy-check.ts';
export { portableHasher } from './portable-hasher.ts';
export { type Consistency, type Inclusion, verifyConsistency, verifyInclusion } from './proof.ts';
export { type LogStore, memoryLogStore } from './store.ts';
export { MAX_LEAF } from './tiles.ts';
export {
  formatTlogProof,
  type ProofCheck,
  parseTlogProof,
  type TlogProof,
  type TlogProofError,
  verifyTlogProof,
} from './tlog-proof.ts';
export { emptyRoot, leafHash, nodeHash, rootOf } from './tree.ts';
export type { CheckFailure } from './tree-check.ts';
