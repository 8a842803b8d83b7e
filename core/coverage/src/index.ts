export type { EffortCell } from './cells.ts';
export { type Effort, type EffortShares, effort, effortShares } from './effort.ts';
export type { EffortArea, PolygonCoordinates } from './effort-area.ts';
export type { EffortSpan } from './effort-span.ts';
export type { Look } from './look.ts';
export type { ElementSet } from './orbit/element-set.ts';
export { type CoverageFactError, parseCoverageFact } from './parse-coverage-fact.ts';
export {
  DEFAULT_PATROL_PRACTICE,
  lookOfPatrol,
  type PatrolPractice,
  type PatrolPresence,
} from './patrol-presence.ts';
