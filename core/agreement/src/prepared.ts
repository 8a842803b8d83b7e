import type { Digest, Instant, JsonObject } from '@greenline/base';
import type { Clause } from './judging/clause.ts';
import type { Silence } from './judging/timetable.ts';
import type { ReadClause } from './language/clauses.ts';
import type { AgreementSource } from './language/file-schema.ts';
import type { Moment } from './language/moment.ts';
import type { AgreementError } from './language/source-map.ts';
import type { NamedLine, NamedZone } from './language/terms.ts';

/** A checked agreement, compiled and ready to judge. Immutable; holds functions, so it is not data. */
export interface PreparedAgreement {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly digest: Digest;
  readonly timezone: string;
  readonly inForce: { readonly from: Instant; readonly to: Instant | undefined };
  /** `19:30`, local time. */
  readonly reportCutOff: string;
  /** Ids of the two principal parties, in the order of the file. */
  readonly parties: readonly [string, string];
  /** What is judged: one for each clause and reading. */
  readonly clauses: readonly Clause[];
  /** The same with what the file says of each, and the readings that were not chosen. */
  readonly readings: readonly ReadClause[];
  readonly lines: ReadonlyMap<string, NamedLine>;
  readonly zones: ReadonlyMap<string, NamedZone>;
  /** Whose things are the mission’s: `mission`, the lead, contributors and contingents. */
  readonly missionSide: ReadonlySet<string>;
  /** The no-targeting guard’s minimum, never less than 1 km and 6 h. */
  readonly guard: { readonly gridM: number; readonly delayMs: number };
  /** Longest dwell of any clause. */
  readonly longestDwellMs: number;
  /** Moments known beforehand at which some term begins or ends, ascending. */
  readonly turns: readonly Instant[];
  /** Moments that hang on a milestone still to come. */
  readonly movableMoments: readonly Moment[];
  /** Milestones that come when somebody declares them. */
  readonly declaredMilestones: ReadonlySet<string>;
  readonly silences: readonly Silence[];
  /** The file, its units read. */
  readonly source: AgreementSource;
  /** The file as it is written. */
  readonly written: JsonObject;
  /** What may be meant and looks odd, in the order of the file. */
  readonly notes: readonly AgreementError[];
}
