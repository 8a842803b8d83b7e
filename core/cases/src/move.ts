import type { Instant } from '@greenline/base';
import type { Case, CaseState, Decision } from './case.ts';
import { clockFor } from './clock.ts';
import type { RuleName, RuleSigned } from './history-entry.ts';
import type { CaseContext } from './practice.ts';
import { progressOf } from './vote.ts';

const DECISIONS: readonly CaseState[] = ['confirmed', 'refuted', 'unresolved'] satisfies Decision[];

/** A case in another state: its clock starts anew, and a decision is taken or taken back with it. */
export function movedTo(one: Case, to: CaseState, now: Instant, context: CaseContext): Case {
  const { clock: _stopped, suspendedFrom: _resumed, ...rest } = one;
  const clock = clockFor(to, now, context.practice);
  const next: Case = {
    ...rest,
    state: to,
    ...(clock !== undefined && { clock }),
    ...(to === 'suspended' && { suspendedFrom: one.state }),
  };
  if (one.state === 'suspended' || to === 'suspended') return next;
  if (to === 'being-verified') return undecided(next);
  if (!DECISIONS.includes(to)) return next;
  return { ...next, decision: to as Decision, decidedAt: now, findingsSinceDecision: 0 };
}

/** A new round: what was decided, voted and named before is history. */
function undecided(one: Case): Case {
  const { decision: _taken, decidedAt: _then, acceptedBy: _signed, alleged: _named, ...rest } = one;
  return {
    ...rest,
    findingsSinceDecision: 0,
    votes: [],
    attributions: [],
    progress: progressOf([], one.quorum),
  };
}

/** What a named rule of the machine does to a case, and why. */
export interface RuleMove {
  readonly rule: RuleName;
  readonly to: CaseState;
  readonly reason: string;
  readonly now: Instant;
  readonly signed?: RuleSigned;
}

export function movedByRule(one: Case, move: RuleMove, context: CaseContext): Case {
  const { rule, to, reason, now, signed } = move;
  const next = to === one.state ? one : movedTo(one, to, now, context);
  return {
    ...next,
    history: [
      ...one.history,
      {
        entry: 'rule',
        recordedAt: now,
        rule,
        from: one.state,
        to,
        reason,
        ...(signed !== undefined && { signed }),
      },
    ],
  };
}
