import type { Finding } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Source } from './source.ts';

/** A finding on its way into the room, with what the room needs to know besides. */
export interface FindingArrival {
  readonly finding: Finding;
  /** Of the clause, as `no-fire`. */
  readonly clauseKind: string;
  /** How many readings of the clause are judged beside one another; 1 where all read it alike. */
  readonly readings: number;
  /** `event`: it happened once, grouped by time and place. `other`: grouped by subject. */
  readonly about: 'event' | 'other';
  /** Of the event or the object; for an event without one, the observer's. */
  readonly position?: Position;
  /** Whose word it rests on, where nobody was seen to witness its subjects. */
  readonly sources?: readonly Source[];
  /** The journal's. */
  readonly recordedAt: Instant;
}
