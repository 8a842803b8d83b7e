import type { Instant, Json } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { ClassProbabilities, Covariance, ObservationId, Trust } from '@greenline/observation';

export type TrackId = string & { readonly '~id': 'track' };

/** What we believe one object did: its latest state, and the observation that brought it there. */
export interface Track {
  readonly id: TrackId;
  readonly at: Instant;
  readonly position: Position;
  /** Absent where no source ever stated an accuracy: then the track accuses nobody. */
  readonly covariance?: Covariance;
  /** Metres a second, east and north. */
  readonly velocity?: readonly [east: number, north: number];
  /** Probability that there is such an object at all. */
  readonly existence: number;
  readonly class: ClassProbabilities;
  readonly party?: string;
  /** Names that sources gave to the object. */
  readonly identities: readonly string[];
  /** Sensors that saw it. */
  readonly sensors: readonly string[];
  /** The best that can be said of its sources: one authenticated source makes it `authenticated`. */
  readonly trust: Trust;
  /** Nobody who can be held to his word saw it yet, however many broadcasts tell of it. */
  readonly uncorroborated?: true;
  readonly firstSeenAt: Instant;
  /** How many observations made it. */
  readonly looks: number;
  /** The observations since the state before: all states together name every one. */
  readonly observations: readonly ObservationId[];
  /** Other ids under which the same thing was followed before they were seen to be one. */
  readonly joins?: readonly TrackId[];
  /** The track that this one is part of from now on: its last state says so. */
  readonly joinedTo?: TrackId;
  /** What was learnt late of an earlier moment: it says nothing of the present. */
  readonly historical?: true;
  /** Scans no longer find it: this is its last state. */
  readonly ended?: true;
  readonly attributes?: Readonly<Record<string, Json>>;
  readonly label: LabelId;
  readonly exercise?: true;
}
