import type { Instant, Json } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { ClassProbabilities, Covariance, ObservationId, Trust } from '@greenline/observation';

export type EventId = string & { readonly '~id': 'event' };

/** Something that happened once, fused from all reports of it. */
export interface Event {
  readonly id: EventId;
  readonly class: ClassProbabilities;
  readonly at: Instant;
  /** Half-width of the 95 % interval, seconds. */
  readonly uncertaintyS: number;
  /** Absent where no report places it: then only the observers' places are known. */
  readonly position?: Position;
  readonly covariance?: Covariance;
  /** Where it was heard or seen from. */
  readonly observer?: Position;
  readonly direction: 'outgoing' | 'incoming' | 'undetermined';
  readonly party?: string;
  /** Sensors whose reports name the party, sorted. */
  readonly namedBy?: readonly string[];
  /** All reports of it, copies included. */
  readonly reports: readonly ObservationId[];
  readonly sensors: readonly string[];
  readonly trust: Trust;
  readonly attributes?: Readonly<Record<string, Json>>;
  readonly label: LabelId;
  readonly exercise?: true;
  /**
   * Later reports showed that it was no happening of its own: its reports are of these events instead;
   * of none, where they were false. It stays as it was, and counts no more.
   */
  readonly supersededBy?: readonly EventId[];
}
