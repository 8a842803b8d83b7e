import { type Instant, instant } from '@greenline/base';
import { distanceBetween, type Position } from '@greenline/geo';
import type { Observation, ObservationId } from '@greenline/observation';
import type { EventId } from '../event.ts';
import { type Arrival, isRelayed } from './arrival.ts';
import type { Told } from './located.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Sound takes so long, at most, to those who may have heard the same. */
const HEARD_MS = 65 * SECOND;
/** Sensors so far apart hear nothing in common, metres. */
const IN_COMMON_M = 50_000;
/** Sensors within so many metres would have heard it too, where they reported within an hour. */
const EARSHOT_M = 20_000;
const AWAKE_MS = 60 * MINUTE;
/** Happenings that stand teach for so long who hears how well, and so many at most. */
const TEACH_MS = 30 * MINUTE;
const MOST_TEACHERS = 300;
/** Reports come in late: for a day and a half they find their like. */
const OPEN_MS = 36 * 60 * MINUTE;
const MOST = 50_000;

/** A happening that arrivals told of: what they settled, and what people said of it besides. */
export interface Located {
  readonly id: EventId;
  readonly family: string;
  told: Told;
  members: readonly Arrival[];
  readonly also: Observation[];
}

/** All that is known of arrivals: plain data, written down with the fold. */
export interface ArrivalsState {
  /** By minute of arrival. */
  readonly heard: Map<number, Arrival[]>;
  /** Not yet settled, in the order in which they came. */
  readonly waiting: Map<ObservationId, Arrival>;
  readonly located: Map<EventId, Located>;
  /** The event that an arrival is filed under. */
  readonly filed: Map<ObservationId, EventId>;
  /** Events that went into others, and when they were. */
  readonly gone: Map<EventId, Instant>;
  /** When and where each sensor last reported. */
  readonly awake: Map<string, { readonly at: Instant; readonly position: Position }>;
}

export const noArrivals = (): ArrivalsState => ({
  heard: new Map(),
  waiting: new Map(),
  located: new Map(),
  filed: new Map(),
  gone: new Map(),
  awake: new Map(),
});

export const placeOf = ({ report }: Arrival): Position =>
  report.sightline?.position ?? { lon: 0, lat: 0 };

/** Takes an arrival up. */
export function note(state: ArrivalsState, arrival: Arrival): void {
  const { report } = arrival;
  const minute = Math.floor(report.observedAt / MINUTE);
  const others = state.heard.get(minute);
  if (others === undefined) state.heard.set(minute, [arrival]);
  else others.push(arrival);
  state.waiting.set(report.id, arrival);
  const before = state.awake.get(report.sensor);
  if (before === undefined || before.at < report.observedAt)
    state.awake.set(report.sensor, { at: report.observedAt, position: placeOf(arrival) });
}

/** The arrival that a report is only sent on from; the nearest in time. */
export function originalOf(state: ArrivalsState, report: Observation): Arrival | undefined {
  let best: Arrival | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const arrival of between(state, report.observedAt - SECOND, report.observedAt + SECOND)) {
    const off = Math.abs(arrival.report.observedAt - report.observedAt);
    if (off >= least || !isRelayed(arrival.report, report)) continue;
    best = arrival;
    least = off;
  }
  return best;
}

/** All that may be of one happening with these, themselves included, in order of time. */
export function about(state: ArrivalsState, these: readonly Arrival[]): readonly Arrival[] {
  const [first] = these;
  if (first === undefined) return [];
  const found = new Set(these);
  for (const { report } of these)
    for (const one of between(state, report.observedAt - HEARD_MS, report.observedAt + HEARD_MS))
      if (one.family === first.family && !found.has(one) && inCommon(one, first)) found.add(one);
  for (const one of [...found]) {
    const event = eventOf(state, one);
    for (const member of event?.members ?? []) found.add(member);
  }
  return [...found].sort(byTime);
}

/** What stands near these in time and place: the latest. */
export function teachers(
  state: ArrivalsState,
  open: readonly Arrival[],
  but: ReadonlySet<Located>,
): readonly (Located & { readonly told: Required<Told> })[] {
  const [first] = open;
  const last = open.at(-1);
  if (first === undefined || last === undefined) return [];
  const [from, to] = [first.report.observedAt - TEACH_MS, last.report.observedAt + TEACH_MS];
  return [...state.located.values()]
    .filter((one) => one.family === first.family && one.told.at >= from && one.told.at <= to)
    .filter((one) => !but.has(one) && inCommon(first, one.members[0] ?? first))
    .filter((one) => one.members.length > 1 && one.told.position !== undefined)
    .sort((a, b) => a.told.at - b.told.at || (a.id < b.id ? -1 : 1))
    .slice(-MOST_TEACHERS) as (Located & { readonly told: Required<Told> })[];
}

export function eventOf(state: ArrivalsState, { report }: Arrival): Located | undefined {
  const id = state.filed.get(report.id);
  return id === undefined ? undefined : state.located.get(id);
}

/** Whether two others at least were awake and near enough to hear the same. */
export function accompanied({ awake }: ArrivalsState, arrival: Arrival): boolean {
  const { sensor, observedAt } = arrival.report;
  let others = 0;
  for (const [name, { at, position }] of awake) {
    if (name === sensor || Math.abs(at - observedAt) > AWAKE_MS) continue;
    if (distanceBetween(position, placeOf(arrival)) <= EARSHOT_M) others += 1;
  }
  return others >= 2;
}

/** Arrivals apart by what they tell of, and by countries that hear nothing of one another. */
export function countriesOf(arrivals: readonly Arrival[]): readonly (readonly Arrival[])[] {
  const countries: Arrival[][] = [];
  for (const one of arrivals) {
    const mine = countries.filter(
      (country) =>
        country[0]?.family === one.family && country.some((other) => inCommon(one, other)),
    );
    const [first, ...others] = mine;
    if (first === undefined) countries.push([one]);
    else first.push(one, ...others.flat());
    for (const other of others) countries.splice(countries.indexOf(other), 1);
  }
  return countries;
}

/** Forgets what no report can reach any more. */
export function forget(state: ArrivalsState, now: Instant): void {
  let size = 0;
  for (const list of state.heard.values()) size += list.length;
  for (const minute of [...state.heard.keys()].sort((a, b) => a - b)) {
    const list = state.heard.get(minute) ?? [];
    if ((minute + 1) * MINUTE > now - OPEN_MS && size <= MOST) break;
    if (list.some(({ report }) => state.waiting.has(report.id))) continue;
    size -= list.length;
    state.heard.delete(minute);
    for (const { report } of list) {
      const id = state.filed.get(report.id);
      state.filed.delete(report.id);
      if (id !== undefined) state.located.delete(id);
    }
  }
  for (const [id, at] of state.gone) if (at < now - OPEN_MS) state.gone.delete(id);
  for (const [sensor, { at }] of state.awake) if (at < now - OPEN_MS) state.awake.delete(sensor);
}

function* between({ heard }: ArrivalsState, from: number, to: number): Generator<Arrival> {
  for (let minute = Math.floor(from / MINUTE); minute <= Math.floor(to / MINUTE); minute++)
    for (const arrival of heard.get(minute) ?? []) {
      const at = instant(arrival.report.observedAt);
      if (at >= from && at <= to) yield arrival;
    }
}

const inCommon = (a: Arrival, b: Arrival): boolean =>
  distanceBetween(placeOf(a), placeOf(b)) <= IN_COMMON_M;

const byTime = (a: Arrival, b: Arrival): number =>
  a.report.observedAt - b.report.observedAt || (a.report.id < b.report.id ? -1 : 1);
