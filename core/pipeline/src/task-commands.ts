import { fail, type Instant, ok, type Result } from '@greenline/base';
import { type CaseId, noteDelivery } from '@greenline/cases';
import {
  applyTaskStep,
  lateNote,
  orderOf,
  parseTaskCommand,
  placeOfTask,
  type Task,
  type TaskCommand,
  type TaskHand,
  type TaskId,
  tickTasks,
} from '@greenline/planning';
import { objectIn, signs } from './command-object.ts';
import type { JournalEntry } from './journal.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

interface Refusal {
  readonly kind: string;
  readonly field: string;
  readonly text: string;
}

/** Of the results of one task so many are named in a case's history; all are in the task. */
const NAMED = 20;

/** Takes a step on a task; false for a command about anything else. */
export function takeTaskCommand(walk: Walk, rooms: Rooms, entry: JournalEntry): boolean {
  const value = objectIn(entry.bytes);
  if (value === undefined || !('task' in value)) return false;
  const parsed = parseTaskCommand(value);
  const taken = parsed.ok ? takeStep(walk, rooms, entry, parsed.value) : parsed;
  if (taken.ok) walk.state.accepted += 1;
  else refuse(walk, entry, 'commands', taken.error);
  return true;
}

function takeStep(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  command: TaskCommand,
): Result<undefined, Refusal> {
  const theirs = signs(entry, command.by);
  if (!theirs.ok) return theirs;
  const hand = handOf(command.by, rooms);
  return hand.ok ? stepOn(walk, rooms, command, hand.value, entry.receivedAt) : hand;
}

/** Mission staff alone: tasks have exact places. Of them, a nation's people decide on its assets. */
function handOf(id: string, { mission }: Rooms): Result<TaskHand, Refusal> {
  const principal = mission.principals.get(id);
  if (principal?.role !== 'staff') {
    const text = `${id} takes no steps on tasks: only mission staff do`;
    return fail({ kind: 'not-theirs', field: 'by', text });
  }
  const { member, may } = principal;
  return ok({ id, leads: may.includes('decide'), ...(member !== undefined && { nation: member }) });
}

/** One step on a task, and what hangs on it: what its asset is told, and the case that asked. */
export function stepOn(
  walk: Walk,
  rooms: Rooms,
  command: TaskCommand,
  hand: TaskHand,
  at: Instant,
): Result<undefined, Refusal> {
  const { tasks } = walk.state;
  const { sensors } = rooms.mission;
  const id = command.task as TaskId;
  const before = tasks.tasks.get(id);
  const whole = command.step === 'deliver' ? withSeen(command, tasks.seen.get(id)) : command;
  const taken = applyTaskStep(tasks, whole, hand, at, (asset) => sensors.get(asset)?.nation);
  if (!taken.ok) return taken;
  const task = taken.value;
  if (task === undefined) return ok(undefined);
  if (before?.asset !== undefined) tasks.orders.delete(orderOf(walk.ports.hasher, before));
  if (task.state === 'accepted' || task.state === 'taken')
    tasks.orders.set(orderOf(walk.ports.hasher, task), id);
  else tasks.seen.delete(id);
  showTask(walk, task);
  if (command.step === 'deliver') tellCase(walk, rooms, task, at);
  return ok(undefined);
}

/** What the asset itself reported under its order is a result, whoever says that it is done. */
function withSeen(
  command: Extract<TaskCommand, { step: 'deliver' }>,
  seen: readonly string[] = [],
): TaskCommand {
  return { ...command, with: { results: [...new Set([...command.with.results, ...seen])] } };
}

/** The history of the case that a task is about names what came of it. */
function tellCase(walk: Walk, rooms: Rooms, task: Task, at: Instant): void {
  const { id, want, asset, about, late, results } = task;
  if (about === undefined) return;
  const more = results.length > NAMED ? `, and ${results.length - NAMED} more` : '';
  const named = results.slice(0, NAMED).join(', ');
  const what = results.length === 0 ? 'no results named' : `results: ${named}${more}`;
  const reason = `task ${id} (${want}, ${asset}) was delivered${late ? ' late' : ''}; ${what}`;
  const told = noteDelivery(rooms.cases, about as CaseId, reason, at, rooms.caseContext);
  if (told !== undefined) walk.showCase(told);
}

/** Tasks whose time has run out: the duty desk is told once of each. */
export function tasksGoOn(walk: Walk, now: Instant): void {
  for (const task of tickTasks(walk.state.tasks, now)) {
    showTask(walk, task);
    const note = lateNote(task);
    walk.output.emit('desk', note.id, walk.missionLabel, note.at, note);
  }
}

/** A task as it stands; its time is that of what happened to it last. */
export function showTask(walk: Walk, task: Task): void {
  const { id, about, askedAt, history } = task;
  const position = placeOfTask(task);
  const at = history.at(-1)?.recordedAt ?? askedAt;
  walk.output.emit('task', id, walk.missionLabel, at, task, {
    ...(position !== undefined && { position }),
    ...(about !== undefined && { parent: about }),
  });
}
