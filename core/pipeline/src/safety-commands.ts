import { fail, instant, type JsonObject, ok, type Result } from '@greenline/base';
import { delayClocks } from '@greenline/cases';
import { vouchedFor } from '@greenline/declarations';
import { parseVkey } from '@greenline/evidence';
import { delayFilings } from '@greenline/filings';
import { delayTasks } from '@greenline/planning';
import {
  applyAlertStep,
  applyMissionStep,
  type MissionCommand,
  parseAlertCommand,
  parseMissionCommand,
  type Suspension,
} from '@greenline/safety';
import { objectIn, signs } from './command-object.ts';
import { OPERATOR } from './hands.ts';
import type { JournalEntry } from './journal.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import { showFiling } from './show-filing.ts';
import { showTask } from './task-commands.ts';
import type { Walk } from './walk.ts';

interface Refusal {
  readonly kind: string;
  readonly field: string;
  readonly text: string;
}

/** Takes a step on an alert, or an act on the mission; false for a command about anything else. */
export function takeSafetyCommand(walk: Walk, rooms: Rooms, entry: JournalEntry): boolean {
  const value = objectIn(entry.bytes);
  if (value === undefined || (!('alert' in value) && !('mission' in value))) return false;
  const taken =
    'alert' in value ? takeAlert(walk, rooms, entry, value) : act(walk, rooms, entry, value);
  if (taken.ok) walk.state.accepted += 1;
  else refuse(walk, entry, 'commands', taken.error);
  return true;
}

function takeAlert(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  value: JsonObject,
): Result<undefined, Refusal> {
  const parsed = parseAlertCommand(value);
  if (!parsed.ok) return parsed;
  const { by } = parsed.value;
  const theirs = signs(entry, by);
  if (!theirs.ok) return theirs;
  const principal = rooms.mission.principals.get(by);
  if (principal?.role !== 'staff' || !principal.may.includes('decide')) {
    const text = `${by} answers no alerts: only mission staff who may decide do`;
    return fail({ kind: 'not-theirs', field: 'by', text });
  }
  const outcome = applyAlertStep(walk.state.alerts, parsed.value, entry.receivedAt);
  if (!outcome.ok) return outcome;
  if (outcome.value !== undefined) walk.showAlert(outcome.value);
  return ok(undefined);
}

/** Suspends or resumes the mission. What was suspended takes up its clocks where they stood. */
function act(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  value: JsonObject,
): Result<undefined, Refusal> {
  const parsed = parseMissionCommand(value);
  if (!parsed.ok) return parsed;
  const { file } = rooms.mission;
  if (parsed.value.mission !== file.mission) {
    const text = `this is ${file.mission}: name it, so that no other mission is stopped`;
    return fail({ kind: 'other-mission', field: 'mission', text });
  }
  const vouched = vouchedBy(walk, rooms, entry, parsed.value, value);
  if (!vouched.ok) return vouched;
  const { state } = walk;
  const outcome = applyMissionStep(state.suspension, parsed.value, vouched.value, entry.receivedAt);
  if (!outcome.ok) return outcome;
  const { resumed, since } = outcome.value;
  state.suspension = resumed === undefined ? outcome.value : undefined;
  walk.showSuspension(outcome.value);
  if (resumed === undefined) return ok(undefined);
  state.resumedAt = resumed.at;
  const stoodMs = resumed.at - since;
  for (const one of delayClocks(rooms.cases, instant(since), stoodMs)) walk.showCase(one);
  for (const one of delayFilings(rooms.filings, instant(since), stoodMs)) showFiling(walk, one);
  for (const one of delayTasks(state.tasks, instant(since), stoodMs)) showTask(walk, one);
  return ok(undefined);
}

/** Who vouches for an act: the principal's own key where the mission has it, else their token. */
function vouchedBy(
  { ports }: Walk,
  { mission }: Rooms,
  entry: JournalEntry,
  { by, signature }: MissionCommand,
  value: JsonObject,
): Result<Suspension['signedBy'], Refusal> {
  const theirs = signs(entry, by);
  if (!theirs.ok) return theirs;
  const principal = mission.principals.get(by);
  if (principal?.role !== 'staff' || !principal.may.includes('suspend')) {
    const text = `${by} may not suspend or resume the mission: policy/principals.yaml does not say so`;
    return fail({ kind: 'not-theirs', field: 'by', text });
  }
  if (entry.by === OPERATOR) return ok('recording');
  const { key } = principal;
  const publicKey = key === undefined ? undefined : parseVkey(ports.hasher, key)?.publicKey;
  const { signature: _, ...object } = value;
  const vouched = vouchedFor(
    { object, ...(signature !== undefined && { signature }) },
    { id: by, publicKey },
    ports.verify,
  );
  return vouched.ok ? vouched : fail({ kind: 'bad-signature', ...vouched.error });
}
