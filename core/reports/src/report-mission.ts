import type { EffortArea, PatrolPractice } from '@greenline/coverage';
import type { Position } from '@greenline/geo';

/** A part of the mission's area that counts are given for. */
export interface ReportRegion {
  readonly id: string;
  readonly name: string;
  readonly area: EffortArea;
  contains(lon: number, lat: number): boolean;
}

/** An area that both parties have left: what happens in it and near it is told apart. */
export interface DisengagementArea {
  readonly id: string;
  readonly name: string;
  readonly area: EffortArea;
  /** Metres to its boundary, positive inside. */
  insideBy(position: Pick<Position, 'lon' | 'lat'>): number;
}

export interface ReportParty {
  readonly id: string;
  readonly name: string;
  /** Of equal weight on the page; never red and green. */
  readonly hue: 'blue' | 'orange';
}

/** What a report needs to know of its mission. */
export interface ReportMission {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  /** Local time of day at which a day ends, as `19:30`. */
  readonly cutOff: string;
  readonly parties: readonly [ReportParty, ReportParty];
  /** Apart from each other; in the order of the report. */
  readonly regions: readonly ReportRegion[];
  readonly exercise: boolean;
  /** The guard's: nobody but staff gets a day sooner after its end; never taken as less than 6 h. */
  readonly delayMs: number;
  /** Kind of each clause, by its number; absent: no chapter hangs on it. */
  readonly clauseKinds?: ReadonlyMap<string, string>;
  /** Sites that fail the criteria of permanent storage. */
  readonly holding?: readonly string[];
  readonly disengagement?: readonly DisengagementArea[];
  /** Lines that the map shows, as [lon, lat]. */
  readonly lines?: readonly (readonly (readonly number[])[])[];
  /** What the presence of a patrol is taken to be worth; absent: nothing. */
  readonly patrol?: PatrolPractice;
}

/**
 * For whom a report is. That to the parties is the same for both, byte for byte; that to a nation is one
 * contributing nation's.
 */
export type ReportAudience = 'staff' | 'parties' | 'nation' | 'public';
