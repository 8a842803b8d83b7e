import type { Label } from '@greenline/labels';
import type { Action } from './action.ts';
import type { Principal } from './principal.ts';

/** Yes or no, and why, in words for the log and for the one who asked. */
export interface Decision {
  readonly allow: boolean;
  readonly reason: string;
}

/** What a decision depends on besides who, what and whose. */
export interface DecisionContext {
  /** Whether the node that is asked runs an exercise. */
  readonly exercise: boolean;
}

/**
 * Port: one policy, decided one question at a time. Pure: the same question, the same answer.
 *
 * The contract test is `policyEngineContract`.
 */
export interface PolicyEngine {
  /** Digest of policy and schema: part of every decision's cache key. */
  readonly version: string;
  decide(principal: Principal, action: Action, label: Label, context: DecisionContext): Decision;
}
