import type { Hasher, Instant, JsonObject, Result } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { FeatureCollection } from 'geojson';
import type { Fact } from './fact.ts';
import type { Finding } from './finding.ts';

export {
  type CountFact,
  type CoverageFact,
  type DeclarationFact,
  type EventFact,
  type Fact,
  type FactBase,
  type FlightFact,
  instantOf,
  type ObjectFact,
} from './fact.ts';
export type { Finding, FindingId, Nature, Verdict } from './finding.ts';

// Signatures published ahead of their bodies; each is replaced by its export as it lands.

/** What is wrong with an agreement file, where, and what to change. */
export interface AgreementError {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** As `clauses[2].distance`. */
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

/** A checked agreement, compiled and ready to judge. Immutable; holds functions, so it is not data. */
export interface PreparedAgreement {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly digest: `sha256:${string}`;
  readonly timezone: string;
  /** `19:30` */
  readonly reportCutOff: string;
  /** Ids of the two principal parties, in the order of the file. */
  readonly parties: readonly [string, string];
  readonly clauses: readonly {
    readonly cite: string;
    readonly kind: string;
    readonly text?: string;
  }[];
  /** The no-targeting guard's minimum, never less than 1 km and 6 h. */
  readonly guard: { readonly gridM: number; readonly delayMs: number };
  /** Longest dwell of any clause, ms. */
  readonly longestDwellMs: number;
}

/** Names of the files (GeoJSON) that an agreement file refers to, relative to it. */
export declare function agreementFiles(text: string): readonly string[];
/** `files`: content by the name the agreement uses. */
export declare function checkAgreement(
  text: string,
  hasher: Hasher,
  files?: ReadonlyMap<string, string>,
): Result<PreparedAgreement, readonly AgreementError[]>;
export declare function describeAgreement(agreement: PreparedAgreement): string;
/** Features with properties `zone`, `name`, `area_km2`, `length_km` (perimeter) and lines with `line`, `length_km`. */
export declare function zonesGeoJson(agreement: PreparedAgreement, at?: Instant): FeatureCollection;
export declare function agreementJsonSchema(): JsonObject;

/** What is wrong with one line of a facts file. */
export interface FactError {
  /** 1-based. */
  readonly line: number;
  readonly field: string;
  readonly text: string;
}
/** All lines or none. `notes`: words for people, such as class names that nobody knows. */
export declare function parseFacts(
  lines: Iterable<string>,
  hasher: Hasher,
): Result<{ readonly facts: readonly Fact[]; readonly notes: readonly FactError[] }, FactError>;

export interface JudgeOptions {
  readonly hasher: Hasher;
  /** Label of facts that carry none. */
  readonly label: LabelId;
  readonly rollUp: (a: LabelId, b: LabelId) => LabelId;
}
/** Facts after `asOf` are left out; duties of the mission are judged up to it. */
export declare function judge(
  agreement: PreparedAgreement,
  facts: Iterable<Fact>,
  options: JudgeOptions & { readonly asOf?: Instant },
): readonly Finding[];

/** Everything a live judge remembers: maps, arrays and numbers, structured-clone-able. */
export interface JudgeState {
  readonly agreementDigest: string;
}
/** Judges facts as they come, in time order; rows that opened or changed verdict come back. */
export declare class LiveJudge {
  constructor(agreement: PreparedAgreement, options: JudgeOptions, state?: JudgeState);
  readonly state: JudgeState;
  take(fact: Fact): readonly Finding[];
  /** Time went on without a fact: duties fall due. */
  tick(now: Instant): readonly Finding[];
  /** Closes every open row. */
  finish(asOf?: Instant): readonly Finding[];
}
