import type { Hasher, Result } from '@greenline/base';
import type { Signer } from './keys.ts';
import type { LogError } from './log-error.ts';
import type { LogStore } from './store.ts';

/** What a log is opened with. */
export interface LogOptions {
  readonly store: LogStore;
  readonly hasher: Hasher;
  /** The log's key. Its name is the log's origin. */
  readonly signer: Signer;
}

/** An append-only log under one key, in the layout of C2SP tlog-tiles. */
export interface Log {
  readonly origin: string;
  /** Leaves appended, published or not. */
  readonly size: number;
  /** Leaves that the last checkpoint covers. */
  readonly published: number;
  /**
   * Puts leaves at `index` and after it, in memory until `publish`. Idempotent: a leaf already
   * there is compared and passed over. Says how many were new.
   */
  append(index: number, leaves: readonly Uint8Array[]): Promise<Result<number, LogError>>;
  /**
   * Makes all leaves durable and signs a checkpoint over them, which it gives back. Entry bundles
   * first, then tiles, state and checkpoint; before it signs, the verifier reads all that was
   * written and must find the same root. Throws where the store fails; then call it again.
   */
  publish(): Promise<Result<Uint8Array, LogError>>;
  /** A published leaf. */
  entry(index: number): Promise<Result<Uint8Array, LogError>>;
  /** The text of a C2SP `.tlog-proof` for a published leaf, against the last checkpoint. */
  prove(index: number): Promise<Result<string, LogError>>;
  /** Proof that the log at `size` is a beginning of the published one. */
  proveConsistency(size: number): Promise<Result<readonly Uint8Array[], LogError>>;
}
