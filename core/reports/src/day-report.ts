import type { ReportAudience } from './report-mission.ts';

/** A number that leads back to its records. */
export interface Figure {
  readonly value: number;
  /** Ids, sorted. */
  readonly records: readonly string[];
}

/** A count; in the stead of its value the reason why there is none to print. */
export type Count =
  | (Figure & { readonly standing: 'counted' })
  | {
      readonly standing: 'not-observed' | 'effort-not-recorded';
      readonly records: readonly string[];
    };

/** A count beside the effort that made it, and both beside the period before. */
export interface Compared {
  readonly now: Count;
  /** Absent where there is no period before. */
  readonly before?: Count;
  /** A sensor-hour, to 1e-6; absent where no count or no effort stands. */
  readonly rate?: number;
  readonly rateBefore?: number;
}

/** Effort on a region; the four shares of area × time add up to 1. */
export interface RegionEffort {
  readonly region: string;
  readonly sensorHours: number;
  readonly looked: number;
  readonly notLooked: number;
  readonly jammed: number;
  readonly denied: number;
}

export interface EffortRow {
  readonly region: string;
  /** Absent: effort not recorded. */
  readonly now?: RegionEffort;
  readonly before?: RegionEffort;
}

/** What happened, of one type in one region, each happening counted once. */
export interface HappeningRow {
  readonly type: string;
  readonly region: string;
  readonly all: Compared;
  readonly outgoing: Count;
  readonly incoming: Count;
  readonly undetermined: Count;
  /** By how it came to be known; one happening may be several. Absent where it was not released. */
  readonly heard?: Count;
  readonly seen?: Count;
  readonly camera?: Count;
}

export interface ObjectRow {
  readonly class: string;
  readonly region: string;
  readonly party: string;
  readonly all: Compared;
}

/** Findings in force in the period. A breach here is what a rule found, not what people confirmed. */
export interface FindingRow {
  readonly clause: string;
  readonly party: string;
  readonly verdict: 'breach' | 'undetermined' | 'compliant';
  /** As one side reads the clause; absent where all read it alike, or the commission chose. */
  readonly reading?: string;
  readonly now: Figure;
  readonly before?: Figure;
}

/** A clause that is read differently, until the commission chooses: subjects judged alike and not. */
export interface ReadingsRow {
  readonly clause: string;
  readonly readings: readonly string[];
  readonly alike: Figure;
  readonly parted: Figure;
}

export interface CaseRow {
  readonly clause: string;
  readonly party: string;
  /** Absent in released reports. */
  readonly opened?: Figure;
  /** The only place where a ceasefire violation is called one. */
  readonly confirmed: Figure;
  readonly refuted?: Figure;
  readonly unresolved?: Figure;
}

export interface MovementRow {
  readonly region: string;
  readonly denied: Figure;
  readonly delayed: Figure;
  /** Added up over all delays whose length is known. */
  readonly delayMinutes: number;
  readonly conditional: Figure;
}

export interface HazardRow {
  readonly class: string;
  readonly region: string;
  readonly now: Figure;
}

/** Jamming and the like: happenings reported, and periods in which a sensor was jammed. */
export interface InterferenceRow {
  readonly type: string;
  readonly region: string;
  readonly now: Figure;
  readonly before?: Figure;
}

/** What changed, in the order in which it is to be read. */
export interface Headline {
  readonly about: string;
  /** `normalised` where effort changed by more than 20 %, else `raw`. */
  readonly leads: 'normalised' | 'raw';
  readonly raw: Change;
  /** Per sensor-hour. */
  readonly normalised: Change;
  readonly effort: Change;
  readonly text: string;
}

export interface Change {
  readonly now: number;
  readonly before: number;
  /** Of the value before, to 1e-6; absent where that was zero. */
  readonly share?: number;
}

/** One line of the appendix. */
export interface RecordLine {
  readonly id: string;
  readonly kind: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly words: string;
}

/** What happened, was found and was looked at in one period, for one audience. */
export interface DayReport {
  readonly kind: 'day-report';
  readonly schema: 'day-report/1';
  readonly mission: { readonly id: string; readonly name: string };
  readonly audience: ReportAudience;
  /** The nation that the report is for, where it is for one. */
  readonly member?: string;
  /** Every page says so. */
  readonly exercise: boolean;
  /** The local date on which the period ends; absent where it is not a day. */
  readonly day?: string;
  readonly timeZone: string;
  readonly cutOff: string;
  /** RFC 3339, UTC; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
  readonly hours: number;
  /** The period was not over when the report was made. */
  readonly provisional?: true;
  readonly previous?: { readonly from: string; readonly to: string; readonly hours: number };
  readonly parties: readonly {
    readonly id: string;
    readonly name: string;
    readonly hue: 'blue' | 'orange';
  }[];
  readonly regions: readonly { readonly id: string; readonly name: string }[];
  readonly headlines: readonly Headline[];
  readonly effort: readonly EffortRow[];
  readonly happenings: readonly HappeningRow[];
  readonly objects: readonly ObjectRow[];
  readonly findings: readonly FindingRow[];
  readonly readings: readonly ReadingsRow[];
  readonly cases: readonly CaseRow[];
  /** Absent where it was not released. */
  readonly movement?: readonly MovementRow[];
  readonly hazards: readonly HazardRow[];
  readonly interference?: readonly InterferenceRow[];
  /** How figures were made, in words. */
  readonly method: readonly string[];
  /** Every record that a figure leads back to, in order of time. */
  readonly appendix: readonly RecordLine[];
}
