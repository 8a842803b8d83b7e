import type { DeclarationFact } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { CoarseFact } from './coarse-fact.ts';
import type { ReleasedCell } from './released.ts';
import type { HourOfLooks } from './seen-at-once.ts';

/** A coarse fact that waits for its hour to become free. */
export interface Waiting {
  /** When it was seen, exactly: the first look of an hour is the one that goes. Never printed. */
  readonly seenAt: Instant;
  readonly coarse: CoarseFact;
}

/** A confirmed case that waits. */
export interface WaitingCase {
  readonly clause: string;
  readonly party: string;
  readonly state: string;
  readonly decidedAt: Instant;
  readonly cell?: ReleasedCell;
}

/** All that becomes free together. Keys are ids as the rooms know them; they never leave. */
export interface WaitingHour {
  /** By the hour of the look, then by subject. */
  readonly objects: Map<number, Map<string, Waiting>>;
  readonly events: Map<string, Waiting>;
  readonly cases: Map<string, WaitingCase>;
  /** Declarations by digest: the judge weighs them as exceptions. */
  readonly declarations: Map<string, DeclarationFact>;
}

/** What was told of a subject: enough to word a finding about it. */
export interface ToldSubject {
  readonly class: string;
  readonly cell?: ReleasedCell;
  readonly at: Instant;
  /** How many such things one sensor saw there at once; absent for events. */
  readonly atLeast?: number;
  /** Whether any record about it was released. */
  readonly shown: boolean;
}

/**
 * Everything a fold remembers: maps, arrays and numbers, structured-clone-able, and nowhere a
 * position of an object or event finer than a cell.
 */
export interface ReleaseState<State> {
  judge: State | undefined;
  /** The end of the last hour released; absent before the first input. */
  upTo: Instant | undefined;
  /** By the end of the hour in which all of it was seen and known here. */
  readonly waiting: Map<number, WaitingHour>;
  /** Subjects that were released for an hour. */
  readonly released: Map<number, Set<string>>;
  /** By the hour of the look. */
  readonly looks: Map<number, HourOfLooks>;
  /** In which hour the first version of an event became known; later versions are not taken up. */
  readonly events: Map<string, number>;
  /** How many alike were numbered, by hour and likeness. */
  readonly numbered: Map<number, Map<string, number>>;
  readonly told: Map<string, ToldSubject>;
  /** Under which released id a subject was judged last, by its id here. */
  readonly subjects: Map<string, string>;
  /** Subjects that the judge follows, and the hour of the last look at each. */
  readonly followed: Map<string, Instant>;
  /** Released id of each finding of the coarse judge, and when it was last heard of. */
  readonly findings: Map<string, { readonly id: string; readonly at: Instant }>;
  /** `clause cell` of every released breach. */
  readonly breaches: Set<string>;
  /** What was released of a case, by its id here. */
  readonly cases: Map<string, { readonly id: string; readonly cell?: ReleasedCell }>;
  readonly declarations: DeclarationFact[];
  /** Digests of declarations that may not go to this audience. */
  readonly unshared: Set<string>;
  /** Facts that stayed, by reason: for mission staff alone. */
  readonly withheld: Record<string, number>;
}

export const emptyReleaseState = <State>(): ReleaseState<State> => ({
  judge: undefined,
  upTo: undefined,
  waiting: new Map(),
  released: new Map(),
  looks: new Map(),
  events: new Map(),
  numbered: new Map(),
  told: new Map(),
  subjects: new Map(),
  followed: new Map(),
  findings: new Map(),
  breaches: new Set(),
  cases: new Map(),
  declarations: [],
  unshared: new Set(),
  withheld: {},
});

export function waitingHour(waiting: Map<number, WaitingHour>, upTo: number): WaitingHour {
  let hour = waiting.get(upTo);
  if (hour === undefined) {
    hour = { objects: new Map(), events: new Map(), cases: new Map(), declarations: new Map() };
    waiting.set(upTo, hour);
  }
  return hour;
}

/** Forgets what is older than any fact that may still come. */
export function forget(state: ReleaseState<unknown>, before: Instant): void {
  for (const hours of [state.released, state.numbered, state.looks])
    for (const hour of hours.keys()) if (hour < before) hours.delete(hour);
  for (const [id, upTo] of state.events) if (upTo < before) state.events.delete(id);
  for (const [id, { at }] of state.told) if (at < before) state.told.delete(id);
  for (const [id, told] of state.subjects) if (!state.told.has(told)) state.subjects.delete(id);
  for (const [id, { at }] of state.findings) if (at < before) state.findings.delete(id);
}

/** The next number among those alike in an hour: 0, 1, 2 … */
export function numberAmongAlike(
  state: ReleaseState<unknown>,
  hour: Instant,
  likeness: string,
): number {
  const counts = state.numbered.get(hour) ?? new Map<string, number>();
  state.numbered.set(hour, counts);
  const number = counts.get(likeness) ?? 0;
  counts.set(likeness, number + 1);
  return number;
}
