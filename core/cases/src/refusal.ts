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
);
