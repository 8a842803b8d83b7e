import type { CaseState } from './case.ts';
import { STEPS, type StepKind } from './step.ts';

/**
 * Where each step may be taken, and where it leads; `stay` leaves the state as it is.
 *
 * `confirm` and `refute` lead on only once the quorum is reached. `resume` leads back to where the
 * case was suspended.
 */
const TRANSITIONS: Readonly<
  Record<StepKind, { readonly from: readonly CaseState[]; readonly to: CaseState | 'stay' }>
> = (() => {
  const decided: readonly CaseState[] = ['confirmed', 'refuted', 'unresolved'];
  const later: readonly CaseState[] = ['before-the-commission', 'remedy-agreed', 're-verified'];
  const active: readonly CaseState[] = ['open', 'being-verified', ...decided, ...later];
  const any: readonly CaseState[] = [...active, 'suspended', 'closed'];
  return {
    verify: { from: ['open', 'unresolved'], to: 'being-verified' },
    confirm: { from: ['being-verified', ...decided], to: 'confirmed' },
    refute: { from: ['being-verified', ...decided], to: 'refuted' },
    unresolve: { from: ['being-verified'], to: 'unresolved' },
    attribute: { from: ['confirmed', ...later], to: 'stay' },
    dissent: { from: ['being-verified', ...decided, ...later], to: 'stay' },
    reply: { from: any, to: 'stay' },
    refer: { from: ['confirmed', 'unresolved'], to: 'before-the-commission' },
    remedy: { from: ['confirmed', 'before-the-commission'], to: 'remedy-agreed' },
    're-verify': { from: ['remedy-agreed'], to: 're-verified' },
    close: { from: [...decided, 'before-the-commission', 're-verified'], to: 'closed' },
    reopen: { from: [...decided, 'closed'], to: 'being-verified' },
    suspend: { from: active, to: 'suspended' },
    resume: { from: ['suspended'], to: 'stay' },
    'hand-over': { from: active, to: 'stay' },
    'withdraw-source': { from: any, to: 'stay' },
    merge: { from: ['open', 'being-verified'], to: 'closed' },
    split: { from: ['open', 'being-verified'], to: 'stay' },
    'put-in-force': { from: [], to: 'stay' },
    note: { from: any, to: 'stay' },
  };
})();

export const mayStep = (step: StepKind, state: CaseState): boolean =>
  TRANSITIONS[step].from.includes(state);

/** Where a legal step leads from a state. */
export function leadsTo(step: StepKind, state: CaseState): CaseState {
  const { to } = TRANSITIONS[step];
  return to === 'stay' ? state : to;
}

/** Steps that can be taken in a state, in the order of `STEPS`. */
export const stepsFrom = (state: CaseState): readonly StepKind[] =>
  STEPS.filter((step) => mayStep(step, state));

/** Steps that decide nothing: a party's person may take them. */
const PARTY_STEPS: readonly StepKind[] = ['reply', 'dissent'];
/** Steps that a named rule of the machine may take; people decide. */
const RULE_STEPS: readonly StepKind[] = ['verify', 'hand-over', 'withdraw-source', 'note'];

export function isEntitled(standing: 'mission' | 'party' | 'rule', step: StepKind): boolean {
  if (standing === 'mission') return true;
  return (standing === 'party' ? PARTY_STEPS : RULE_STEPS).includes(step);
}

const REASONED: readonly StepKind[] = [
  'confirm',
  'refute',
  'unresolve',
  'attribute',
  'dissent',
  'reply',
  'remedy',
  'reopen',
  'suspend',
  'withdraw-source',
  'merge',
  'split',
  'note',
];

/** Steps that mean nothing without words. */
export const needsReason = (step: StepKind): boolean => REASONED.includes(step);

/** What must stand in `with`, and what it is. */
export const NEEDED_FIELD: Readonly<Partial<Record<StepKind, readonly [string, string]>>> = {
  'hand-over': ['to', 'the id of the person who takes over'],
  'withdraw-source': ['source', 'the id of the source that is withdrawn'],
  attribute: ['party', 'who did it: a party, a nation, `private` or `unknown`'],
  merge: ['into', 'the id of the case that takes the findings over'],
};

/** Steps that judge: of these a person can take only so many a watch. */
const JUDGING: readonly StepKind[] = ['confirm', 'refute', 'unresolve', 'attribute'];

export const judges = (step: StepKind): boolean => JUDGING.includes(step);
