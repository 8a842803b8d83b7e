import type { Digest } from './hasher.ts';

/**
 * The envelope of everything the system derives or is told: what it is, to whom it may go, which
 * code made it, and from what.
 */
export interface RecordEnvelope<Kind extends string, Body> {
  readonly kind: Kind;
  /** Version of the body's shape, as `observation/1`. */
  readonly schema: string;
  readonly id: string;
  /** Id of the interned label. */
  readonly label: string;
  /** The room and version that made it, as `tracking/1`. */
  readonly madeBy: string;
  /** Digests of what it was made from. */
  readonly inputs: readonly Digest[];
  /** Id of the record that this one replaces. */
  readonly supersedes?: string;
  readonly body: Body;
}
