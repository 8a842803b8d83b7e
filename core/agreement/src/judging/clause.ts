import type { Instant } from '@greenline/base';
import type { Register } from '@greenline/declarations';
import type { Condition } from '../language/condition.ts';
import type { Exception } from './exception.ts';
import type { Rule } from './rule.ts';
import type { Window } from './span.ts';

/** A clause under one of its readings, ready to judge. */
export interface Clause {
  readonly index: number;
  readonly cite: string;
  /** Which part of the clause this is, where several rules judge it: `growth`. */
  readonly part: string | undefined;
  readonly kind: string;
  readonly reading: string | undefined;
  readonly text: string | undefined;
  /** Whom it binds; `undefined`: everybody but the mission. */
  readonly parties: ReadonlySet<string> | undefined;
  /** When it holds, the agreement's own time and the phase's included. */
  readonly window: Window;
  readonly exceptions: readonly Exception[];
  readonly breachAt: number;
  readonly compliantAt: number;
  readonly dwellMs: number;
  readonly hysteresisM: number;
  readonly condition: Condition | undefined;
  readonly rule: Rule;
}

/** The commission chose another reading of the clause. */
export function isSetAside({ cite, reading }: Clause, at: Instant, { choices }: Register): boolean {
  if (reading === undefined) return false;
  const choice = choices.get(cite);
  return choice !== undefined && choice.at <= at && choice.reading !== reading;
}
