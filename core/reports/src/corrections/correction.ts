/** One figure that differs from what was published before. */
export interface Correction {
  readonly chapter: string;
  readonly kind: string;
  readonly region?: string;
  readonly party?: string;
  readonly measure: string;
  /** Absent: there was none, or it had no number to print. */
  readonly was?: number;
  readonly is?: number;
  /** Records that are counted now and were not, and the other way round. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What changed since a version that was published, figure by figure. */
export interface Corrigendum {
  readonly version: number;
  readonly publishedAt: string;
  readonly digest: string;
  readonly corrections: readonly Correction[];
}
