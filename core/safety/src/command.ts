import { fail, type Instant, ok, parseInstant, type Result } from '@greenline/base';
import { z } from 'zod';

/** What a person can do about an alert. */
export const ALERT_STEPS = ['acknowledge', 'close', 'note'] as const;
export type AlertStep = (typeof ALERT_STEPS)[number];

/** What a person can do to the whole mission. */
export const MISSION_STEPS = ['suspend', 'resume'] as const;

const name = z.string().min(1).max(200);
const reason = z.string().max(10_000);
const at = z.string().transform((text, context): Instant => {
  const moment = parseInstant(text);
  if (moment !== undefined) return moment;
  context.addIssue({ code: 'custom', message: 'write the time as 2026-03-10T14:07:21Z' });
  return z.NEVER;
});

const alertCommand = z.strictObject({
  id: name,
  at,
  by: name,
  alert: name,
  step: z.enum(ALERT_STEPS),
  reason: reason.optional(),
});
const missionCommand = z.strictObject({
  id: name,
  at,
  by: name,
  mission: name,
  step: z.enum(MISSION_STEPS),
  /** Nobody stops a mission, or sets it going, without saying why. */
  reason: reason.regex(/\S/, 'say why'),
  signature: z.string().max(200).optional(),
});

/** One step on an alert, as it was sent. */
export type AlertCommand = z.infer<typeof alertCommand>;
/** One act that suspends or resumes a mission, as it was sent. */
export type MissionCommand = z.infer<typeof missionCommand>;

/** Why a command was not understood, and what to send instead. */
export interface CommandFlaw {
  readonly kind: 'bad-command';
  readonly field: string;
  readonly text: string;
}

export const parseAlertCommand = (value: unknown): Result<AlertCommand, CommandFlaw> =>
  read(alertCommand, value);

export const parseMissionCommand = (value: unknown): Result<MissionCommand, CommandFlaw> =>
  read(missionCommand, value);

function read<T>(schema: z.ZodType<T>, value: unknown): Result<T, CommandFlaw> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  return fail({ kind: 'bad-command', field, text: issue?.message ?? 'send a JSON object' });
}
