import type { MechanismCall } from '@greenline/declarations';
import { around, type Fires, lastBefore } from './fires.ts';
import {
  type AnswerTime,
  type Fire,
  probabilityBefore,
  probabilityBetween,
  probabilityNear,
} from './provocation.ts';

/** What fire must be, to be an answer that a clause allows. */
export interface AnswerTerms {
  readonly time: AnswerTime;
  /** Farther away nothing provokes; `undefined`: anywhere. */
  readonly nearM: number | undefined;
  /** A call on the mechanism has failed before. */
  readonly mechanism: boolean;
  readonly order: boolean;
}

/** One fire as the provocation of another. */
export interface Provocation {
  readonly by: Fire;
  /** P(the other answers it), whatever else was asked for. */
  readonly answered: number;
  /** P(it excuses the other) at the least and at the most, whatever the truth of what is doubted. */
  readonly sure: number;
  readonly possible: number;
  readonly call: MechanismCall | undefined;
  readonly doubts: readonly string[];
}

/** How far a fire is excused by all that may have provoked it. */
export interface Excuse {
  readonly sure: number;
  readonly possible: number;
  /** What excuses it best, else the last fire before it; absent where none is remembered. */
  readonly best: Provocation | undefined;
  readonly doubts: readonly string[];
  /** All that it rests on. */
  readonly others: readonly Fire[];
}

const LEAST = 1e-6;

/** Fire that came too early to be answered is told of, where it was not much too early. */
const TOLD_MS = 3_600_000;

/**
 * Weighs all that may have provoked a fire. `callsOn` gives, for a fire that may have, the calls on
 * the mechanism that whoever answers it made; `undefined` for one that could not.
 *
 * What several fires together excuse lies between the most that one of them excuses and their sum:
 * nothing is supposed of how they hang together. Fire of unknown or unauthenticated origin excuses
 * nothing for sure, and may excuse.
 */
export function excuseFor(
  fire: Fire,
  fires: Fires,
  callsOn: (one: Fire) => readonly MechanismCall[] | undefined,
  terms: AnswerTerms,
): Excuse {
  const mayProvoke = (one: Fire): boolean =>
    one.id !== fire.id &&
    one.evidence.exercise === fire.evidence.exercise &&
    callsOn(one) !== undefined;
  const weighed = (one: Fire) => provocation(one, fire, callsOn(one) ?? [], terms);
  const answered = around(fires, fire, terms.time)
    .filter((one) => probabilityBefore(one, fire, terms.time) >= LEAST && mayProvoke(one))
    .map(weighed)
    .filter((one) => one.answered >= LEAST);
  const all = answered.length > 0 ? answered : tooEarly().map(weighed);
  const best = all.reduce<Provocation | undefined>(
    (most, one) => (most === undefined || isBetter(one, most) ? one : most),
    undefined,
  );
  const possible = Math.min(
    1,
    all.reduce((sum, one) => sum + one.possible, 0),
  );
  const together = possible - Math.max(0, ...all.map((one) => one.possible)) >= LEAST;
  return {
    sure: Math.max(0, ...all.map(({ sure }) => sure)),
    possible,
    best,
    doubts: [
      ...new Set(all.flatMap(({ doubts }) => doubts)),
      ...(together ? ['which of several fires came before it is not known'] : []),
    ],
    others: all.filter((one) => one === best || one.possible >= LEAST).map(({ by }) => by),
  };

  /** The last fire before it, where it is known whose that was and that it was near enough. */
  function tooEarly(): readonly Fire[] {
    const last = lastBefore(
      fires,
      fire,
      terms.time.ms + TOLD_MS,
      (one) => mayProvoke(one) && isKnown(one, fire, terms.nearM),
    );
    return last === undefined ? [] : [last];
  }
}

const isBetter = (one: Provocation, other: Provocation): boolean =>
  one.sure !== other.sure
    ? one.sure > other.sure
    : one.possible !== other.possible
      ? one.possible > other.possible
      : one.answered >= other.answered;

function provocation(
  one: Fire,
  fire: Fire,
  calls: readonly MechanismCall[],
  { time, nearM, mechanism, order }: AnswerTerms,
): Provocation {
  const near = nearM === undefined ? 1 : probabilityNear(one, fire, nearM);
  const share = one.share * (near ?? 1);
  const doubted = doubtsAbout(one, near);
  const answered = probabilityBefore(one, fire, time) * share;
  const tried = mechanism ? triedBetween(one, fire, calls, time) : undefined;
  const ordered = order ? fire.ordered : true;
  const possible = ordered === false ? 0 : tried === undefined ? answered : tried.possible * share;
  const doubts = [
    ...doubted,
    ...(fire.party === 'unknown' ? ['whose it is is unknown'] : []),
    ...(tried !== undefined && tried.possible > tried.sure
      ? [`call ${tried.call?.id} on the mechanism is pending`]
      : []),
    ...(ordered === undefined ? ['whether it was ordered is not stated'] : []),
  ];
  const known = doubted.length === 0 && ordered === true && fire.party !== 'unknown';
  return {
    by: one,
    answered,
    possible,
    sure: known ? (tried === undefined ? possible : tried.sure * share) : 0,
    call: tried?.call,
    doubts: possible < LEAST ? [] : doubts,
  };
}

const isKnown = (one: Fire, fire: Fire, nearM: number | undefined): boolean =>
  doubtsAbout(one, 1).length === 0 &&
  (nearM === undefined || (probabilityNear(one, fire, nearM) ?? 0) >= 0.5);

function doubtsAbout(one: Fire, near: number | undefined): readonly string[] {
  const doubts: string[] = [];
  if (one.party === 'unknown') doubts.push(`whose fire ${one.id} was is unknown`);
  else if (!one.evidence.authenticated) doubts.push(`fire ${one.id} is unauthenticated`);
  else if (one.classDoubt !== undefined) doubts.push(`of fire ${one.id}, ${one.classDoubt}`);
  if (near === undefined) doubts.push(`how near fire ${one.id} was is unknown`);
  return doubts;
}

/** What came of the calls on the mechanism between two fires; of equals the first. */
function triedBetween(
  one: Fire,
  fire: Fire,
  calls: readonly MechanismCall[],
  time: AnswerTime,
): { readonly sure: number; readonly possible: number; readonly call: MechanismCall | undefined } {
  let [sure, possible, told] = [0, 0, 0];
  let call: MechanismCall | undefined;
  for (const each of calls) {
    const between = probabilityBetween(one, each, fire, time);
    if (between < LEAST) continue;
    if (each.outcome === 'failed') sure = Math.max(sure, between);
    if (each.outcome !== 'answered') possible = Math.max(possible, between);
    // A failed call is told before a pending one, and that before an answered one.
    const rank = between + (each.outcome === 'failed' ? 2 : each.outcome === 'pending' ? 1 : 0);
    if (rank <= told) continue;
    told = rank;
    call = each;
  }
  return { sure, possible, call };
}
