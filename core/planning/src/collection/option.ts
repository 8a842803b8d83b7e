/** What an asset sees of one cell in one hour of the plan. */
export interface Seen {
  readonly cell: number;
  /** Counted from the plan's start. */
  readonly hour: number;
  /** Probability that it detects what is there. */
  readonly pd: number;
}

/** One thing that an asset could do: a sortie, a pass, a pointing, a patrol. */
export interface Option {
  /** Stays the same when a plan is made anew. */
  readonly id: string;
  readonly asset: string;
  /** Hours of the plan, from inclusive to exclusive; fractions are allowed. */
  readonly from: number;
  readonly to: number;
  readonly sees: readonly Seen[];
}

/** Somebody or something that can look, and what it could do. */
export interface Asset {
  readonly id: string;
  readonly options: readonly Option[];
  /** Of its options, no more than so many in the whole plan. */
  readonly most: number;
}
