import type { Digest, Instant, Json } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { PlausibilityDoubt } from './plausibility-doubt.ts';

/** UUIDv8 over feed, source digest, `receivedAt`, byte offset and index in the message. */
export type ObservationId = string & { readonly '~id': 'observation' };

/**
 * What sort of result an act of sensing had.
 *
 * `object`: a thing at a place. `event`: something that happened (shot, explosion).
 * `restriction`: monitors were denied, delayed or conditioned. `hazard`: mines, unexploded ordnance.
 * `note`: words for people, no measurement.
 */
export type ObservationKind = 'object' | 'event' | 'restriction' | 'hazard' | 'note';

/** Horizontal covariance in the local east-north plane: [east-east, east-north, north-north], m². */
export type Covariance = readonly [ee: number, en: number, nn: number];

/** Probabilities over names of the taxonomy; what is missing to 1 is "unknown". */
export type ClassProbabilities = Readonly<Record<string, number>>;

/**
 * How far the source can be held to what it says. `unauthenticated` is a broadcast or a link without
 * keys: anybody can send it, so alone it accuses nobody.
 */
export type Trust = 'authenticated' | 'unauthenticated';

/** From where, and in which direction, an observer heard or saw. */
export interface Sightline {
  readonly position: Position;
  /** One sigma of the observer's own position, each horizontal axis, metres. */
  readonly sigmaM?: number;
  /** Degrees clockwise from true north. */
  readonly bearingDeg?: number;
  /** One sigma of it, degrees, where it was said. */
  readonly bearingSigmaDeg?: number;
  /** Degrees above the horizontal; of what lies below, negative. */
  readonly elevationDeg?: number;
  /** Over the ground; where there is an elevation, along the ray. */
  readonly distanceM?: number;
}

/** How much later the first of two receivers heard a signal than the second. */
export interface TimeDifference {
  readonly receivers: readonly [first: Position, second: Position];
  readonly seconds: number;
}

/** What a radar measures from its own place, which the sensor registry knows and the message does not. */
export interface Polar {
  /** Degrees clockwise from true north. */
  readonly bearingDeg: number;
  /** Degrees above the horizontal; of what lies below, negative. */
  readonly elevationDeg?: number;
  /** Along the ray, metres; absent where only a direction is known (a jamming strobe). */
  readonly slantRangeM?: number;
  /** Of the thing, metres above the sea: from its flight level or from a radar that tells heights. */
  readonly heightM?: number;
}

/**
 * What a decoder makes of one act of sensing: the source's own words, before the sensor registry,
 * the label and the id are known. `undefined` always means that the source did not say.
 */
export interface Sighting {
  readonly kind: ObservationKind;
  /** The source's name of itself, looked up in the sensor registry. */
  readonly sensor: string;
  readonly nation?: string;
  readonly observedAt: Instant;
  /** Half-width of the 95 % interval of the clock, seconds. */
  readonly uncertaintyS?: number;
  readonly position?: Position;
  /** One sigma on each horizontal axis, metres. Never zero: zero and "unknown" markers are absent. */
  readonly sigmaM?: number;
  readonly covariance?: Covariance;
  readonly sightline?: Sightline;
  /** Becomes a sightline where the registry knows the sensor's place. */
  readonly polar?: Polar;
  /** Of one signal at two receivers: on which curve the thing lies that sent it. */
  readonly timeDifference?: TimeDifference;
  readonly speedMps?: number;
  /** Degrees clockwise from true north. */
  readonly courseDeg?: number;
  readonly class: ClassProbabilities;
  /** How many alike; absent is one. */
  readonly count?: number;
  /** The name the source gives to the thing it saw (CoT uid, Remote ID serial): a claim, not proof. */
  readonly identity?: string;
  /** Whose the thing is, as the source says. */
  readonly party?: string;
  readonly direction?: 'outgoing' | 'incoming' | 'undetermined';
  /** Facts that clauses use: `calibreMm`, `rangeKm`, … */
  readonly attributes?: Readonly<Record<string, Json>>;
  readonly text?: string;
  /** The thing tells of itself: where it is, not what another saw of it. */
  readonly selfReport?: true;
  /** A broadcast without keys, whatever the link: caps the trust that the registry gives. */
  readonly broadcast?: true;
  /** Handling marks on the message itself, kept through every hop. */
  readonly handling?: Handling;
  readonly exercise?: true;
}

/** Security attributes as a message carries them. */
export interface Handling {
  readonly access?: string;
  readonly caveat?: string;
  readonly releasableTo?: readonly string[];
}

/** One act of sensing with a result. Never altered: a correction is a new one that names the old. */
export interface Observation extends Omit<Sighting, 'nation' | 'polar' | 'broadcast' | 'handling'> {
  readonly id: ObservationId;
  /** Feed it came by, as `cot`. */
  readonly feed: string;
  readonly nation: string;
  readonly receivedAt: Instant;
  readonly trust: Trust;
  readonly label: LabelId;
  /** Digest of the raw bytes of the message. */
  readonly source: Digest;
  readonly corrects?: ObservationId;
  /** Why the position that it reports of itself is doubted; absent where it is not. */
  readonly doubts?: readonly PlausibilityDoubt[];
}
