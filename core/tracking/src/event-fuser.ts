import { derivedId, type Hasher, type Instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import { type ClassProbabilities, type Observation, probabilityOf } from '@greenline/observation';
import type { Event, EventId } from './event.ts';
import type { SenseOf } from './happenings/arrival.ts';
import {
  type ArrivalsState,
  forget as forgetArrivals,
  noArrivals,
} from './happenings/arrival-book.ts';
import { ArrivalFuser, type Settled } from './happenings/arrival-fuser.ts';
import { retold, settledBy } from './happenings/in-words.ts';
import {
  ASSUMED_CLOCK_S,
  apart,
  clockS,
  covarianceOf,
  EARSHOT_M,
  SLACK_S,
  sum,
  UNPLACED,
  withinGate,
} from './nearness.ts';
import { stepBetween } from './plane.ts';

const MINUTE = 60_000;
/** Reports come in late: an occasion stays open for more reports for a day and a half. */
const OPEN_MS = 36 * 60 * MINUTE;

/** Happenings that the same sources report together: three explosions that two patrols heard. */
interface Occasion {
  readonly at: Instant;
  readonly class: ClassProbabilities;
  /** One for each sensor: which report it made. */
  readonly heard: { sensor: string; report: Observation }[];
  readonly events: EventId[];
}

/** All that the event fuser knows: plain data, written down with the fold. */
export interface EventsState {
  /** By the minute in which they happened. */
  readonly occasions: Map<number, Occasion[]>;
  readonly events: Map<EventId, Event>;
  /** What was heard or seen by sensors that give times of arrival. */
  readonly arrivals: ArrivalsState;
}

/** The door of the event fuser. */
export interface EventFuser {
  /** Events that a report made or changed; none for what is no report of a happening. */
  take(report: Observation): readonly Event[];
  /** When arrivals that wait are next due; `undefined` where none waits. */
  due(): Instant | undefined;
  /** Files arrivals that are due by a moment under events: new, changed, or gone into others. */
  settle(by: Instant): readonly Settled[];
  /** Closes occasions that no report can reach any more. */
  forget(now: Instant): void;
}

export const noEvents = (): EventsState => ({
  occasions: new Map(),
  events: new Map(),
  arrivals: noArrivals(),
});

/**
 * Counts each happening once. Sensors that give times of arrival are filed together once all who could
 * hear had time to. Other reports of one sort from different sensors, close in time and place, are of one
 * occasion, which has as many events as the report that counted most; those that arrivals settled first.
 */
export function eventFuser(
  state: EventsState,
  hasher: Hasher,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
  senseOf: SenseOf = () => undefined,
): EventFuser {
  const arrivals = new ArrivalFuser(state.arrivals, {
    hasher,
    rollUp,
    senseOf,
    retold: (fix, family) => retold(state, fix, family),
  });
  return {
    due: () => arrivals.due(),
    settle: (by) => arrivals.settle(by),
    take(report) {
      if (report.kind !== 'event') return [];
      const arrived = arrivals.take(report);
      if (arrived !== undefined) return arrived;
      const found = occasionOf(state, report);
      if (found === undefined) return begin(state, hasher, report, arrivals);
      const { occasion, copy } = found;
      if (!copy) occasion.heard.push({ sensor: report.sensor, report });
      return join(state, hasher, rollUp, occasion, report, arrivals);
    },
    forget(now) {
      for (const [minute, occasions] of state.occasions) {
        if (minute * MINUTE > now - OPEN_MS) continue;
        for (const { events } of occasions) for (const id of events) state.events.delete(id);
        state.occasions.delete(minute);
      }
      forgetArrivals(state.arrivals, now);
    },
  };
}

function occasionOf(state: EventsState, report: Observation) {
  const reach = Math.ceil((clockS(report) + ASSUMED_CLOCK_S + SLACK_S) / 60) + 1;
  const minute = Math.floor(report.observedAt / MINUTE);
  let best: Occasion | undefined;
  let bestGap = Number.POSITIVE_INFINITY;
  for (let m = minute - reach; m <= minute + reach; m++) {
    for (const occasion of state.occasions.get(m) ?? []) {
      if (occasion.heard.some(({ report: other }) => isCopy(other, report))) {
        return { occasion, copy: true };
      }
      const gap = Math.abs(occasion.at - report.observedAt);
      if (gap < bestGap && occasion.heard.every((one) => agree(one.report, report))) {
        best = occasion;
        bestGap = gap;
      }
    }
  }
  return best === undefined ? undefined : { occasion: best, copy: false };
}

/** The same report sent on by another hand, not a second thing that one message tells of. */
const isCopy = (a: Observation, b: Observation): boolean =>
  a.sensor === b.sensor &&
  a.observedAt === b.observedAt &&
  !isBeside(a, b) &&
  a.direction === b.direction &&
  (a.count ?? 1) === (b.count ?? 1) &&
  sort(a.class) === sort(b.class) &&
  a.sightline?.bearingDeg === b.sightline?.bearingDeg;

/** Two things told in one message, which may be alike; a message that came again is another. */
function isBeside(a: Observation, b: Observation): boolean {
  if (a.source !== b.source || a.receivedAt !== b.receivedAt) return false;
  const entry = a.attributes?.entry;
  return entry === undefined || entry !== b.attributes?.entry;
}

function agree(a: Observation, b: Observation): boolean {
  if (a.sensor === b.sensor || sort(a.class) !== sort(b.class)) return false;
  if (a.party !== undefined && b.party !== undefined && a.party !== b.party) return false;
  const gapS = Math.abs(a.observedAt - b.observedAt) / 1000;
  if (gapS > Math.hypot(clockS(a), clockS(b)) + SLACK_S) return false;
  return nearEnough(a, b);
}

function nearEnough(a: Observation, b: Observation): boolean {
  if (a.position !== undefined && b.position !== undefined) {
    const [own, other] = [covarianceOf(a) ?? UNPLACED, covarianceOf(b) ?? UNPLACED];
    return withinGate(stepBetween(a.position, b.position), sum(own, other));
  }
  const from = a.position ?? a.sightline?.position;
  const to = b.position ?? b.sightline?.position;
  return from !== undefined && to !== undefined && apart(from, to) <= EARSHOT_M;
}

function begin(
  state: EventsState,
  hasher: Hasher,
  report: Observation,
  arrivals: ArrivalFuser,
): readonly Event[] {
  const settled = settledBy(state, report).map((known) => arrivals.join(known, report));
  const rest = Math.max(0, (report.count ?? 1) - settled.length);
  const fresh = Array.from({ length: rest }, (_, ordinal) => newEvent(hasher, report, ordinal));
  const events = [...settled, ...fresh];
  const minute = Math.floor(report.observedAt / MINUTE);
  const occasion: Occasion = {
    at: report.observedAt,
    class: report.class,
    heard: [{ sensor: report.sensor, report }],
    events: events.map(({ id }) => id),
  };
  const others = state.occasions.get(minute);
  if (others === undefined) state.occasions.set(minute, [occasion]);
  else others.push(occasion);
  for (const event of fresh) state.events.set(event.id, event);
  return events;
}

function join(
  state: EventsState,
  hasher: Hasher,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
  occasion: Occasion,
  report: Observation,
  arrivals: ArrivalFuser,
): readonly Event[] {
  const changed: Event[] = [];
  for (let ordinal = 0; ordinal < (report.count ?? 1); ordinal++) {
    const known = occasion.events[ordinal];
    if (known !== undefined && state.arrivals.gone.has(known)) continue;
    const settled = known === undefined ? undefined : state.arrivals.located.get(known);
    if (settled !== undefined) {
      changed.push(arrivals.join(settled, report));
      continue;
    }
    const before = known === undefined ? undefined : state.events.get(known);
    const event =
      before === undefined ? newEvent(hasher, report, ordinal) : witnessed(before, report, rollUp);
    if (known === undefined) occasion.events.push(event.id);
    state.events.set(event.id, event);
    changed.push(event);
  }
  return changed;
}

function newEvent(hasher: Hasher, report: Observation, ordinal: number): Event {
  const covariance = covarianceOf(report);
  return {
    id: derivedId(hasher, 'event', [report.id], ordinal) as EventId,
    class: report.class,
    at: report.observedAt,
    uncertaintyS: clockS(report),
    ...(report.position !== undefined && { position: report.position }),
    ...(covariance !== undefined && { covariance }),
    ...(report.sightline !== undefined && { observer: report.sightline.position }),
    direction: report.direction ?? 'undetermined',
    ...(report.party !== undefined && { party: report.party, namedBy: [report.sensor] }),
    reports: [report.id],
    sensors: [report.sensor],
    trust: report.trust,
    ...(report.attributes !== undefined && { attributes: report.attributes }),
    label: report.label,
    ...(report.exercise === true && { exercise: true as const }),
  };
}

/** An event with one more report: the sharper place and clock stand, and who disagrees shows. */
function witnessed(
  event: Event,
  report: Observation,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
): Event {
  const covariance = covarianceOf(report);
  const sharper =
    report.position !== undefined &&
    covariance !== undefined &&
    (event.covariance === undefined || spread(covariance) < spread(event.covariance));
  const direction = report.direction ?? 'undetermined';
  return {
    ...event,
    ...(sharper && report.position !== undefined && { position: report.position, covariance }),
    ...(clockS(report) < event.uncertaintyS && {
      at: report.observedAt,
      uncertaintyS: clockS(report),
    }),
    direction: oneDirection(event.direction, direction),
    ...(report.party !== undefined && {
      party: report.party,
      namedBy: [...new Set([...(event.namedBy ?? []), report.sensor])].sort(),
    }),
    reports: [...event.reports, report.id],
    sensors: [...new Set([...event.sensors, report.sensor])].sort(),
    trust: event.trust === 'authenticated' ? event.trust : report.trust,
    label: rollUp(event.label, report.label),
    ...(report.exercise === true && { exercise: true as const }),
  };
}

function oneDirection(a: Event['direction'], b: Event['direction']): Event['direction'] {
  if (a === 'undetermined') return b;
  if (b === 'undetermined' || a === b) return a;
  return 'undetermined';
}

function sort(classes: ClassProbabilities): string {
  for (const kind of ['explosion', 'shot', 'burst', 'launch', 'muzzle-flash', 'projectile']) {
    if (probabilityOf(classes, kind) > 0.5) return kind;
  }
  return Object.keys(classes).sort().join();
}

const spread = ([ee, en, nn]: readonly [number, number, number]): number => ee * nn - en * en;
