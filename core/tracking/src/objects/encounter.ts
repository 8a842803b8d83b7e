import type { Accounts, AccountsState } from './accounts.ts';
import { STRIDE } from './belief.ts';
import { type Habit, usual } from './habits.ts';
import { type State, stateOf } from './way.ts';

/** An object as it was before it met others: plain data. */
export interface Met {
  readonly id: number;
  /** Seconds. */
  readonly t: number;
  readonly belief: Float64Array;
  readonly habit: Habit | undefined;
}

/** Two that came near each other, as they were when they did, and what may have happened since: plain data. */
export interface Encounter {
  readonly a: Met;
  readonly b: Met;
  /** None as long as neither took what may be the other's. */
  readonly accounts?: AccountsState | undefined;
  /** Seconds: what was measured up to then is in the accounts. */
  readonly until: number;
  /** How many detections both may have caused, up to when there were accounts. */
  readonly shared: number;
  /** How probably each goes under the other's id. */
  readonly doubt: number;
  /** Whether they are far apart again, and it is decided which is which. */
  readonly parted: boolean;
}

export const encounterOf = (a: Met, b: Met): Encounter => ({
  a,
  b,
  until: a.t,
  shared: 0,
  doubt: 0,
  parted: false,
});

/**
 * How probably, by accounts of what two did since they met, each goes on as what the other is now
 * believed to be. Each account is weighed by how usual it is for who moved as each did before.
 */
export function doubtOf(
  { count, beliefs, weights }: Accounts,
  { a, b }: Encounter,
  a1: State,
  b1: State,
): number {
  const a0 = stateOf(a.belief, 0, a.t);
  const b0 = stateOf(b.belief, 0, b.t);
  let kept = 0;
  let exchanged = 0;
  for (let h = 0; h < count; h++) {
    const one = stateOf(beliefs, 2 * h, a1.t);
    const other = stateOf(beliefs, 2 * h + 1, a1.t);
    const habit = usual(a.habit, a0, one) + usual(b.habit, b0, other);
    const likely = (weights[h] as number) * Math.exp(habit);
    if (apart(one, a1) + apart(other, b1) <= apart(one, b1) + apart(other, a1)) kept += likely;
    else exchanged += likely;
  }
  return exchanged / (kept + exchanged);
}

const apart = (a: State, b: State): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;

/** What is believed of an object at this moment, kept for later. */
export const metAt = (
  id: number,
  t: number,
  beliefs: Float64Array,
  i: number,
  habit: Habit | undefined,
): Met => ({ id, t, belief: beliefs.slice(STRIDE * i, STRIDE * (i + 1)), habit });
