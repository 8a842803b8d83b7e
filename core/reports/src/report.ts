import type { Corrigendum } from './corrections/correction.ts';
import type { Saying } from './language/wording.ts';
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
  /** Those that an exception, a notice or a permit excuses: counted all the same. Absent: none. */
  readonly excused?: Figure;
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
  /** Of `now`, what people have confirmed by now. Absent: none. */
  readonly confirmed?: Figure;
  /** Of `now`, what is compliant because an exception excuses it, by exceptions cited. Absent: none. */
  readonly excepted?: readonly { readonly by: string; readonly now: Figure }[];
}

/** Things judged by a withdrawal line, each counted once for each verdict it was given in the period. */
export interface WithdrawalRow {
  readonly clause: string;
  readonly party: string;
  readonly reading?: string;
  readonly breach: Figure;
  readonly undetermined: Figure;
  readonly compliant: Figure;
  readonly breachBefore?: Figure;
}

/**
 * How a storage site stands: `complete` where a whole visit found all that was declared and nothing
 * else, `departs` where it did not; `partial` verifies nothing; `holding` fails the criteria of
 * permanent storage, so nothing there counts as compliant.
 */
export type SiteStanding =
  | 'complete'
  | 'departs'
  | 'partial'
  | 'denied'
  | 'holding'
  | 'undeclared'
  | 'not-visited';

export interface StorageSite {
  readonly site: string;
  readonly party: string;
  readonly standing: SiteStanding;
  /** RFC 3339; absent where nobody was there. */
  readonly visitedAt?: string;
  readonly declared?: number;
  readonly seen?: number;
  readonly records: readonly string[];
}

export interface StorageRow {
  readonly party: string;
  readonly sites: Figure;
  readonly standings: Readonly<Record<SiteStanding, Figure>>;
}

/** Happenings and objects in one disengagement area, and up to so far outside its boundary. */
export interface DisengagementRow {
  readonly area: string;
  readonly name: string;
  readonly effort?: RegionEffort;
  readonly inside: Count;
  readonly near: Count;
  /** Absent where objects are not released. */
  readonly objectsInside?: Count;
  readonly objectsNear?: Count;
}

/** Aircraft of one kind and party, and what clauses on flight say of them. */
export interface FlightRow {
  readonly class: string;
  readonly party: string;
  /** Absent where objects are not released. */
  readonly all?: Compared;
  readonly breach: Figure;
  readonly undetermined: Figure;
  readonly excused: Figure;
}

/** What a party said to a case: its own words. */
export interface ReplyRow {
  readonly case: string;
  readonly clause: string;
  readonly party: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly words: string;
  /** Within a day of what it answers: the version published before, else the decision or the opening. */
  readonly inTime: boolean;
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
  /** In English. */
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
  readonly said: Saying;
}

/** A stretch of the period: what happened, beside the hours of looking. */
export interface SeriesBin {
  readonly from: string;
  readonly to: string;
  readonly happenings: Figure;
  /** Absent: effort not recorded. */
  readonly sensorHours?: number;
}

/** A box of degrees, and how much of its area × time was looked at. */
export interface EffortBox extends RegionEffort {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** What a report's map shows. Only mission staff's has boxes and marks. */
export interface ReportMap {
  readonly regions: readonly {
    readonly id: string;
    /** Rings of [lon, lat]. */
    readonly rings: readonly (readonly (readonly number[])[])[];
  }[];
  readonly lines: readonly (readonly (readonly number[])[])[];
  readonly boxes?: readonly EffortBox[];
  readonly marks?: readonly {
    readonly lon: number;
    readonly lat: number;
    readonly count: number;
  }[];
}

/** A table that another room makes. */
export interface FurtherChapter {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | Figure)[])[];
  /** One sentence for whoever wonders what it counts. */
  readonly note?: string;
}

/** The one case, or the one cluster of happenings, that a spot report is about. */
export interface Spot {
  /** `case:…` or `event:…`, with the id by which it was asked for. */
  readonly subject: string;
  /** Absent: a cluster of happenings of which no case is known. */
  readonly case?: SpotCase;
  readonly from: string;
  readonly to: string;
  /** When the mission first knew of it. */
  readonly knownAt: string;
  readonly region: string;
  readonly happenings: Figure;
  /** Absent where sources are not told. */
  readonly sensors?: readonly string[];
}

export interface SpotCase {
  readonly id: string;
  readonly clause: string;
  readonly party: string;
  /** As the case stands; nothing but a confirmed one is called a violation. */
  readonly state: string;
  readonly decision?: 'confirmed' | 'refuted' | 'unresolved';
  readonly decidedAt?: string;
  readonly votes?: { readonly have: number; readonly need: number };
  readonly findings: readonly {
    readonly id: string;
    readonly clause: string;
    readonly verdict: 'breach' | 'undetermined' | 'compliant';
    readonly reason: string;
  }[];
  /** Absent where the history is not told. */
  readonly steps?: readonly {
    readonly at: string;
    readonly by: string;
    readonly step: string;
    readonly words: string;
  }[];
}

/** What happened, was found and was looked at in one period, for one audience. */
export interface Report {
  readonly kind: 'day-report' | 'week-report' | 'period-report' | 'spot-report';
  readonly schema: `${Report['kind']}/1`;
  readonly mission: { readonly id: string; readonly name: string };
  readonly audience: ReportAudience;
  /** The nation that the report is for, where it is for one. */
  readonly member?: string;
  /** Every page says so. */
  readonly exercise: boolean;
  /** The local date on which the period ends; absent in a spot report and of an odd period. */
  readonly day?: string;
  /** The first local date of a week's report. */
  readonly firstDay?: string;
  /** Absent: not published. */
  readonly version?: number;
  readonly publishedAt?: string;
  /** A later version was published. */
  readonly supersededBy?: { readonly version: number; readonly publishedAt: string };
  /** Absent where no version was published before, and where no figure of it changed. */
  readonly corrects?: Corrigendum;
  readonly spot?: Spot;
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
  /** Absent where the agreement has no such clause. */
  readonly withdrawal?: readonly WithdrawalRow[];
  /** Absent where no site is known to the reader. */
  readonly storage?: {
    readonly rows: readonly StorageRow[];
    readonly sites: readonly StorageSite[];
  };
  /** Absent where the mission names none. */
  readonly disengagement?: readonly DisengagementRow[];
  readonly flights: readonly FlightRow[];
  /** Absent where replies are not released. */
  readonly replies?: readonly ReplyRow[];
  readonly series: readonly SeriesBin[];
  readonly map: ReportMap;
  readonly further: readonly FurtherChapter[];
  /** Absent where it was not released. */
  readonly movement?: readonly MovementRow[];
  readonly hazards: readonly HazardRow[];
  readonly interference?: readonly InterferenceRow[];
  /** How figures were made. */
  readonly method: readonly Saying[];
  /** Every record that a figure leads back to, in order of time. */
  readonly appendix: readonly RecordLine[];
}
