import type { CaseState } from './case.ts';
import type { StepKind } from './step.ts';

/** Why a step was refused. `missing` says what would make it good. */
export type Refusal = { readonly missing: string } & (
  | { readonly kind: 'unknown-case' }
  | { readonly kind: 'unknown-person' }
  | { readonly kind: 'not-entitled'; readonly standing: 'mission' | 'party' | 'rule' }
  | {
      readonly kind: 'illegal-step';
      readonly state: CaseState;
      readonly allowed: readonly StepKind[];
    }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'field-missing'; readonly field: string }
  | { readonly kind: 'already-counted' }
  | { readonly kind: 'id-used' }
  /** It was made upon a state of the case that has changed since in what the step is about. */
  | { readonly kind: 'stale'; readonly upon: number; readonly revision: number }
  | { readonly kind: 'watch-full'; readonly most: number; readonly hours: number }
  | { readonly kind: 'unknown-source' }
  | { readonly kind: 'unknown-party' }
  /** Two cases that cannot be one, or findings that cannot be taken off. */
  | { readonly kind: 'no-such-link' }
  | { readonly kind: 'in-sample'; readonly rule: string }
  | { readonly kind: 'unknown-rule' }
  | { readonly kind: 'other-digest'; readonly digest: string }
);
