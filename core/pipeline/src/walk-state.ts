import type { Digest, Instant } from '@greenline/base';
import type { Version } from '@greenline/declarations';
import { emptyFilingBook, type FilingBook } from '@greenline/filings';
import type { Label, LabelId } from '@greenline/labels';
import {
  emptySensorBook,
  type FeedMemory,
  type ReplayWindow,
  type SensorBook,
} from '@greenline/observation';
import { emptyTaskBook, type TaskBook } from '@greenline/planning';
import { type AlertBook, emptyAlertBook, type Suspension } from '@greenline/safety';
import {
  type EventsState,
  emptyTracker,
  noDoubts,
  noEvents,
  type PlausibilityState,
  type TrackerState,
} from '@greenline/tracking';
import type { MissionFiles } from './mission.ts';
import { noFire, type Rates } from './rates.ts';
import { emptyScanBook, type ScanBook } from './scan-book.ts';

/**
 * All that a fold of the journal remembers: plain data, so that it can be written down and taken up
 * again. Rooms' own states are held as those rooms made them.
 */
export interface WalkState {
  /** Seq of the last entry folded in. */
  position: number;
  /** Seq of the last row made. */
  rowSeq: number;
  /** Time of the journal. */
  now: Instant;
  /** The last whole second that was worked off. */
  tickedAt: Instant;
  labels: readonly (readonly [LabelId, Label])[];
  mission: MissionFiles | undefined;
  missionDigest: Digest | undefined;
  tracker: TrackerState;
  /** Scans that are under way. */
  scans: ScanBook;
  events: EventsState;
  plausibility: PlausibilityState;
  judge: unknown;
  cases: unknown;
  filings: FilingBook;
  rates: Rates;
  /** Cases by the names under which others than mission staff know them. */
  caseNames: Map<string, string>;
  /** Cases sent up to the commission, and from when it may have them. */
  beforeCommission: Map<string, Instant>;
  releases: Map<string, unknown>;
  alerts: AlertBook;
  tasks: TaskBook;
  /** While the mission stands still. */
  suspension: Suspension | undefined;
  /** When the last suspension ended: nothing that waited left before. */
  resumedAt: Instant | undefined;
  /** Versions of each declaration, oldest first, by its kind and key. */
  declared: Map<string, readonly Version[]>;
  /** The last version of each report that was published, by reader and subject. */
  published: Map<string, { readonly version: number; readonly digest: Digest }>;
  /** Tracks that moved since the last whole second. */
  moved: Set<string>;
  /** Hashes of the journal entries since the last leaf, and where they began. */
  batch: { from: number; count: number; salt: Uint8Array; hashes: string[]; until: Instant };
  /** How many declarations each hand that is not the mission’s has handed in, and on which day (UTC). */
  spoken: Map<string, { readonly day: number; readonly count: number }>;
  /** Leaves of the log made so far. */
  leaves: number;
  /** By kind, for the summary. */
  accepted: number;
  refused: Map<string, number>;
  /**
   * By the hand a message came from, then by kind: for the health of feeds. Beside messages, it counts
   * observations of scans that were kept and not followed (`scan-rate`, …).
   */
  refusedBy: Map<string, Map<string, number>>;
  /** What messages of a link left for those after them, by format and hand: `sapient/mast-feed`. */
  memories: Map<string, FeedMemory>;
  /** Doubts about self-reported positions, by the hand they came from, then by kind. */
  doubtedBy: Map<string, Map<string, number>>;
  /** How each sensor and each link speaks: its last word, its clock, its silence. */
  sensors: SensorBook;
  /** Counters of envelopes that devices signed, by device and id of the key. */
  windows: Map<string, ReplayWindow>;
}

export const freshState = (): WalkState => ({
  position: 0,
  rowSeq: 0,
  now: 0 as Instant,
  tickedAt: 0 as Instant,
  labels: [],
  mission: undefined,
  missionDigest: undefined,
  tracker: emptyTracker(),
  scans: emptyScanBook(),
  events: noEvents(),
  plausibility: noDoubts(),
  judge: undefined,
  cases: undefined,
  filings: emptyFilingBook(),
  rates: noFire(),
  caseNames: new Map(),
  beforeCommission: new Map(),
  releases: new Map(),
  alerts: emptyAlertBook(),
  tasks: emptyTaskBook(),
  suspension: undefined,
  resumedAt: undefined,
  declared: new Map(),
  published: new Map(),
  moved: new Set(),
  batch: { from: 1, count: 0, salt: new Uint8Array(32), hashes: [], until: 0 as Instant },
  spoken: new Map(),
  leaves: 0,
  accepted: 0,
  refused: new Map(),
  refusedBy: new Map(),
  memories: new Map(),
  doubtedBy: new Map(),
  sensors: emptySensorBook(),
  windows: new Map(),
});
