import { type Fact, instantOf, parseFacts } from '@greenline/agreement';
import { fail, fromUtf8, type Instant, ok, type Result } from '@greenline/base';
import { applyCommand, parseCommand } from '@greenline/cases';
import {
  deeperThan,
  type FieldError,
  MOST_LEVELS,
  readDeclaration,
  type Said,
} from '@greenline/declarations';
import { saidEnough } from './day-quota.ts';
import { declare } from './declare.ts';
import { eventOf, periodOf } from './facts.ts';
import { OPERATOR } from './hands.ts';
import { statedSubject } from './hear.ts';
import type { JournalEntry } from './journal.ts';
import { type MissionFiles, readMission } from './mission.ts';
import { readObservation } from './read-observation.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import { takeSafetyCommand } from './safety-commands.ts';
import { takeTaskCommand } from './task-commands.ts';
import { takeTrackCommand } from './track-commands.ts';
import type { Walk } from './walk.ts';

/** A version of the mission's files: from here on they are the rules. */
export function takeMission(walk: Walk, entry: JournalEntry): void {
  const files = JSON.parse(fromUtf8(entry.bytes) ?? '') as MissionFiles;
  const mission = readMission(files, walk.ports.hasher);
  if (!mission.ok) {
    const [first] = mission.error;
    throw new Error(`journal entry ${entry.seq} holds a mission that is none: ${first?.text}`);
  }
  walk.enter(mission.value);
  walk.state.accepted += 1;
}

/** One step of an officer on a case, or why it is none. */
export function takeCommand(walk: Walk, rooms: Rooms, entry: JournalEntry): void {
  if (takeSafetyCommand(walk, rooms, entry)) return;
  if (takeTrackCommand(walk, rooms, entry)) return;
  if (takeTaskCommand(walk, rooms, entry)) return;
  const parsed = parseCommand(fromUtf8(entry.bytes) ?? '');
  if (!parsed.ok) {
    refuse(walk, entry, 'commands', parsed.error);
    return;
  }
  if (entry.by !== OPERATOR && entry.by !== parsed.value.by) {
    refuse(walk, entry, 'commands', {
      kind: 'not-theirs',
      field: 'by',
      text: `${entry.by} cannot sign a step as ${parsed.value.by}`,
    });
    return;
  }
  const outcome = applyCommand(rooms.cases, parsed.value, entry.receivedAt, rooms.caseContext);
  for (const changed of outcome.changed) walk.showCase(changed);
  if (outcome.refusal === undefined) walk.state.accepted += 1;
  else
    refuse(walk, entry, 'commands', { kind: outcome.refusal.kind, text: outcome.refusal.missing });
}

/** A fact stated as such: a declaration of a party, an inspection, a line of somebody's log. */
export function takeFacts(walk: Walk, rooms: Rooms, entry: JournalEntry): void {
  if (saidEnough(walk, rooms, entry, 'facts', 1)) return;
  const read = readLine(fromUtf8(entry.bytes), walk, entry.receivedAt);
  if (!read.ok) {
    refuse(walk, entry, 'facts', { kind: 'bad-fact', ...read.error });
    return;
  }
  const { fact, said } = read.value;
  if (fact === undefined) {
    walk.state.accepted += 1;
  } else if (said !== undefined) {
    declare(walk, rooms, entry, [{ said, besides: fact }]);
  } else if (mayState(entry.by, rooms)) {
    walk.state.accepted += 1;
    takeFact(walk, rooms, entry, fact);
  } else {
    const text = `${entry.by} may declare what is its own to say, and state no facts of others`;
    refuse(walk, entry, 'facts', { kind: 'not-theirs', field: 'fact', text });
  }
}

/** What a line holds: a fact, and as it was said where it is a declaration. Nothing, where it is empty. */
interface StatedLine {
  readonly fact?: Fact | undefined;
  readonly said?: Said;
}

function readLine(
  text: string | undefined,
  { ports, labels }: Walk,
  at: Instant,
): Result<StatedLine, FieldError> {
  if (text === undefined) return fail({ field: '', text: 'a line of facts is UTF-8 text' });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // `parseFacts` says what is wrong with it.
  }
  if (deeperThan(json, MOST_LEVELS))
    return fail({ field: '', text: `nests deeper than ${MOST_LEVELS} levels` });
  const parsed = parseFacts([text], ports.hasher);
  if (!parsed.ok) return fail({ field: parsed.error.field, text: parsed.error.text });
  const [fact] = parsed.value.facts;
  if (fact?.label !== undefined && labels.get(fact.label) === undefined)
    return fail({ field: 'label', text: 'is not known here: leave it out' });
  if (fact?.fact !== 'declaration') return ok({ fact });
  const said = readDeclaration(json, ports.hasher, at);
  return said.ok ? ok({ fact, said: said.value }) : fail(said.error[0] as FieldError);
}

const mayState = (hand: string, { mission }: Rooms): boolean =>
  hand === OPERATOR || mission.principals.get(hand)?.role === 'staff';

function takeFact(walk: Walk, rooms: Rooms, entry: JournalEntry, stated: Fact): void {
  const label = stated.label ?? rooms.missionLabel;
  const exercise = rooms.mission.file.exercise && { exercise: true as const };
  const fact = { ...stated, label, ...exercise };
  switch (fact.fact) {
    case 'event':
      walk.showEvent(eventOf(fact, label));
      break;
    case 'coverage':
      walk.output.emit(
        'period',
        fact.digest,
        label,
        fact.from,
        periodOf(fact, label, rooms.mission.sensors.get(fact.sensor)?.nation ?? 'mission'),
      );
      break;
    default: {
      const { digest, ...said } = fact;
      const at = instantOf(fact);
      const place = fact.fact === 'object' ? { position: fact.position } : {};
      walk.output.emit('observation', digest, label, at, { ...said, id: digest }, place);
    }
  }
  const position = fact.fact === 'object' || fact.fact === 'event' ? fact.position : undefined;
  const fresh = statedSubject(rooms, fact, entry.receivedAt);
  walk.judge(fact, entry.receivedAt, position);
  if (fresh !== undefined) walk.corroborate(fresh);
}

/** An observation that another node or an earlier run made: taken as it is, under its own id. */
export function takeObservations(walk: Walk, rooms: Rooms, entry: JournalEntry): void {
  const read = readObservation(
    fromUtf8(entry.bytes) ?? '',
    entry,
    rooms,
    walk.labels,
    walk.ports.hasher,
  );
  if (!read.ok) {
    refuse(walk, entry, 'observations', read.error);
    return;
  }
  walk.state.accepted += 1;
  walk.sense(read.value, entry.by);
}
