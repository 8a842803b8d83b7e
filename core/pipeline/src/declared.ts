import type { Digest, Instant, JsonObject } from '@greenline/base';
import type { Declaration, SignedBy } from '@greenline/declarations';

/** One version of a declaration as it is kept and served: the words, and whose they are. */
export type Declared = Declaration & {
  /** What its versions have in common besides the kind: an id, a site, a name. */
  readonly under: string;
  /** 1, 2, 3 …; the newest holds. */
  readonly version: number;
  /** Of the canonical JSON of the object as it was handed in, without its signature. */
  readonly digest: Digest;
  /** Digest of the version before. */
  readonly supersedes?: Digest;
  /** `mission`, or the party or nation that speaks. */
  readonly declaredBy: string;
  /** Id of the principal that handed it in; for mission staff alone. */
  readonly by?: string;
  readonly recordedAt: Instant;
  /** Absent: it came with a recording. */
  readonly signedBy?: SignedBy;
  readonly signature?: string;
  /** What was signed, word for word. */
  readonly message?: JsonObject;
  readonly releasableTo?: readonly string[];
  readonly exercise?: true;
};
