import {
  derivedId,
  fail,
  type Hasher,
  type Instant,
  instant,
  ok,
  type Result,
} from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import { assetOf, type Observation } from '@greenline/observation';
import type { AlertEntry, AlertId, SafetyAlert } from './alert.ts';
import { causeOf } from './alert-cause.ts';
import type { AlertCommand } from './command.ts';
import type { AlertPractice } from './practice.ts';

/** All alerts, and the command ids that were taken. Plain data. */
export interface AlertBook {
  readonly alerts: Map<AlertId, SafetyAlert>;
  /** Those that are not closed, by caller and cause. */
  readonly open: Map<string, AlertId>;
  /** Those that nobody has acknowledged. */
  readonly waiting: Set<AlertId>;
  readonly commands: Set<string>;
}

export const emptyAlertBook = (): AlertBook => ({
  alerts: new Map(),
  open: new Map(),
  waiting: new Set(),
  commands: new Set(),
});

/** What raising an alert needs from outside. */
export interface AlertContext {
  readonly hasher: Hasher;
  readonly practice: AlertPractice;
  /** Of the mission's own records: whoever saw it, staff alone reads it. */
  readonly label: LabelId;
}

/**
 * Takes an observation that calls the duty desk: a new alert, or one more report of an alert of the
 * same caller and cause that is not closed. `undefined` for an observation that calls nobody.
 */
export function raiseAlert(
  book: AlertBook,
  seen: Observation,
  now: Instant,
  { hasher, practice, label }: AlertContext,
): SafetyAlert | undefined {
  const cause = causeOf(seen);
  if (cause === undefined) return undefined;
  const report: AlertEntry = { entry: 'report', recordedAt: now, observation: seen.id };
  const position = seen.position ?? seen.sightline?.position;
  const open = book.alerts.get(book.open.get(callOf({ sensor: seen.sensor, cause })) as AlertId);
  if (open !== undefined) {
    // A beacon calls every second: its calls are counted, the first stands in the history.
    return keep(book, { ...open, ...(position && { position }), reports: open.reports + 1 });
  }
  const { asset } = seen.attributes ?? {};
  const kind = typeof asset === 'string' ? assetOf(asset) : undefined;
  const [calls] = practice.escalation;
  return keep(book, {
    kind: 'safety-alert',
    id: derivedId(hasher, 'safety-alert', [cause, seen.id], 0) as AlertId,
    cause,
    at: seen.observedAt,
    openedAt: now,
    state: 'raised',
    level: 0,
    clock: { since: now, dueAt: dueAfter(now, practice) },
    ...(calls !== undefined && { calls }),
    sensor: seen.sensor,
    nation: seen.nation,
    trust: seen.trust,
    ...(position !== undefined && { position }),
    ...(kind !== undefined && { asset: kind }),
    ...(seen.text !== undefined && { text: seen.text }),
    reports: 1,
    history: [report],
    label,
    ...(seen.exercise === true && { exercise: true as const }),
  });
}

/** Escalates the alerts that nobody acknowledged in time, each once for each time its clock ran out. */
export function tickAlerts(
  book: AlertBook,
  now: Instant,
  practice: AlertPractice,
): readonly SafetyAlert[] {
  const late: SafetyAlert[] = [];
  for (const id of book.waiting) {
    let alert = book.alerts.get(id);
    let changed = false;
    while (alert?.clock !== undefined && now > alert.clock.dueAt) {
      alert = escalated(alert, alert.clock.dueAt, practice);
      changed = true;
    }
    if (alert !== undefined && changed) late.push(keep(book, alert));
  }
  return late;
}

function escalated(alert: SafetyAlert, since: Instant, practice: AlertPractice): SafetyAlert {
  const level = alert.level + 1;
  const calls = practice.escalation[level] ?? practice.escalation.at(-1);
  const called = calls !== undefined && { calls };
  return {
    ...alert,
    state: 'escalated',
    level,
    clock: { since, dueAt: dueAfter(since, practice) },
    ...called,
    history: [...alert.history, { entry: 'escalated', recordedAt: since, level, ...called }],
  };
}

/** Why a step on an alert was not taken. */
export interface AlertRefusal {
  readonly kind: 'no-such-alert' | 'not-now';
  readonly field: string;
  readonly text: string;
}

/** Takes one step of one person. A command that comes again changes nothing. */
export function applyAlertStep(
  book: AlertBook,
  { id, alert: about, step, by, reason }: AlertCommand,
  recordedAt: Instant,
): Result<SafetyAlert | undefined, AlertRefusal> {
  if (book.commands.has(id)) return ok(undefined);
  const alert = book.alerts.get(about as AlertId);
  if (alert === undefined)
    return fail({ kind: 'no-such-alert', field: 'alert', text: `no alert is called ${about}` });
  if (alert.state === 'closed' || (step === 'acknowledge' && !acknowledgeable(alert))) {
    const text = `the alert is ${alert.state}${alert.acknowledgedBy === undefined ? '' : `, by ${alert.acknowledgedBy}`}: nothing to ${step}`;
    return fail({ kind: 'not-now', field: 'step', text });
  }
  if (step === 'close' && acknowledgeable(alert))
    return fail({ kind: 'not-now', field: 'step', text: 'acknowledge it first, then close it' });
  book.commands.add(id);
  const entry: AlertEntry = {
    entry: 'step',
    recordedAt,
    step,
    by,
    ...(reason !== undefined && { reason }),
  };
  const history = [...alert.history, entry];
  if (step === 'note') return ok(keep(book, { ...alert, history }));
  const { clock: _stopped, calls: _called, ...rest } = alert;
  return ok(
    keep(
      book,
      step === 'close'
        ? { ...rest, state: 'closed', history }
        : { ...rest, state: 'acknowledged', acknowledgedBy: by, history },
    ),
  );
}

/** Whether it still waits for somebody. */
export const acknowledgeable = ({ state }: SafetyAlert): boolean =>
  state === 'raised' || state === 'escalated';

function keep(book: AlertBook, alert: SafetyAlert): SafetyAlert {
  book.alerts.set(alert.id, alert);
  if (acknowledgeable(alert)) book.waiting.add(alert.id);
  else book.waiting.delete(alert.id);
  if (alert.state === 'closed') book.open.delete(callOf(alert));
  else book.open.set(callOf(alert), alert.id);
  return alert;
}

const callOf = ({ sensor, cause }: Pick<SafetyAlert, 'sensor' | 'cause'>): string =>
  `${cause} ${sensor}`;

const dueAfter = (since: Instant, { acknowledgeS }: AlertPractice): Instant =>
  instant(since + acknowledgeS * 1000);
