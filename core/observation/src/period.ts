import type { Digest, Instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Polygon } from 'geojson';

/** "I looked here, from … to …, with this detection probability", whatever was found. */
export interface ObservationPeriod {
  readonly id: string;
  readonly sensor: string;
  readonly nation: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Ring of [lon, lat], RFC 7946. */
  readonly area: Polygon;
  /** Probability that a thing of interest in the area is detected in the period. */
  readonly detectionProbability: number;
  readonly state: 'looked' | 'jammed' | 'denied';
  readonly label: LabelId;
  readonly source: Digest;
}
