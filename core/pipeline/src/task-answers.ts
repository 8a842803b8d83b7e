import type { Observation, TaskAnswer } from '@greenline/observation';
import { parseTaskCommand, type Task } from '@greenline/planning';
import type { JournalEntry } from './journal.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import { stepOn } from './task-commands.ts';
import type { Walk } from './walk.ts';

/** Observations that one task gathers from its asset. */
const MOST_SEEN = 1_000;

/**
 * What a sensor says of a task that it was sent leads it on, as its own word: it is at it, it has done it,
 * it cannot. To accept the task was its nation's to say, and is not the sensor's. An answer to an order of
 * somebody else, or one that comes again, changes nothing.
 */
export function takeTaskAnswer(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  answer: TaskAnswer,
): void {
  const task = orderedFrom(walk, answer.order, answer.sensor);
  const sensor = rooms.mission.sensors.get(answer.sensor);
  if (task === undefined || sensor === undefined) return;
  if (!rooms.vouchesFor(entry.by, sensor)) {
    const text = `${entry.by} does not speak for ${sensor.id}: enter it among the link’s sensors`;
    refuse(walk, entry, 'tasks', { kind: 'not-theirs', text });
    return;
  }
  const { id, nation } = sensor;
  const said = parseTaskCommand({
    id: `answer/${entry.seq}/${answer.order}`,
    at: new Date(entry.receivedAt).toISOString(),
    by: id,
    task: task.id,
    ...stepOf(answer),
  });
  if (said.ok) stepOn(walk, rooms, said.value, { id, nation, leads: false }, entry.receivedAt);
  else refuse(walk, entry, 'tasks', said.error);
}

function stepOf({ says, reason }: TaskAnswer): object {
  const why = reason !== undefined && /\S/.test(reason) ? { reason } : {};
  switch (says) {
    case 'accepted':
      return { step: 'take', ...why };
    case 'completed':
      return { step: 'deliver', ...why };
    default:
      return { step: 'refuse', reason: `${says} by the sensor`, ...why };
  }
}

/** An observation that its sensor made under an order is kept for the task's results. */
export function noteSeen(walk: Walk, order: unknown, seen: Observation): void {
  const { orders, seen: kept } = walk.state.tasks;
  if (orders.size === 0 || typeof order !== 'string' || seen.trust !== 'authenticated') return;
  const task = orderedFrom(walk, order, seen.sensor);
  if (task === undefined) return;
  const ids = kept.get(task.id) ?? [];
  kept.set(task.id, ids);
  if (ids.length < MOST_SEEN) ids.push(seen.id);
}

function orderedFrom({ state: { tasks } }: Walk, order: string, sensor: string): Task | undefined {
  const id = tasks.orders.get(order);
  const task = id === undefined ? undefined : tasks.tasks.get(id);
  return task?.asset === sensor ? task : undefined;
}
