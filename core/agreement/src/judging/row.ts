import type { Digest, Instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { FindingId, Hypothesis, Nature, Verdict } from '../finding.ts';
import type { Evidence } from './look.ts';
import type { Measured } from './rule.ts';

/** One judgement, kept: plain data. */
export interface Snapshot extends Measured {
  readonly at: Instant;
  readonly probability: number;
  readonly party: string;
  readonly what: string;
  readonly against: string | undefined;
  readonly sigma: number;
  readonly doubt: string | undefined;
  /** Exceptions weighed, with what came of each. */
  readonly exceptions: readonly string[];
  readonly evidence: Evidence;
  readonly hypotheses?: readonly Hypothesis[];
  /** Of a thing: where it stood. */
  readonly stand?: number;
  /** Told instead of the one before, however grave that was. */
  readonly latest?: true;
}

/** The latest fact that kept a row's verdict. */
export interface Last {
  readonly at: Instant;
  readonly digest: Digest | undefined;
  readonly label: LabelId;
  readonly exercise: boolean;
}

/** One clause about one subject over an interval of one verdict, still open: plain data. */
export interface Row {
  /** Index of the clause. */
  readonly clause: number;
  readonly subject: readonly string[];
  readonly nature: Nature;
  readonly part: string | undefined;
  readonly verdict: Verdict;
  readonly opening: Snapshot;
  /** Its end as far as that was known when it opened. */
  readonly until: Instant;
  /**
   * The judgement with the highest probability, of equals with the greatest margin; of those about one
   * stand the last, which rests on the most looks.
   */
  best: Snapshot;
  last: Last;
  /** Of the row as it was opened. */
  openId: FindingId | undefined;
  /** Since when a breach has been seen that has not lasted long enough. */
  pendingSince: Instant | undefined;
}
