import { fail, type Instant, ok, type Result } from '@greenline/base';
import type { MissionCommand } from './command.ts';

/**
 * A stretch during which the mission stands still: intake is kept, warnings and alerts go on, and
 * nothing is released and no clock of a case runs.
 */
export interface Suspension {
  readonly kind: 'suspension';
  /** Of the act that began it. */
  readonly id: string;
  readonly since: Instant;
  readonly by: string;
  readonly reason: string;
  readonly signedBy: 'key' | 'token' | 'recording';
  /** Absent while it lasts. */
  readonly resumed?: {
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
    readonly signedBy: 'key' | 'token' | 'recording';
  };
}

/** Why an act on the mission was not taken. */
export interface SuspensionRefusal {
  readonly kind: 'not-now';
  readonly field: string;
  readonly text: string;
}

/** The suspension that an act begins or ends. `standing`: the one that lasts, if one does. */
export function applyMissionStep(
  standing: Suspension | undefined,
  { id, step, by, reason }: MissionCommand,
  signedBy: Suspension['signedBy'],
  recordedAt: Instant,
): Result<Suspension, SuspensionRefusal> {
  const refuse = (text: string) => fail({ kind: 'not-now' as const, field: 'step', text });
  if (step === 'suspend') {
    if (standing !== undefined) return refuse(`${standing.by} has suspended the mission already`);
    return ok({ kind: 'suspension', id, since: recordedAt, by, reason, signedBy });
  }
  if (standing === undefined) return refuse('the mission is not suspended: nothing to resume');
  return ok({ ...standing, resumed: { at: recordedAt, by, reason, signedBy } });
}
