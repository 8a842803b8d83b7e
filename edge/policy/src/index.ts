export { cedarEngine, DEFAULT_POLICY, type PolicyFiles } from './cedar-engine.ts';
export type { PolicyError } from './policy-text.ts';
