import type { Me, TaskRow } from '../wire.ts';
import { span } from './time.ts';

/** Steps that a person can take on a task here. Asking and assigning have forms of their own. */
export type TaskAct = 'accept' | 'refuse' | 'take' | 'deliver' | 'withdraw';

/** Buttons are verbs that say what will be recorded. */
export const ACT_WORD: Readonly<Record<TaskAct, string>> = {
  accept: 'Accept',
  refuse: 'Refuse',
  take: 'Record as taken',
  deliver: 'Deliver',
  withdraw: 'Withdraw',
};

/** What a step did, in a history. */
export const DONE_WORD: Readonly<Record<TaskRow['history'][number]['step'], string>> = {
  ask: 'asked for it',
  assign: 'assigned it to',
  accept: 'accepted it',
  refuse: 'refused it',
  take: 'took it up',
  deliver: 'delivered it',
  withdraw: 'withdrew it',
  note: 'noted',
  late: 'ran out: it is late',
};

const OVER: readonly TaskRow['state'][] = ['delivered', 'withdrawn'];

export const isOver = ({ state }: TaskRow): boolean => OVER.includes(state);

/** Late first, then the soonest due; what is over comes last, newest first. */
export const inOrder = (tasks: Iterable<TaskRow>): readonly TaskRow[] =>
  [...tasks].sort((a, b) => {
    if (isOver(a) !== isOver(b)) return isOver(a) ? 1 : -1;
    if (isOver(a)) return b.seq - a.seq;
    return Date.parse(a.dueAt) - Date.parse(b.dueAt);
  });

/** Whether somebody may give a task to an asset now. */
export const mayAssign = ({ state }: TaskRow, me: Me | undefined): boolean =>
  me?.may.includes('decide') === true && ['asked', 'assigned', 'refused'].includes(state);

/** What somebody may do with a task now: with one of their own nation’s assets, or one that they asked for. */
export function actsOn(task: TaskRow, me: Me | undefined): readonly TaskAct[] {
  if (me?.role !== 'staff' || isOver(task)) return [];
  const leads = me.may.includes('decide');
  const { nation, state } = task;
  const own = nation !== undefined && (me.member === nation || (leads && nation === 'mission'));
  const acts: TaskAct[] = [];
  if (own && state === 'assigned') acts.push('accept');
  if (own && state === 'accepted') acts.push('take');
  if (own && (state === 'accepted' || state === 'taken')) acts.push('deliver');
  if (own && ['assigned', 'accepted', 'taken'].includes(state)) acts.push('refuse');
  if (leads || task.askedBy === me.id) acts.push('withdraw');
  return acts;
}

/** `3 h 05 min left`, `late by 20 min`; of one that is over, whether it was late. */
export function dueWords(task: TaskRow, now: number): string {
  if (isOver(task)) return task.late === true ? 'late' : 'in time';
  const left = (Date.parse(task.dueAt) - now) / 1000;
  return left < 0 || task.late === true ? `late by ${span(-left)}` : `${span(left)} left`;
}

/** Whom it was given to. */
export const whoWords = ({ asset, nation }: TaskRow): string =>
  asset === undefined ? 'nobody yet' : `${asset} of ${nation}`;
