import { type Fact, instantOf, parseFacts } from '@greenline/agreement';
import { fromUtf8 } from '@greenline/base';
import { applyCommand, parseCommand } from '@greenline/cases';
import { label } from '@greenline/labels';
import { eventOf, periodOf } from './facts.ts';
import type { JournalEntry } from './journal.ts';
import { refuse } from './message.ts';
import { type MissionFiles, readMission } from './mission.ts';
import { readObservation } from './read-observation.ts';
import { OPERATOR, type Rooms } from './rooms.ts';
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
  const text = fromUtf8(entry.bytes);
  const parsed = text === undefined ? undefined : parseFacts([text], walk.ports.hasher);
  if (parsed === undefined || !parsed.ok) {
    const field = parsed?.error.field;
    refuse(walk, entry, 'facts', {
      kind: 'bad-fact',
      ...(field !== undefined && { field }),
      text: parsed?.error.text ?? 'a line of facts is UTF-8 text',
    });
    return;
  }
  const principal = rooms.mission.principals.get(entry.by);
  const trusted = entry.by === OPERATOR || principal?.role === 'staff';
  const [alien] = trusted
    ? []
    : parsed.value.facts.filter((fact) => !mayDeclare(fact, principal?.member));
  if (alien !== undefined) {
    refuse(walk, entry, 'facts', {
      kind: 'not-theirs',
      field: alien.fact === 'declaration' ? 'party' : 'fact',
      text: `${entry.by} can declare for ${principal?.member ?? 'nobody'} alone, and state no facts of others`,
    });
    return;
  }
  walk.state.accepted += 1;
  const own = trusted ? undefined : walk.labels.intern(ownLabel(rooms, principal?.member));
  for (const fact of parsed.value.facts) {
    takeFact(walk, rooms, entry, own === undefined ? fact : { ...fact, label: own });
  }
}

/** A party speaks for itself: what it announces, and what it says it keeps where. */
function mayDeclare(fact: Fact, member: string | undefined): boolean {
  if (fact.fact !== 'declaration' || member === undefined) return false;
  const { declaration } = fact;
  // A permit excuses: the mission gives it, nobody gives it to himself.
  if (declaration.declaration === 'permit') return false;
  if ('party' in declaration) return declaration.party === member;
  return 'nation' in declaration && declaration.nation === member;
}

const ownLabel = (rooms: Rooms, member: string | undefined) =>
  label({ owner: member ?? 'mission', exercise: rooms.mission.file.exercise });

function takeFact(walk: Walk, rooms: Rooms, entry: JournalEntry, stated: Fact): void {
  const label = stated.label ?? rooms.missionLabel;
  const exercise = rooms.mission.file.exercise && { exercise: true as const };
  const fact = { ...stated, label, ...exercise };
  switch (fact.fact) {
    case 'declaration':
      walk.output.emit('declaration', fact.digest, label, entry.receivedAt, fact.declaration);
      break;
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
  walk.judge(fact, entry.receivedAt, position);
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
  walk.sense(read.value);
}
