import { type Instant, instant } from '@greenline/base';
import type { Case, CaseState, StepClock } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import { tellOverdue } from './desk-note.ts';
import type { CasePractice } from './practice.ts';

/** The clock of a case that came into a state; none where the mission sets no time for it. */
export function clockFor(
  state: CaseState,
  since: Instant,
  practice: CasePractice,
): StepClock | undefined {
  const seconds = practice.clocksS[state];
  if (seconds === undefined) return undefined;
  return { state, since, dueAt: instant(since + seconds * 1000), overdue: false };
}

/** Whether a case stays where it is longer than it may, at `now`. */
export const isOverdue = (one: Case, now: Instant): boolean =>
  one.clock !== undefined && now > one.clock.dueAt;

/** Marks the cases whose clock ran out by `now`, each once, in order of their due time, and tells the desk. */
export function tick(book: CaseBook, now: Instant): readonly Case[] {
  if (now <= book.clocks.soonest) return [];
  const late: Case[] = [];
  book.clocks.soonest = Number.POSITIVE_INFINITY;
  for (const id of book.running) {
    const one = book.cases.get(id);
    if (one === undefined) continue;
    if (isOverdue(one, now)) late.push(one);
    else book.clocks.soonest = Math.min(book.clocks.soonest, dueAt(one));
  }
  late.sort((a, b) => dueAt(a) - dueAt(b) || (a.id < b.id ? -1 : 1));
  return late.map((one) => {
    tellOverdue(book, one, now);
    return keep(book, overdue(one, now));
  });
}

const dueAt = (one: Case): number => one.clock?.dueAt ?? 0;

function overdue(one: Case, now: Instant): Case {
  if (one.clock === undefined) return one;
  return {
    ...one,
    clock: { ...one.clock, overdue: true },
    history: [
      ...one.history,
      {
        entry: 'rule',
        recordedAt: now,
        rule: 'overdue',
        from: one.state,
        to: one.state,
        reason: `was due to leave "${one.state}" by ${new Date(one.clock.dueAt).toISOString()}`,
      },
    ],
  };
}

/**
 * Puts off the due time of every clock that ran while the mission stood still, from `since` on: each
 * has as long to run as it had then. A clock that began meanwhile has run no time at all.
 */
export function delayClocks(book: CaseBook, since: Instant, stoodMs: number): readonly Case[] {
  const put: Case[] = [];
  for (const id of [...book.running]) {
    const one = book.cases.get(id);
    if (one?.clock === undefined || one.clock.overdue) continue;
    const lost = stoodMs - Math.max(0, one.clock.since - since);
    const dueAt = instant(one.clock.dueAt + lost);
    put.push(keep(book, { ...one, clock: { ...one.clock, dueAt } }));
  }
  return put;
}
