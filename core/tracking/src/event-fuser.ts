import { derivedId, type Hasher, type Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import {
  type ClassProbabilities,
  type Covariance,
  type Observation,
  probabilityOf,
} from '@greenline/observation';
import type { Event, EventId } from './event.ts';
import { familyOf, type SenseOf } from './happenings/arrival.ts';
import {
  type ArrivalsState,
  forget as forgetArrivals,
  type Located,
  noArrivals,
} from './happenings/arrival-book.ts';
import { ArrivalFuser, type Retold, type Settled } from './happenings/arrival-fuser.ts';
import type { Fix } from './happenings/ongoing.ts';
import { stepBetween } from './plane.ts';

/** Sound and people are this slow: two reports of one happening may differ so much, seconds. */
const SLACK_S = 30;
/** Two people who could not place what they heard may stand so far apart, metres. */
const EARSHOT_M = 15_000;
/** Chi-squared with two degrees of freedom at 0.99. */
const GATE = 9.21;
const MINUTE = 60_000;
/** Reports come in late: an occasion stays open for more reports for a day and a half. */
const OPEN_MS = 36 * 60 * MINUTE;
const ASSUMED_CLOCK_S = 60;

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
    return withinGate(...stepBetween(a.position, b.position), sum(a, b));
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

/** Happenings that arrivals settled and a report tells of too: the nearest in time, as many as it counted. */
function settledBy({ arrivals }: EventsState, report: Observation): readonly Located[] {
  const family = familyOf(report.class);
  if (family === undefined) return [];
  const gap = ({ told }: Located) => Math.abs(told.at - report.observedAt);
  return [...arrivals.located.values()]
    .filter((one) => one.family === family && mayTellOf(report, one.told))
    .filter(({ members, also }) =>
      [...members.map((one) => one.report), ...also].every(
        ({ sensor }) => sensor !== report.sensor,
      ),
    )
    .sort((a, b) => gap(a) - gap(b) || (a.id < b.id ? -1 : 1))
    .slice(0, report.count ?? 1);
}

/** The event of people's reports that arrivals now settle, the nearest in time. */
function retold(state: EventsState, fix: Fix, family: string): Retold | undefined {
  const minute = Math.floor(fix.at / MINUTE);
  let best: Retold | undefined;
  let bestGap = Number.POSITIVE_INFINITY;
  for (let m = minute - RETOLD_MINUTES; m <= minute + RETOLD_MINUTES; m++)
    for (const { at, class: classes, heard, events } of state.occasions.get(m) ?? []) {
      const gap = Math.abs(at - fix.at);
      if (gap >= bestGap || familyOf(classes) !== family) continue;
      if (!heard.some(({ report }) => mayTellOf(report, fix))) continue;
      const ordinal = events.findIndex((id) => !state.arrivals.located.has(id));
      const id = events[ordinal];
      if (id === undefined) continue;
      const told = heard.filter(({ report }) => ordinal < (report.count ?? 1));
      best = { id, reports: told.map(({ report }) => report) };
      bestGap = gap;
    }
  return best;
}

/** How far from an occasion a happening of it may lie, minutes. */
const RETOLD_MINUTES = 3;

/** Whether a report without a time of arrival may be of a happening, by time and place. */
function mayTellOf(report: Observation, told: Pick<Fix, 'at' | 'uncertaintyS'> & Partial<Fix>) {
  const gapS = Math.abs(told.at - report.observedAt) / 1000;
  if (gapS > Math.hypot(clockS(report), told.uncertaintyS) + SLACK_S) return false;
  const from = report.position ?? report.sightline?.position;
  if (told.position === undefined || from === undefined) return false;
  const covariance = covarianceOf(report) ?? UNPLACED;
  if (report.position === undefined) return apart(from, told.position) <= EARSHOT_M;
  const [east, north] = stepBetween(report.position, told.position);
  const [ee, en, nn] = told.covariance ?? UNPLACED;
  return withinGate(east, north, [covariance[0] + ee, covariance[1] + en, covariance[2] + nn]);
}

function withinGate(east: number, north: number, [ee, en, nn]: Covariance): boolean {
  const determinant = ee * nn - en * en;
  return nn * east * east - 2 * en * east * north + ee * north * north <= GATE * determinant;
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

const clockS = (report: Observation): number => report.uncertaintyS ?? ASSUMED_CLOCK_S;

function sort(classes: ClassProbabilities): string {
  for (const kind of ['explosion', 'shot', 'burst', 'launch', 'muzzle-flash', 'projectile']) {
    if (probabilityOf(classes, kind) > 0.5) return kind;
  }
  return Object.keys(classes).sort().join();
}

const covarianceOf = (report: Observation) =>
  report.covariance ??
  (report.sigmaM === undefined
    ? undefined
    : ([report.sigmaM ** 2, 0, report.sigmaM ** 2] as const));

const UNPLACED = [4e6, 0, 4e6] as const;

function sum(a: Observation, b: Observation): Covariance {
  const [ee, en, nn] = covarianceOf(a) ?? UNPLACED;
  const other = covarianceOf(b) ?? UNPLACED;
  return [ee + other[0], en + other[1], nn + other[2]];
}

const spread = ([ee, en, nn]: readonly [number, number, number]): number => ee * nn - en * en;

const apart = (a: Position, b: Position): number => Math.hypot(...stepBetween(a, b));
