import { type Digest, derivedId, type Hasher, type Instant, instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Observation } from '@greenline/observation';
import type { Event, EventId } from '../event.ts';
import { type Arrival, arrivalOf, type SenseOf } from './arrival.ts';
import {
  type ArrivalsState,
  about,
  accompanied,
  countriesOf,
  eventOf,
  type Located,
  note,
  originalOf,
  teachers,
} from './arrival-book.ts';
import { eventOfArrivals, type Told } from './located.ts';
import { type Fix, fixes, type Standing } from './ongoing.ts';
import { reconcile } from './reconcile.ts';

const SECOND = 1000;
/** An arrival that came late waits so long for others that were held up with it. */
const SETTLE_MS = 20 * SECOND;
/** What it tells of may still be heard by others so long after. */
const HEARD_MS = 60 * SECOND;
/** A clock that runs ahead keeps nobody waiting longer. */
const LONGEST_MS = 90 * SECOND;
/** Arrivals are settled together, at so even times. */
const BEAT_MS = 30 * SECOND;

/** An event as it is now told, and the reports that are new under it. */
export interface Settled {
  readonly event: Event;
  readonly reports: readonly Observation[];
  /** Of the bytes that its latest report came in. */
  readonly source: Digest;
}

/** An event that people told of, before arrivals settled where and when it was. */
export interface Retold {
  readonly id: EventId;
  readonly reports: readonly Observation[];
}

export interface ArrivalFuserOptions {
  readonly hasher: Hasher;
  readonly rollUp: (a: LabelId, b: LabelId) => LabelId;
  readonly senseOf: SenseOf;
  /** The event of people's reports that this is: then it keeps that event's id. */
  readonly retold: (fix: Fix, family: string) => Retold | undefined;
}

/**
 * Counts momentary happenings once each, live. Arrivals wait until all who could hear had time to,
 * are then filed together, and an event keeps its id whatever joins it later.
 */
export class ArrivalFuser {
  readonly #state: ArrivalsState;
  readonly #options: ArrivalFuserOptions;

  constructor(state: ArrivalsState, options: ArrivalFuserOptions) {
    this.#state = state;
    this.#options = options;
  }

