export { checkAgreement } from './check.ts';
export { describeAgreement } from './describe.ts';
export type { Difference } from './difference/aspect.ts';
export type {
  AgreementChange,
  AgreementDifference,
  GeometryChange,
  Part,
  VersionName,
} from './difference/change.ts';
export { diffAgreements } from './difference/diff-agreements.ts';
export { differenceWords } from './difference/difference-words.ts';
export type { Partings } from './difference/partings.ts';
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
export type { Finding, FindingId, Hypothesis, Nature, Verdict } from './finding.ts';
export type { Clause } from './judging/clause.ts';
export { type FindingKey, inOrder, inTimeOrder, judge, rankOf } from './judging/judge.ts';
export type { JudgeOptions, JudgeState } from './judging/judge-state.ts';
export { LiveJudge } from './judging/live-judge.ts';
export { agreementFiles } from './language/geometry-files.ts';
export { agreementJsonSchema } from './language/json-schema.ts';
export { isTimezone, offsetAt, readTime, type TimeError } from './language/local-time.ts';
export type { AgreementError } from './language/source-map.ts';
export type { NamedLine, NamedZone } from './language/terms.ts';
export { type FactError, FactReader, type ParsedFacts, parseFacts } from './parse-facts.ts';
export type { PreparedAgreement } from './prepared.ts';
export {
  compareFindings,
  type TrialDifference,
  type TrialSpan,
  type TriedFinding,
} from './trial/compare-findings.ts';
export { countBy, partyOf, type TrialCount, trialWords } from './trial/trial-words.ts';
export { unheard } from './unheard.ts';
export { zonesGeoJson } from './zones-geojson.ts';
