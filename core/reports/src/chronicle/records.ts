import type { Finding } from '@greenline/agreement';
import type { Digest, Instant } from '@greenline/base';
import type { Case } from '@greenline/cases';
import type { EffortShares } from '@greenline/coverage';
import type { Declaration } from '@greenline/declarations';
import type { Observation, ObservationPeriod } from '@greenline/observation';
import type { HazardWarning, ReleasedRecord } from '@greenline/sharing';
import type { Event, Track } from '@greenline/tracking';

/** What mission staff's report is made of. Records of other days are passed over. */
export interface StaffRecords {
  readonly observations: readonly Observation[];
  readonly periods: readonly ObservationPeriod[];
  readonly events: readonly Event[];
  /** Any states of each track; the latest within the day counts. */
  readonly tracks: readonly Track[];
  readonly findings: readonly Finding[];
  readonly cases: readonly Case[];
  readonly declarations?: readonly DeclaredRecord[];
}

/** One version of a declaration, as far as a report tells of it. */
export type DeclaredRecord = Declaration & {
  readonly digest: Digest;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly exercise?: true;
};

/** What everybody else's report is made of: what was released to them, and nothing besides. */
export interface ReleasedRecords {
  readonly records: readonly ReleasedRecord[];
  readonly hazards?: readonly HazardWarning[];
  /** Effort of the day by region id, `total` for the whole; absent: none was released. */
  readonly effort?: Readonly<Record<string, EffortShares>>;
  /** Sensor-hours of each day, of a longer period; absent: not released. */
  readonly hours?: readonly {
    readonly from: Instant;
    readonly to: Instant;
    readonly sensorHours: number;
  }[];
  /** Declarations that their owners released to this reader. */
  readonly declarations?: readonly DeclaredRecord[];
}
