import { isOpen, type Task, type TaskId } from './task.ts';

/** All tasks, and the command ids that were taken. Plain data. */
export interface TaskBook {
  readonly tasks: Map<TaskId, Task>;
  /** Those that may still become late. */
  readonly open: Set<TaskId>;
  readonly commands: Set<string>;
  /** Tasks by the name under which a sensor was sent them, while it may answer: see `orderOf`. */
  readonly orders: Map<string, TaskId>;
  /** Observations that a sensor made under an order of its own, until it has delivered. */
  readonly seen: Map<TaskId, string[]>;
}

export const emptyTaskBook = (): TaskBook => ({
  tasks: new Map(),
  open: new Set(),
  commands: new Set(),
  orders: new Map(),
  seen: new Map(),
});

export function keepTask(book: TaskBook, task: Task): Task {
  book.tasks.set(task.id, task);
  if (isOpen(task) && task.late !== true) book.open.add(task.id);
  else book.open.delete(task.id);
  return task;
}
