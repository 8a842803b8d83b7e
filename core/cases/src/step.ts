import type { Instant, JsonObject } from '@greenline/base';

/** What a person can do to a case, to all cases in hand, or to a rule of the mission. */
export const STEPS = [
  'verify',
  'confirm',
  'refute',
  'unresolve',
  'attribute',
  'dissent',
  'reply',
  'refer',
  'remedy',
  're-verify',
  'close',
  'reopen',
  'suspend',
  'resume',
  'hand-over',
  'withdraw-source',
  'merge',
  'split',
  'put-in-force',
  'note',
] as const;

export type StepKind = (typeof STEPS)[number];

/** One step that a person asks for, as it was sent. */
export interface CaseCommand {
  readonly id: string;
  /** When the person says they did it; the journal's time is what clocks go by. */
  readonly at: Instant;
  /** Principal who signed it. */
  readonly by: string;
  /** Id of a case; `watch`: all that the person has in hand; `rule/NAME`: a rule of the mission. */
  readonly case: string;
  readonly step: StepKind;
  readonly reason?: string;
  /**
   * What the step needs besides: `to` of a hand-over, `source` of a withdrawal, a remedy's terms; and
   * `upon`, the case's revision that the person saw.
   */
  readonly with?: JsonObject;
}

/** What a step is addressed to that concerns all cases a person has in hand. */
export const WATCH = 'watch';
/** Before the name of a rule that a step is addressed to. */
export const RULE_PREFIX = 'rule/';
