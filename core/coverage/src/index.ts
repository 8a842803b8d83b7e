export type { EffortArea, EffortShares, Look, PolygonCoordinates } from './effort.ts';

// Signatures published ahead of their bodies; each is replaced by its export as it lands.
import type { Instant, Result } from '@greenline/base';
import type { EffortArea, EffortShares, Look } from './effort.ts';

/** Probability that a thing of interest in a cell was detected, over one stretch of time. */
export interface EffortCell {
  readonly area: EffortArea;
  /** RFC 3339. */
  readonly from: string;
  readonly to: string;
  readonly pd: number;
}
/** Exactly what `greenline effort` prints. */
export interface Effort extends EffortShares {
  /** Hours that sensors looked, added up over sensors; one sensor's overlaps count once. */
  readonly sensorHours: number;
  readonly cells: readonly EffortCell[];
}
export interface EffortSpan {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Default: the union of the looks' areas. */
  readonly area?: EffortArea;
}
export declare function effort(looks: readonly Look[], span: EffortSpan): Effort;
/** As `effort`, without cells: cheap enough for every region of a report. */
export declare function effortShares(
  looks: readonly Look[],
  span: EffortSpan,
): EffortShares & { readonly sensorHours: number };

export interface CoverageFactError {
  readonly kind: 'not-json' | 'missing' | 'wrong-type' | 'out-of-range' | 'bad-area' | 'bad-time';
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}
/** Text or a value already read from JSON; one `coverage` fact. */
export declare function parseCoverageFact(json: unknown): Result<Look, CoverageFactError>;
