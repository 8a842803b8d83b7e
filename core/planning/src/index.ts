export type { Instance } from './instance.ts';
export { type InstanceFlaw, parseInstance } from './parse-instance.ts';
export { type Plan, type PlanSearch, planSearch, upperBound } from './plan-search.ts';
export { scoreOf } from './selection.ts';
