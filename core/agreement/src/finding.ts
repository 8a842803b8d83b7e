import type { Digest, Instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';

export type Verdict = 'breach' | 'compliant' | 'undetermined';

/** Substantive: the thing itself. Procedural: how it was announced, permitted or reported. */
export type Nature = 'substantive' | 'procedural';

/** SHA-256 in hex over the canonical `{agreementDigest, clause, reading?, nature, subject, from, inputs}`. */
export type FindingId = string & { readonly '~id': 'finding' };

/** Who may have done it, weighed against somebody else having done it. */
export interface Hypothesis {
  /** A party, `private`, or whom a source named. */
  readonly party: string;
  /** To three digits; 1 where nothing speaks for or against. */
  readonly likelihoodRatio: number;
  /** What it rests on, in words. */
  readonly basis: readonly string[];
}

/**
 * One clause applied to one subject over one maximal interval of one verdict.
 *
 * A pure function of its inputs: the same inputs and the same agreement give the same bytes.
 */
export interface Finding {
  readonly id: FindingId;
  /** As the agreement cites it, `2(a)`. */
  readonly clause: string;
  readonly agreement: string;
  readonly version: string;
  /** Of the agreement's canonical JSON. */
  readonly agreementDigest: Digest;
  readonly verdict: Verdict;
  /** P(breach), to 1e-6. */
  readonly probability: number;
  readonly reading?: string;
  readonly nature: Nature;
  /** Ids of the tracks, events, zones or declarations it is about, sorted. */
  readonly subject: readonly string[];
  /** A party, `mission`, `private`, `unknown`, or a nation's id. */
  readonly party: string;
  readonly from: Instant;
  readonly to: Instant;
  /** In `unit`, distances to 1 mm; absent where nothing was measured. */
  readonly measured?: number;
  readonly limit?: number;
  /** How far beyond the limit: positive on the side of a breach. */
  readonly margin?: number;
  readonly unit?: string;
  /** Exceptions that were weighed, by their cited number, and what came of each. */
  readonly exceptions: readonly string[];
  /** One plain sentence for people. */
  readonly reason: string;
  /** Of an act: who may have done it. Absent where nothing is attributed. */
  readonly hypotheses?: readonly Hypothesis[];
  /** Digests of the facts it rests on, sorted. */
  readonly inputs: readonly Digest[];
  readonly label: LabelId;
  readonly supersedes?: FindingId;
  readonly exercise?: true;
}
