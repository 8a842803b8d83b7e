import type { EventFact, Fact, Finding, ObjectFact } from '@greenline/agreement';
import type { Hasher, Instant, Result } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Label, LabelId, LabelTable } from '@greenline/labels';
import type { Action, RecordKind } from './action.ts';
import type { Audience } from './audience.ts';
import type { Decision, DecisionContext, PolicyEngine } from './policy-engine.ts';
import type { Principal } from './principal.ts';
import type { HazardWarning, Release } from './released.ts';

export {
  ACTIONS,
  type Action,
  EXACT_KINDS,
  type ExactKind,
  isExactKind,
  isReleasedKind,
  RELEASED_KINDS,
  type RecordKind,
  type ReleasedKind,
} from './action.ts';
export {
  type Audience,
  audienceName,
  audienceOf,
  mayGoTo,
  recipientsOf,
  releaseLabel,
} from './audience.ts';
export type { Decision, DecisionContext, PolicyEngine } from './policy-engine.ts';
export {
  namesOf,
  PERMISSIONS,
  type Permission,
  type Principal,
  RESERVED_NAMES,
  ROLES,
  type Role,
} from './principal.ts';
export type {
  HazardWarning,
  Release,
  ReleasedCase,
  ReleasedCell,
  ReleasedEvent,
  ReleasedFinding,
  ReleasedRecord,
} from './released.ts';

// Signatures published ahead of their bodies; each is replaced by its export as it lands.

/** What is wrong with a principals file, where, and what to change. */
export interface PrincipalsError {
  /** 1-based. */
  readonly line: number;
  /** As `principals[2].member`. */
  readonly field: string;
  readonly text: string;
}
/** `exercise`: of the mission; holds for every principal of the file. */
export declare function parsePrincipals(
  text: string,
  exercise: boolean,
): Result<ReadonlyMap<string, Principal>, readonly PrincipalsError[]>;

/** One decision as it is logged. */
export interface DecisionRecord extends Decision {
  readonly principal: string;
  readonly action: Action;
  readonly label: LabelId;
  readonly policy: string;
  readonly cached: boolean;
}
export interface DecisionCounts {
  readonly asked: number;
  readonly cached: number;
  readonly allowed: number;
  readonly denied: number;
  readonly errors: number;
}
/** The one place where it is decided who may do what; every reader and every export passes it. */
export declare class DecisionPoint {
  constructor(options: {
    readonly engine: PolicyEngine;
    readonly hasher: Hasher;
    readonly labels: LabelTable;
    readonly context: DecisionContext;
    readonly onDecision?: (decision: DecisionRecord) => void;
  });
  decide(principal: Principal, action: Action, label: LabelId): Decision;
  /** For `label_id = any(…)`; sorted. */
  allowedLabels(principal: Principal, action: Action): readonly LabelId[];
  /** Asked again just before bytes leave: the first row that may not go stops them all. */
  checkExport(
    principal: Principal,
    rows: Iterable<{ readonly kind: string; readonly label: LabelId }>,
  ): Result<number, { readonly text: string }>;
  readonly counts: DecisionCounts;
}

export interface GuardRefusal {
  readonly kind: 'exact-record' | 'unknown-kind' | 'no-stream';
  /** One sentence for the one who asked. */
  readonly text: string;
}
/** What a principal may ask for at all, before any policy is asked. */
export declare function guard(principal: Principal, kind: string): Result<RecordKind, GuardRefusal>;

export declare function coarsenFact(
  fact: ObjectFact | EventFact,
  cellM?: number,
): ObjectFact | EventFact | undefined;

/** `LiveJudge`, as far as a fold needs it. */
export interface CoarseJudge<State> {
  readonly state: State;
  take(fact: Fact): readonly Finding[];
  tick(now: Instant): readonly Finding[];
}
export interface ReleaseOptions<State> {
  readonly audience: Audience;
  readonly parties: readonly [string, string];
  readonly exercise: boolean;
  /** What the agreement sets; never taken as less than 6 h and 1 km. */
  readonly delayMs: number;
  readonly cellM: number;
  /** Release key of this audience, 32 bytes: whoever lacks it reproduces no id. */
  readonly key: Uint8Array;
  readonly hasher: Hasher;
  readonly labelOf: (id: LabelId) => Label | undefined;
  /** A judge that remembers nothing, or what `state` says. */
  readonly judge: (state?: State) => CoarseJudge<State>;
}
/** Structured-clone-able. Holds no position finer than a cell. */
export interface ReleaseState<State> {
  readonly judge: State;
}
/** As much of a case as a release needs. */
export interface DecidedCase {
  readonly id: string;
  readonly clause: string;
  readonly party: string;
  readonly state: string;
  readonly decision?: string;
  readonly decidedAt?: Instant;
  readonly to: Instant;
  readonly position?: Position;
  readonly label: LabelId;
  readonly exercise?: true;
}
export declare class ReleaseFold<State> {
  constructor(options: ReleaseOptions<State>, state?: ReleaseState<State>);
  readonly state: ReleaseState<State>;
  take(fact: Fact, receivedAt: Instant): void;
  takeCase(decided: DecidedCase, recordedAt: Instant): void;
  /** One release for each hour that has become free, oldest first. */
  advance(now: Instant): readonly Release[];
}
/** The warning in a fact about mines or unexploded ordnance; `undefined` for all else. */
export declare function hazardWarning(
  fact: ObjectFact,
  options: {
    readonly hasher: Hasher;
    readonly key: Uint8Array;
    readonly exercise: boolean;
    readonly labelOf: (id: LabelId) => Label | undefined;
  },
): HazardWarning | undefined;

/** `text` is canonical JSON and a newline: fit to be signed as a note. `digest` is of the text. */
export interface SealedRelease {
  readonly text: string;
  readonly digest: `sha256:${string}`;
}
export declare function sealRelease(hasher: Hasher, release: Release): SealedRelease;
