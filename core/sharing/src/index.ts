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
export type { Befell } from './befell.ts';
export { type CapSender, capAlert } from './cap-alert.ts';
export {
  type CoarseEvent,
  type CoarseFact,
  type Coarseness,
  type CoarseObject,
  coarsenFact,
  hourOf,
  LEAST_CELL_M,
} from './coarse-fact.ts';
export {
  type DecisionCounts,
  DecisionPoint,
  type DecisionPointOptions,
  type DecisionRecord,
  type LabelledRow,
} from './decision-point.ts';
export { type GuardRefusal, guard } from './guard.ts';
export { type HazardOptions, hazardWarning } from './hazard-warning.ts';
export type { CoarseJudge, ReleaseOptions } from './hour-of-release.ts';
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
export { type PrincipalsError, parsePrincipals } from './principals-file.ts';
export { type DecidedCase, LEAST_DELAY_MS, ReleaseFold } from './release-fold.ts';
export type { ReleaseState } from './release-state.ts';
export type {
  HazardWarning,
  Release,
  ReleasedCase,
  ReleasedCell,
  ReleasedEvent,
  ReleasedFinding,
  ReleasedRecord,
} from './released.ts';
export { releaseKey, saltedId } from './salted-id.ts';
export { mergeReleases, type SealedRelease, sealRelease } from './sealed-release.ts';
export type { Withheld } from './withheld.ts';
