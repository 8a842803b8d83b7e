import type { Instant } from '@greenline/base';
import type { Label, LabelId } from '@greenline/labels';

/** The nouns that readers ask for. `refusal` is a message that a decoder did not accept. */
export type RowKind =
  | 'observation'
  | 'period'
  | 'track'
  | 'track-history'
  | 'correlation'
  | 'task'
  | 'event'
  | 'finding'
  | 'case'
  | 'desk'
  | 'declaration'
  | 'filing'
  | 'refusal'
  | 'video-segment'
  | 'report'
  | 'publication'
  | 'restriction'
  | 'interference'
  | 'safety-alert'
  | 'suspension'
  | 'release'
  | 'released-finding'
  | 'released-event'
  | 'released-case'
  | 'released-declaration'
  | 'released-filing'
  | 'commission-case'
  | 'released-report'
  | 'hazard-warning';

/**
 * One derived record as it is kept and served.
 *
 * `seq` numbers all rows of a node in the order of the fold, so it is the same after a rebuild.
 * A later row with the same kind and id replaces the earlier one in what is served (a track moves
 * on, a case takes a step), and carries a higher seq. Observations, periods and refusals are facts:
 * their ids come once, and they are never replaced.
 */
export interface Row {
  readonly kind: RowKind;
  readonly seq: number;
  readonly id: string;
  readonly label: LabelId;
  /** When it happened (observed, judged, decided). */
  readonly at: Instant;
  /** A point of it, degrees: for queries by place. */
  readonly lon?: number;
  readonly lat?: number;
  /** The record this row belongs under: an observation's track, a finding's case. */
  readonly parent?: string;
  /** Canonical JSON of the record. */
  readonly body: string;
}

/** What one stretch of the journal gave: written whole or not at all. */
export interface Effects {
  /** Seq of the last journal entry folded in. */
  readonly position: number;
  readonly labels: readonly (readonly [LabelId, Label])[];
  readonly rows: readonly Row[];
}

export interface RowQuery {
  readonly kind: RowKind;
  /** Rows with a higher seq only. */
  readonly after: number;
  readonly limit: number;
  /** Of what else matches, passes over so many rows first. */
  readonly skip?: number;
  /** Only rows with one of these labels; every reader passes what the decision point allowed. */
  readonly labels: readonly LabelId[];
  readonly from?: Instant;
  /** Exclusive. */
  readonly to?: Instant;
  readonly id?: string;
  readonly parent?: string;
  /** west, south, east, north; degrees. */
  readonly box?: readonly [number, number, number, number];
}

/**
 * Port: the derived records, for readers. Dropping it loses nothing: the journal rebuilds it.
 *
 * The contract test is `recordStoreContract`.
 */
export interface RecordStore {
  /**
   * Writes effects in one transaction with their position. Effects at or below the position already
   * written are skipped, and so are rows at or below the last row's seq written with it: a fold may
   * be run again from an earlier place, in other stretches.
   */
  apply(effects: Effects): Promise<void>;
  position(): Promise<number>;
  /** In order of seq. */
  query(query: RowQuery): Promise<readonly Row[]>;
  count(query: Omit<RowQuery, 'limit' | 'skip'>): Promise<number>;
  labels(): Promise<readonly (readonly [LabelId, Label])[]>;
  /** Drops every row, label and position. */
  clear(): Promise<void>;
  /**
   * Digest of all rows in order of kind (by name) and seq: equal stores, equal digests. `sha256:…`
   * over a line for each row, ended by a line feed: the JSON array of kind, seq, id, label, at, lon,
   * lat, parent (`null` where absent) and body (a text).
   */
  digest(): Promise<string>;
  close(): Promise<void>;
}
