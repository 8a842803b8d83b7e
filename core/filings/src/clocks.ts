import { formatInstant, type Instant } from '@greenline/base';
import type { FilingContext } from './context.ts';
import type { Filing, FilingClock, FilingLine } from './filing.ts';
import { type FilingBook, keepFiling } from './filing-book.ts';
import type { Form, FormClock } from './form.ts';
import { FORMS } from './forms.ts';

/** The clocks of a filing after it came to where it stands: those that end, run on, begin. */
export function clocksAfter(
  filing: Filing,
  form: Form,
  now: Instant,
  context: FilingContext,
  step?: string,
): readonly FilingClock[] {
  const clocks = [...filing.clocks];
  for (const rule of form.clocks) {
    const index = clocks.findLastIndex(({ clock, to }) => clock === rule.clock && to === undefined);
    const running = clocks[index];
    const runs = rule.while.includes(filing.state) && rule.when?.(filing) !== false;
    const anew = step !== undefined && rule.restarts?.includes(step) === true;
    if (running !== undefined && (!runs || anew)) clocks[index] = { ...running, to: now };
    if (!runs || (running !== undefined && !anew)) continue;
    const dueAt = dueOf(filing, form, rule, now, context);
    clocks.push({ clock: rule.clock, from: now, dueAt, overdue: false });
  }
  return clocks;
}

function dueOf(
  filing: Filing,
  { name }: Form,
  rule: FormClock,
  now: Instant,
  context: FilingContext,
): Instant {
  if (rule.dueAt !== undefined) return rule.dueAt(filing, context);
  const seconds = context.practice.clocksS[`${name}/${rule.clock}`] ?? rule.seconds ?? 0;
  return (now + seconds * 1_000) as Instant;
}

/** Works off the clocks that have run out by `now`; gives back the filings that changed, in order. */
export function tickFilings(
  book: FilingBook,
  now: Instant,
  context: FilingContext,
): readonly Filing[] {
  const late: Filing[] = [];
  for (const id of book.running) {
    const filing = book.filings.get(id);
    if (filing !== undefined && firstDue(filing) < now) late.push(filing);
  }
  late.sort((a, b) => firstDue(a) - firstDue(b) || (a.id < b.id ? -1 : 1));
  return late.map((filing) => settle(book, filing, now, context));
}

const runsOut = ({ to, overdue }: FilingClock) => to === undefined && !overdue;

const firstDue = ({ clocks }: Filing): number =>
  Math.min(...clocks.filter(runsOut).map(({ dueAt }) => dueAt));

/** A filing as it stands at a moment: a clock that has run out alarms, or leads it on. */
export function settle(
  book: FilingBook,
  filing: Filing,
  now: Instant,
  context: FilingContext,
): Filing {
  let settled = filing;
  for (;;) {
    const clock = settled.clocks.find((one) => runsOut(one) && one.dueAt < now);
    if (clock === undefined) break;
    settled = ranOut(book, settled, clock, now, context);
  }
  return settled === filing ? filing : keepFiling(book, settled);
}

function ranOut(
  book: FilingBook,
  filing: Filing,
  clock: FilingClock,
  now: Instant,
  context: FilingContext,
): Filing {
  const form = FORMS[filing.form];
  const rule = form.clocks.find((one) => one.clock === clock.clock);
  const marked = filing.clocks.map((one) => (one === clock ? { ...one, overdue: true } : one));
  const due = `${clock.clock} was due by ${formatInstant(clock.dueAt)}`;
  if (rule?.leads === undefined)
    return withLine({ ...filing, clocks: marked }, filing.state, 'overdue', due, now);
  const { state, outcome, reason } = rule.leads(filing, book.watches.get(filing.id), context);
  book.watches.delete(filing.id);
  const led = withLine(
    { ...filing, state, ...(outcome !== undefined && { outcome }) },
    filing.state,
    'due',
    reason,
    now,
  );
  return shown({ ...led, clocks: clocksAfter(led, form, now, context) }, context);
}

const withLine = (
  filing: Filing,
  before: string,
  rule: Extract<FilingLine, { entry: 'rule' }>['rule'],
  reason: string,
  recordedAt: Instant,
): Filing => ({
  ...filing,
  history: [
    ...filing.history,
    { entry: 'rule', recordedAt, rule, before, state: filing.state, reason },
  ],
});

/** A filing under the label of those to whom it is shown as it stands. */
export function shown(filing: Filing, context: FilingContext): Filing {
  const to = FORMS[filing.form].shownTo(filing, context.parties);
  const shownTo = [...new Set(to)].sort();
  return { ...filing, shownTo, label: context.label(filing.for, shownTo) };
}

/**
 * Puts off the due time of every clock that ran while the mission stood still, from `since` on: each has
 * as long to run as it had then. A clock that began meanwhile has run no time at all.
 */
export function delayFilings(book: FilingBook, since: Instant, stoodMs: number): readonly Filing[] {
  return [...book.running].flatMap((id) => {
    const filing = book.filings.get(id);
    if (filing === undefined) return [];
    const clocks = filing.clocks.map((clock) => {
      if (!runsOut(clock)) return clock;
      const lost = stoodMs - Math.max(0, clock.from - since);
      return { ...clock, dueAt: (clock.dueAt + lost) as Instant };
    });
    return [keepFiling(book, { ...filing, clocks })];
  });
}
