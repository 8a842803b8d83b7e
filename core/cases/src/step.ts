import type { Instant, JsonObject } from '@greenline/base';

/** What a person can do to a case. */
export const STEPS = [
  'verify',
  'confirm',
  'refute',
  'unresolve',
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
  readonly case: string;
  readonly step: StepKind;
  readonly reason?: string;
  /** What the step needs besides: `to` of a hand-over, `source` of a withdrawal, a remedy's terms. */
  readonly with?: JsonObject;
}
