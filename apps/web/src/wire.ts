import type { Finding } from '@greenline/agreement';
import type { Instant, Json, JsonObject } from '@greenline/base';
import type { Case, DeskNote, StepKind } from '@greenline/cases';
import type { FormName, ShownFiling } from '@greenline/filings';
import type { Observation, SilenceNote } from '@greenline/observation';
import type { Candidate, Task, TaskCommand, TaskNote } from '@greenline/planning';
import type { SafetyAlert } from '@greenline/safety';
import type { ReleasedCase, ReleasedEvent, ReleasedFinding } from '@greenline/sharing';
import type { Event, Track } from '@greenline/tracking';
import type { RateNote } from '@greenline/trends';
import type { Feature, FeatureCollection, Geometry } from 'geojson';

/** A noun as JSON carries it: moments are RFC 3339 text. */
export type OnWire<T> = T extends Instant
  ? string
  : T extends string | number | boolean | undefined
    ? T
    : { readonly [K in keyof T]: OnWire<T[K]> };

/** A record with its place in the node's order; a later one of the same id replaces it. */
export type Row<T> = OnWire<T> & { readonly seq: number };

export type TrackRow = Row<Omit<Track, 'attributes'>> & { readonly attributes?: Attributes };
export type EventRow = Partial<Row<Omit<Event, 'attributes' | 'class'>>> &
  Partial<OnWire<Omit<ReleasedEvent, 'class'>>> &
  Pick<Row<Event>, 'id' | 'at' | 'seq'> & {
    readonly class: Event['class'] | string;
    readonly attributes?: Attributes;
  };
export type ObservationRow = Row<Omit<Observation, 'attributes'>> & {
  readonly attributes?: Attributes;
};

/** A track with what made it; `more` where not all of that is here. */
export interface Lineage {
  readonly track: TrackRow;
  readonly observations: readonly ObservationRow[];
  readonly history: readonly TrackRow[];
  readonly more: boolean;
}

/** An observation, the track that it went to, and those into which that one was taken. */
export interface ObservationLineage {
  readonly observation: ObservationRow;
  readonly parent: string | null;
  readonly tracks: readonly TrackRow[];
}

type Attributes = Readonly<Record<string, Json>>;

/**
 * A finding: exact for staff, or released and then coarse, with the cell instead of a subject. What
 * the reader may not see is absent, so every field beyond the first few is asked for with care.
 */
export type FindingRow = Partial<Row<Finding>> &
  Partial<OnWire<ReleasedFinding>> &
  Pick<Row<Finding>, 'id' | 'clause' | 'verdict' | 'seq' | 'from' | 'to'>;

/** A case, exact or released. */
export type CaseRow = Partial<Row<Omit<Case, 'history' | 'state'>>> &
  Partial<OnWire<Omit<ReleasedCase, 'state'>>> &
  Pick<Row<Case>, 'id' | 'clause' | 'state' | 'seq'> & {
    readonly history?: readonly HistoryLine[];
  };

/** A square of the no-targeting grid. */
export type CellOnWire = OnWire<ReleasedFinding['cell']>;

/** One line of a case's history, of whichever sort: see `HistoryEntry` of the cases room. */
export type HistoryLine = OnWire<Case['history'][number]>;

/** A note of the duty desk, of whichever sort. */
export type DeskRow = OnWire<DeskNote | RateNote | SilenceNote | TaskNote> & {
  readonly seq: number;
};

export interface Me {
  readonly id: string;
  readonly name?: string;
  readonly role: 'staff' | 'contributor' | 'party' | 'public' | 'humanitarian' | 'commission';
  readonly member?: string;
  readonly may: readonly ('decide' | 'intake' | 'declare' | 'report' | 'suspend')[];
  /** Signs what it declares, with a key that no browser has. */
  readonly signs?: boolean;
  readonly exercise?: boolean;
}

/** A filing as its reader has it; with the steps that he may take, where it was asked for alone. */
export type FilingRow = OnWire<Omit<ShownFiling, 'form' | 'with' | 'outcome' | 'history'>> & {
  readonly seq?: number;
  readonly form: FormName;
  readonly with: JsonObject;
  readonly outcome?: JsonObject;
  readonly history: readonly FilingLine[];
  readonly maySteps?: readonly string[];
};

/** One line of a filing’s history: staff see who, all others whose voice it was. */
export interface FilingLine {
  readonly entry: 'filed' | 'step' | 'rule' | 'refused';
  readonly recordedAt: string;
  readonly for?: string;
  readonly by?: string;
  readonly step?: string;
  readonly with?: JsonObject;
  readonly late?: true;
  readonly rule?: string;
  readonly refusal?: { readonly text: string };
}

