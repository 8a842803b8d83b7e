import { fail, type Instant, ok, type Result } from '@greenline/base';
import type { Task, TaskEntry, TaskId, TaskState } from './task.ts';
import { keepTask, type TaskBook } from './task-book.ts';
import type { TaskCommand } from './task-command.ts';

/** Who takes a step: a nation's own people, or the mission's. */
export interface TaskHand {
  readonly id: string;
  /** The nation whose people they are; absent for mission staff. */
  readonly nation?: string;
  /** Whether they may assign assets and withdraw what others asked. */
  readonly leads: boolean;
}

/** Why a step was not taken. */
export interface TaskRefusal {
  readonly kind: 'no-such-task' | 'no-such-asset' | 'not-now' | 'not-theirs' | 'taken-name';
  readonly field: string;
  readonly text: string;
}

/** From which states each step leads on. */
const FROM: Readonly<Record<Exclude<TaskCommand['step'], 'ask'>, readonly TaskState[]>> = {
  assign: ['asked', 'assigned', 'refused'],
  accept: ['assigned'],
  refuse: ['assigned', 'accepted', 'taken'],
  take: ['accepted'],
  deliver: ['accepted', 'taken'],
  withdraw: ['asked', 'assigned', 'accepted', 'taken', 'refused'],
  note: ['asked', 'assigned', 'accepted', 'taken', 'refused', 'delivered', 'withdrawn'],
};

/**
 * Takes one step of one person; `undefined` for a command that came before.
 *
 * `nationOf` says whose an asset is; each nation alone decides what its own assets do.
 */
export function applyTaskStep(
  book: TaskBook,
  command: TaskCommand,
  hand: TaskHand,
  recordedAt: Instant,
  nationOf: (asset: string) => string | undefined,
): Result<Task | undefined, TaskRefusal> {
  if (book.commands.has(command.id)) return ok(undefined);
  const id = command.task as TaskId;
  const task = book.tasks.get(id);
  const made =
    command.step === 'ask'
      ? asked(task, command, recordedAt)
      : led(task, command, hand, recordedAt, nationOf);
  if (!made.ok) return made;
  book.commands.add(command.id);
  return ok(keepTask(book, made.value));
}

function asked(
  known: Task | undefined,
  command: Extract<TaskCommand, { step: 'ask' }>,
  recordedAt: Instant,
): Result<Task, TaskRefusal> {
  const { task: id, by, with: said, reason } = command;
  if (known !== undefined)
    return refuse(
      'taken-name',
      'task',
      `a task is called ${id} already: give this one its own name`,
    );
  if (said.dueAt <= recordedAt)
    return refuse('not-now', 'with.dueAt', 'the time has run out already: write a later one');
  const { position, area, about } = said;
  return ok({
    kind: 'task',
    id: id as TaskId,
    want: said.want,
    text: said.text,
    ...(position !== undefined && { position }),
    ...(area !== undefined && { area }),
    ...(about !== undefined && { about }),
    askedBy: by,
    askedAt: recordedAt,
    weight: said.weight,
    dueAt: said.dueAt,
    state: 'asked',
    results: [],
    history: [{ step: 'ask', recordedAt, by, ...(reason !== undefined && { reason }) }],
  });
}

function led(
  task: Task | undefined,
  command: Exclude<TaskCommand, { step: 'ask' }>,
  hand: TaskHand,
  recordedAt: Instant,
  nationOf: (asset: string) => string | undefined,
): Result<Task, TaskRefusal> {
  if (task === undefined)
    return refuse('no-such-task', 'task', `no task is called ${command.task}`);
  if (!FROM[command.step].includes(task.state))
    return refuse('not-now', 'step', `the task is ${task.state}: nothing to ${command.step}`);
  const { step, by, reason } = command;
  const entry: TaskEntry = { step, recordedAt, by, ...(reason !== undefined && { reason }) };
  const history = [...task.history, entry];
  switch (step) {
    case 'assign': {
      if (!hand.leads)
        return refuse('not-theirs', 'by', `${by} assigns no assets: the mission does`);
      const { asset } = command.with;
      const nation = nationOf(asset);
      if (nation === undefined)
        return refuse('no-such-asset', 'with.asset', `no sensor is called ${asset}`);
      const assigned: Task = { ...task, state: 'assigned', asset, nation };
      return ok({ ...assigned, history: [...task.history, { ...entry, asset }] });
    }
    case 'accept':
    case 'refuse':
    case 'take':
    case 'deliver': {
      if (hand.nation !== task.nation && !(hand.leads && task.nation === 'mission'))
        return refuse(
          'not-theirs',
          'by',
          `${task.asset} is of ${task.nation}: its own people decide`,
        );
      if (step === 'accept') {
        const { expectedAt } = command.with;
        return ok({
          ...task,
          state: 'accepted',
          ...(expectedAt !== undefined && { expectedAt }),
          history,
        });
      }
      if (step === 'take') return ok({ ...task, state: 'taken', history });
      if (step === 'refuse') return ok({ ...without(task), state: 'refused', history });
      return ok({
        ...task,
        state: 'delivered',
        results: [...task.results, ...command.with.results],
        history,
      });
    }
    case 'withdraw':
      if (!hand.leads && by !== task.askedBy)
        return refuse(
          'not-theirs',
          'by',
          `${task.askedBy} asked: they withdraw it, or the mission`,
        );
      return ok({ ...task, state: 'withdrawn', history });
    case 'note':
      return ok({ ...task, history });
  }
}

/** A refused task waits for another asset. */
function without({ asset: _, nation: __, expectedAt: ___, ...task }: Task): Omit<Task, 'state'> {
  return task;
}

const refuse = (
  kind: TaskRefusal['kind'],
  field: string,
  text: string,
): Result<never, TaskRefusal> => fail({ kind, field, text });
