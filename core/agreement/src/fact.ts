import { type Digest, type Instant, instant, type Json } from '@greenline/base';
import { type Declaration, knownAt } from '@greenline/declarations';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { ClassProbabilities, Covariance, Trust } from '@greenline/observation';
import type { MultiPolygon, Polygon } from 'geojson';

/** What every fact about the world carries, whoever states it. */
export interface FactBase {
  /** Of the fact's own canonical JSON, or of the record it was made from. */
  readonly digest: Digest;
  /** Default: `authenticated`. An unauthenticated single source is `undetermined` whatever its P. */
  readonly trust?: Trust;
  /** Sensors or sources behind it, sorted. */
  readonly sources?: readonly string[];
  readonly label?: LabelId;
  readonly exercise?: true;
}

/** A thing at a place at a moment: a look at one subject. Looks with one id are fused before judging. */
export interface ObjectFact extends FactBase {
  readonly fact: 'object';
  readonly id: string;
  readonly class: ClassProbabilities;
  /** Absent: unknown. */
  readonly party?: string;
  readonly at: Instant;
  readonly uncertaintyS?: number;
  readonly position: Position;
  /** m². Absent: exact, unless `accuracyUnknown`. */
  readonly covariance?: Covariance;
  /** No source stated an accuracy: yields `undetermined` only. */
  readonly accuracyUnknown?: true;
  /** The state is already the fusion of all looks so far (a tracker's); do not fuse again. */
  readonly fused?: true;
  readonly attributes?: Readonly<Record<string, Json>>;
}

/** Something that happened once. */
export interface EventFact extends FactBase {
  readonly fact: 'event';
  readonly id: string;
  readonly class: ClassProbabilities;
  readonly party?: string;
  readonly at: Instant;
  readonly uncertaintyS?: number;
  readonly position?: Position;
  readonly covariance?: Covariance;
  readonly accuracyUnknown?: true;
  readonly direction?: 'outgoing' | 'incoming' | 'undetermined';
  /** It proved to be no happening of its own: its reports are of these events, or were false. */
  readonly supersededBy?: readonly string[];
  /** Sources that name the party; absent: all of them do. */
  readonly namedBy?: readonly string[];
  readonly attributes?: Readonly<Record<string, Json>>;
}

/** A path that one aircraft flew, vertex by vertex. */
export interface FlightFact extends FactBase {
  readonly fact: 'flight';
  readonly id: string;
  readonly class: ClassProbabilities;
  readonly party?: string;
  readonly path: readonly {
    readonly at: Instant;
    readonly position: Position;
    readonly covariance?: Covariance;
  }[];
  readonly attributes?: Readonly<Record<string, Json>>;
}

/** How many of a class in a zone at one moment. */
export interface CountFact extends FactBase {
  readonly fact: 'count';
  readonly class: ClassProbabilities;
  readonly party: string;
  readonly zone: string;
  readonly at: Instant;
  readonly count: number;
  /** One sigma; absent: exact. */
  readonly sigma?: number;
}

/** What a party, a nation or the mission has announced, promised or reported. */
export interface DeclarationFact extends FactBase {
  readonly fact: 'declaration';
  readonly declaration: Declaration;
}

/** Where a sensor looked, whatever it found. Whether a zone is clear is judged from it; effort is counted from it. */
export interface CoverageFact extends FactBase {
  readonly fact: 'coverage';
  readonly sensor: string;
  readonly area: Polygon | MultiPolygon;
  readonly from: Instant;
  readonly to: Instant;
  /** Probability that a thing of interest in the area is detected in the time. */
  readonly pd: number;
  readonly state: 'looked' | 'jammed' | 'denied';
}

/** Everything that can be judged. */
export type Fact = ObjectFact | EventFact | FlightFact | CountFact | DeclarationFact | CoverageFact;

/** When a fact happened or became known, a look at its end: facts are judged in this order. */
export function instantOf(fact: Fact): Instant {
  switch (fact.fact) {
    case 'object':
    case 'event':
    case 'count':
      return fact.at;
    case 'flight':
      return fact.path[0]?.at ?? instant(0);
    case 'coverage':
      return fact.to;
    case 'declaration':
      return knownAt(fact.declaration);
  }
}
