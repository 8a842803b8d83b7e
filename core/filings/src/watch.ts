import type { Instant } from '@greenline/base';
import type { Look } from '@greenline/coverage';

/** What the walk saw in the area and the time of one window of silence: plain data. */
export interface Watch {
  /** Fire in it, to the cell and the minute; the same happening once. */
  readonly events: Map<string, SeenFire>;
  readonly looks: Look[];
  readonly area: Look['area'];
  readonly from: Instant;
  readonly to: Instant;
}

export interface SeenFire {
  readonly at: Instant;
  /** It may be told to both parties. */
  readonly told: boolean;
  /** Placed no better than a cell: it may lie outside. */
  readonly doubtful: boolean;
}

/** Beyond so many, more looks say nothing more about one window. */
export const MOST_LOOKS = 2_000;