/** One version of a declaration. Fields hang on its kind. */
export interface DeclarationRow {
  readonly seq: number;
  readonly declaration: string;
  readonly under: string;
  readonly version: number;
  readonly digest: string;
  readonly supersedes?: string;
  readonly declaredBy: string;
  readonly by?: string;
  readonly recordedAt: string;
  readonly signedBy?: 'key' | 'token';
  readonly kind?: string;
  readonly party?: string;
  readonly from?: string;
  readonly to?: string;
  readonly clauses?: readonly string[];
  readonly agreedBy?: readonly string[];
  readonly area?: Geometry;
}

export interface Nation {
  readonly id: string;
  readonly name: string;
}

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly hue: 'blue' | 'orange';
}

export interface Clause {
  readonly cite: string;
  readonly reading?: string;
  readonly kind: string;
  readonly text: string;
}

export interface Mission {
  readonly id: string;
  readonly name: string;
  readonly exercise: boolean;
  readonly timezone: string;
  readonly now: string;
  readonly suspension?: SuspensionOnWire;
  readonly parties: readonly Party[];
  readonly nations?: readonly Nation[];
  readonly lead?: string;
  readonly contributors?: readonly string[];
  readonly agreement?: {
    readonly id: string;
    readonly version: string;
    readonly title: string;
    readonly digest: string;
    readonly clauses: readonly Clause[];
  };
  readonly regions?: readonly { readonly id: string; readonly name: string }[];
  readonly view?: { readonly center: readonly [number, number]; readonly zoom: number };
  readonly guard?: { readonly cellM: number; readonly delayH: number };
  readonly classes?: readonly string[];
  /** A MapLibre style of the mission's own; absent: the base map shipped with the console. */
  readonly mapStyle?: string;
}

export type ZoneFeature = Feature<Geometry, ZoneProperties>;
export type Zones = FeatureCollection<Geometry, ZoneProperties>;
export interface ZoneProperties {
  readonly id: string;
  /** As the agreement's own tools write it: the id of a zone or of a line. */
  readonly zone?: string;
  readonly line?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly party?: string;
  readonly area_km2?: number;
  readonly length_km?: number;
}

export interface FeedRow {
  readonly id: string;
  readonly format: string;
  readonly transport: string;
  readonly state: string;
  readonly received: number;
  readonly kept: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Self-reported positions that are not plausible, by the kind of doubt. */
  readonly doubted: Readonly<Record<string, number>>;
  /** Seconds since the last message; `null` before the first. */
  readonly ageS: number | null;
  readonly ratePerS: number;
  readonly queue: number;
  /** Messages that could not be kept. */
  readonly loss: number;
  /** Received minus observed, seconds; absent before the first observation. */
  readonly clock?: { readonly medianS: number; readonly spreadS: number };
}

export interface Effort {
  readonly sensorHours: number;
  readonly looked: number;
  readonly notLooked: number;
  readonly jammed: number;
  readonly denied: number;
  readonly cells?: readonly EffortCell[];
}

export interface EffortCell {
  readonly area: Geometry;
  readonly from: string;
  readonly to: string;
  readonly pd: number;
  readonly state?: 'looked' | 'jammed' | 'denied';
}

/** What the node answers when bytes or a step are on disk. */
export interface Receipt {
  readonly seq: number;
  readonly sha256: string;
  /** Of a declaration: the name under which it stands, and which version of it this is. */
  readonly id?: string;
  readonly version?: number;
  readonly accepted?: number;
  readonly refused?: readonly { kind: string; field?: string; text: string }[];
}

export interface StepRequest {
  readonly step: StepKind;
  readonly reason: string;
  readonly with?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A suspension that lasts; who and why for staff alone. */
export interface SuspensionOnWire {
  readonly since: string;
  readonly by?: string;
  readonly reason?: string;
}

/** An alert to the duty desk. */
export type AlertRow = Row<Omit<SafetyAlert, 'history'>>;

/** What somebody asked to be looked at. */
export type TaskRow = Row<Omit<Task, 'area'>> & { readonly area?: Geometry };
export type CandidateOnWire = OnWire<Candidate>;

/** One step on a task; of the step `ask`, without a name of its own. */
export interface TaskStepRequest {
  readonly step: TaskCommand['step'];
  readonly task?: string;
  readonly reason?: string;
  readonly with?: JsonObject;
}

/** One picture of a moment: as it was known then, or as it is known now. */
export interface PictureSide {
  readonly knownAt: string;
  readonly zones: Zones;
  readonly tracks: readonly TrackRow[];
  readonly events: readonly EventRow[];
  readonly findings: readonly FindingRow[];
  readonly cases: readonly CaseRow[];
}
export interface PictureOnWire {
  readonly at: string;
  readonly knownThen: PictureSide;
  readonly knownNow: PictureSide;
}

/** Kinds of rows that come in pages and by the stream. */
export type RowKind = 'track' | 'event' | 'finding' | 'case' | 'desk' | 'task';