  /** Events that an arrival changes at once: those it was only sent on of. `undefined`: it is none. */
  take(report: Observation): readonly Event[] | undefined {
    const arrival = arrivalOf(report);
    if (arrival === undefined) return undefined;
    const original = originalOf(this.#state, report);
    if (original === undefined) {
      note(this.#state, arrival);
      return [];
    }
    original.copies.push(report);
    const known = eventOf(this.#state, original);
    return known === undefined ? [] : [this.#shown(known)];
  }

  /** When arrivals that wait are next due; `undefined` where none waits. */
  due(): Instant | undefined {
    let least = Number.POSITIVE_INFINITY;
    for (const arrival of this.#state.waiting.values()) least = Math.min(least, dueAt(arrival));
    return Number.isFinite(least) ? instant(Math.ceil(least / BEAT_MS) * BEAT_MS) : undefined;
  }

  /** Files what is due by a moment: events that are new or changed, and those that went into others. */
  settle(by: Instant): readonly Settled[] {
    const due = [...this.#state.waiting.values()].filter((arrival) => dueAt(arrival) <= by);
    return countriesOf(due).flatMap((country) => this.#file(country));
  }

  /** An event that arrivals told of has one more witness. */
  join(known: Located, report: Observation): Event {
    known.also.push(report);
    return this.#shown(known);
  }

  #file(due: readonly Arrival[]): readonly Settled[] {
    const { filed, waiting } = this.#state;
    const open = about(this.#state, due);
    const old = new Set(open.flatMap((arrival) => eventOf(this.#state, arrival) ?? []));
    const stand = standing(teachers(this.#state, open, old));
    const begun = standing(old);
    const mayTell = new Set(due);
    const found = fixes(open, stand, this.#options.senseOf, begun).filter(({ members }) =>
      members.some((one) => mayTell.has(one) || filed.has(one.report.id)),
    );
    const outcomes = reconcile(found, [...old]);
    const settled: Settled[] = [];
    const named = new Map<Fix, EventId>();
    for (const { fix, event } of outcomes) {
      if (fix === undefined) continue;
      const { id, shown } = this.#tell(fix, event, (due[0] as Arrival).family);
      named.set(fix, id);
      if (shown !== undefined) settled.push(shown);
    }
    for (const outcome of outcomes) {
      if (outcome.fix !== undefined) continue;
      const { event, into } = outcome;
      const gone = into.flatMap((fix) => named.get(fix) ?? []);
      if (gone.length === 0 && event.members.length === 1) continue;
      settled.push(this.#supersede(event, gone));
    }
    for (const arrival of due) {
      waiting.delete(arrival.report.id);
      if (!filed.has(arrival.report.id) && !accompanied(this.#state, arrival))
        settled.push(this.#alone(arrival));
    }
    return settled;
  }

  #tell(fix: Fix, before: Located | undefined, family: string) {
    const { located, filed, waiting } = this.#state;
    const { members, ...told } = fix;
    const known = before ?? this.#begin(fix, family);
    const fresh = members.filter((one) => !known.members.includes(one));
    const same = fresh.length === 0 && known.members.length === members.length;
    const { id } = known;
    for (const { report } of known.members)
      if (filed.get(report.id) === id) filed.delete(report.id);
    for (const { report } of members) {
      filed.set(report.id, id);
      waiting.delete(report.id);
    }
    known.told = told;
    known.members = members;
    located.set(id, known);
    const reports = fresh.flatMap(({ report, copies }) => [report, ...copies]);
    const source = sourceOf(fresh.length > 0 ? fresh : members);
    return { id, shown: same ? undefined : { event: this.#shown(known), reports, source } };
  }

  #begin(fix: Fix, family: string): Located {
    const retold = this.#options.retold(fix, family);
    const { members, ...told } = fix;
    return {
      id: retold?.id ?? this.#newId(members),
      family,
      told,
      members: [],
      also: [...(retold?.reports ?? [])],
    };
  }

  /** One that no event ever had, though one of the same first report went into another. */
  #newId([first]: readonly Arrival[]): EventId {
    const { located, gone } = this.#state;
    for (let ordinal = 0; ; ordinal++) {
      const id = derivedId(
        this.#options.hasher,
        'event',
        [first?.report.id ?? ''],
        ordinal,
      ) as EventId;
      if (!located.has(id) && !gone.has(id)) return id;
    }
  }

  #alone(arrival: Arrival): Settled {
    const { report, family } = arrival;
    const told: Told = {
      at: report.observedAt,
      uncertaintyS: report.uncertaintyS ?? UNSAID_S,
      ...(report.position !== undefined && { position: report.position }),
      ...(report.covariance !== undefined && { covariance: report.covariance }),
    };
    const one: Located = { id: this.#newId([arrival]), family, told, members: [arrival], also: [] };
    this.#state.located.set(one.id, one);
    this.#state.filed.set(report.id, one.id);
    return { event: this.#shown(one), reports: [report, ...arrival.copies], source: report.source };
  }

  #supersede(event: Located, into: readonly EventId[]): Settled {
    const { located, filed, gone } = this.#state;
    for (const { report } of event.members)
      if (filed.get(report.id) === event.id) filed.delete(report.id);
    located.delete(event.id);
    gone.set(event.id, event.told.at);
    const shown = { ...this.#shown(event), supersededBy: into };
    return { event: shown, reports: [], source: sourceOf(event.members) };
  }

  #shown({ id, told, members, also }: Located): Event {
    return eventOfArrivals(id, told, members, also, this.#options.rollUp);
  }
}

const sourceOf = (members: readonly Arrival[]): Digest => (members.at(-1) as Arrival).report.source;

/** Of a clock of which nobody says how sharp it is, seconds. */
const UNSAID_S = 60;

function dueAt({ report }: Arrival): number {
  const { observedAt, receivedAt } = report;
  const soonest = Math.max(receivedAt + SETTLE_MS, observedAt + HEARD_MS);
  return Math.min(soonest, receivedAt + LONGEST_MS);
}

/** Happenings of which it is known where they were, as where to go on from. */
const standing = (these: Iterable<Located>): readonly Standing[] =>
  [...these].flatMap(({ members, told: { at, position } }) =>
    members.length > 1 && position !== undefined ? [{ members, at, position }] : [],
  );
