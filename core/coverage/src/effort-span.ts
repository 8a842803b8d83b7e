import type { Instant } from '@greenline/base';
import type { EffortArea } from './effort-area.ts';

/** Over what effort is reckoned. */
export interface EffortSpan {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Default: the union of the looks' areas. */
  readonly area?: EffortArea;
}
