import { fail, type JsonObject, ok, parseInstant, type Result } from '@greenline/base';
import { type CaseCommand, STEPS, type StepKind } from './step.ts';

/** Why a command was not understood, and what to send instead. */
export interface CommandError {
  readonly kind: 'not-json' | 'missing' | 'wrong-type' | 'unknown-step' | 'bad-time' | 'too-long';
  /** Name of the offending field; absent where the whole is wrong. */
  readonly field?: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

const LONGEST_NAME = 200;
const LONGEST_REASON = 10_000;
const LONGEST_COMMAND = 100_000;
const DEEPEST = 10;
const FIELDS = ['id', 'at', 'by', 'case', 'step', 'reason', 'with'];

/** Reads one officer's step: JSON text, or a value already read from it. */
export function parseCommand(json: unknown): Result<CaseCommand, CommandError> {
  const read = typeof json === 'string' ? fromText(json) : ok(json);
  if (!read.ok) return read;
  const record = read.value;
  if (!isObject(record)) {
    return fail({
      kind: 'wrong-type',
      text: 'a command is a JSON object, as {"id": …, "step": …}',
    });
  }
  const stranger = Object.keys(record).find((key) => !FIELDS.includes(key));
  if (stranger !== undefined) {
    const text = `unknown field; a command has ${FIELDS.join(', ')}`;
    return fail({ kind: 'wrong-type', field: stranger.slice(0, LONGEST_NAME), text });
  }
  return fromObject(record);
}

function fromObject(record: JsonObject): Result<CaseCommand, CommandError> {
  for (const field of ['id', 'at', 'by', 'case', 'step']) {
    const error = nameError(field, record[field]);
    if (error !== undefined) return fail(error);
  }
  const { id, at, by, case: about, step } = record as Record<string, string>;
  const instant = parseInstant(at ?? '');
  if (instant === undefined) {
    return fail({ kind: 'bad-time', field: 'at', text: 'write the time as 2026-03-10T14:07:21Z' });
  }
  if (!isStep(step)) {
    return fail({ kind: 'unknown-step', field: 'step', text: `use one of ${STEPS.join(', ')}` });
  }
  const { reason, with: besides } = record;
  if (reason !== undefined && typeof reason !== 'string') {
    return fail({ kind: 'wrong-type', field: 'reason', text: 'write the reason as text' });
  }
  if (reason !== undefined && reason.length > LONGEST_REASON) {
    const text = `keep the reason within ${LONGEST_REASON} characters`;
    return fail({ kind: 'too-long', field: 'reason', text });
  }
  if (besides !== undefined && !isObject(besides)) {
    return fail({ kind: 'wrong-type', field: 'with', text: 'write "with" as a JSON object' });
  }
  if (!isPlain(record, DEEPEST)) {
    const text = `send numbers that are finite, text that is Unicode, and no more than ${DEEPEST} levels`;
    return fail({ kind: 'wrong-type', text });
  }
  return ok({
    id: id ?? '',
    at: instant,
    by: by ?? '',
    case: about ?? '',
    step,
    ...(reason !== undefined && { reason }),
    ...(besides !== undefined && { with: besides }),
  });
}

function nameError(field: string, value: unknown): CommandError | undefined {
  if (value === undefined || value === null || value === '') {
    return { kind: 'missing', field, text: `add "${field}", as text` };
  }
  if (typeof value !== 'string') {
    return { kind: 'wrong-type', field, text: `write "${field}" as text` };
  }
  if (value.length > LONGEST_NAME) {
    return { kind: 'too-long', field, text: `keep it within ${LONGEST_NAME} characters` };
  }
  return undefined;
}

function fromText(text: string): Result<unknown, CommandError> {
  if (text.length > LONGEST_COMMAND) {
    const remedy = `keep a command within ${LONGEST_COMMAND} characters`;
    return fail({ kind: 'too-long', text: remedy });
  }
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail({ kind: 'not-json', text: 'send one JSON object a line' });
  }
}

/** Whether canonical JSON can write it down. */
function isPlain(value: unknown, levels: number): boolean {
  if (levels === 0) return false;
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object') return false;
  const inside: readonly unknown[] = Object.entries(value).flat();
  return inside.every((part) => isPlain(part, levels - 1));
}

const isStep = (name: string | undefined): name is StepKind =>
  name !== undefined && (STEPS as readonly string[]).includes(name);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
