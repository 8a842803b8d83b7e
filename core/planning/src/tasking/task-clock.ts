import { type Instant, instant } from '@greenline/base';
import type { Task, TaskId } from './task.ts';
import { keepTask, type TaskBook } from './task-book.ts';

/** What the duty desk is told once of a task whose time has run out. */
export interface TaskNote {
  readonly id: string;
  readonly at: Instant;
  readonly note: 'task-late';
  readonly task: TaskId;
  readonly want: Task['want'];
  readonly text: string;
  readonly state: Task['state'];
  readonly dueAt: Instant;
  readonly asset?: string;
  readonly nation?: string;
  /** The case or track that it is about. */
  readonly about?: string;
}

/** Tasks whose time has run out since, each once. */
export function tickTasks(book: TaskBook, now: Instant): readonly Task[] {
  const late: Task[] = [];
  for (const id of book.open) {
    const task = book.tasks.get(id);
    if (task === undefined || task.dueAt >= now) continue;
    const history = [...task.history, { step: 'late' as const, recordedAt: task.dueAt }];
    late.push(keepTask(book, { ...task, late: true, history }));
  }
  return late;
}

export function lateNote({ id, want, text, state, dueAt, asset, nation, about }: Task): TaskNote {
  return {
    id: `task-late/${id}/${dueAt}`,
    at: dueAt,
    note: 'task-late',
    ...{ task: id, want, text, state, dueAt },
    ...(asset !== undefined && { asset, nation }),
    ...(about !== undefined && { about }),
  };
}

/** Gives open tasks back the time for which the mission stood still, from `since` on. */
export function delayTasks(book: TaskBook, since: Instant, stoodMs: number): readonly Task[] {
  return [...book.open].flatMap((id) => {
    const task = book.tasks.get(id);
    if (task === undefined) return [];
    const lost = stoodMs - Math.max(0, task.askedAt - since);
    return [keepTask(book, { ...task, dueAt: instant(task.dueAt + lost) })];
  });
}
