import type { DeclarationFact, EventFact, Fact, ObjectFact } from '@greenline/agreement';
import { canonicalJson, type Instant, instant, later } from '@greenline/base';
import { cellOf, checkPosition, type Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import { audienceName, recipientsOf } from './audience.ts';
import { coarsenFact, HOUR_MS, hourOf, LEAST_CELL_M, releasedCell } from './coarse-fact.ts';
import { type CoarseJudge, HourOfRelease, type ReleaseOptions } from './hour-of-release.ts';
import {
  emptyReleaseState,
  forget,
  type ReleaseState,
  type WaitingHour,
  waitingHour,
} from './release-state.ts';
import type { Release } from './released.ts';
import { countSeen } from './seen-at-once.ts';
import { LATEST_MS, ofParty, type Withheld, withheldByLabel, withheldFrom } from './withheld.ts';

/** The soonest that anything leaves. An agreement may ask for later, never for sooner. */
export const LEAST_DELAY_MS = 6 * HOUR_MS;

/** As much of a case as a release needs; a `Case` of its room is one. */
export interface DecidedCase {
  readonly id: string;
  readonly clause: string;
  readonly party: string;
  readonly state: string;
  /** What people made of it; absent until they decide. */
  readonly decision?: string;
  readonly decidedAt?: Instant;
  /** End of the span of its findings. */
  readonly to: Instant;
  readonly position?: Position;
  readonly label: LabelId;
  readonly exercise?: true;
}

/**
 * What one audience is told, hour by hour, computed anew from coarse facts.
 *
 * A fact is made coarse as it comes, and waits until the delay has passed since the end of the hour
 * in which it was both seen and known here. Then the whole hour leaves at once, judged by a judge of
 * its own that never saw anything finer. So whatever an audience sees is a function of cells, hours
 * and minutes: moving a thing within its cell changes none of it.
 *
 * Of one subject only the first look of an hour is told, of one event only the first version; and a
 * subject told of in one cell is not told of in the next one the same day, so that a thing on the
 * edge of two does not betray it by seeming to step to and fro.
 */
export class ReleaseFold<State> {
  readonly #options: ReleaseOptions<State>;
  readonly #state: ReleaseState<State>;
  readonly #judge: CoarseJudge<State>;

  constructor(
    options: ReleaseOptions<State>,
    state: ReleaseState<State> = emptyReleaseState<State>(),
  ) {
    if (!Number.isFinite(options.delayMs) || !Number.isFinite(options.cellM))
      throw new RangeError('a release needs a delay and a cell size');
    this.#options = {
      ...options,
      delayMs: Math.max(LEAST_DELAY_MS, options.delayMs),
      cellM: Math.max(LEAST_CELL_M, options.cellM),
    };
    this.#state = state;
    this.#judge = options.judge(state.judge);
    state.judge = this.#judge.state;
  }

  /** The same object as long as the fold lives, and always as it stands. */
  get state(): ReleaseState<State> {
    this.#state.judge = this.#judge.state;
    return this.#state;
  }

  /**
   * Takes up what this audience may be told of a fact; gives back why nothing of it may be.
   * `receivedAt` never runs backwards. `alone`: what the last report says by itself of a fact that many
   * reports made; it is told where the others keep the whole from this audience.
   */
  take<F extends Fact>(fact: F, receivedAt: Instant, alone?: F): Withheld | undefined {
    this.#begin(receivedAt);
    if (alone?.fact === 'object') this.#countSeen(alone, receivedAt);
    const told = alone === undefined || this.#mayGo(fact) ? fact : alone;
    if (told.fact === 'object') return this.#counted(this.#takeObject(told, receivedAt));
    if (told.fact === 'event') return this.#counted(this.#takeEvent(told, receivedAt));
    if (told.fact !== 'declaration') return this.#counted('other-kind');
    return this.#counted(this.#takeDeclaration(told, receivedAt));
  }

  #mayGo({ label, exercise }: Fact): boolean {
    return withheldByLabel(label, exercise === true, this.#options) === undefined;
  }

  #countSeen(alone: ObjectFact, receivedAt: Instant): void {
    if (withheldFrom(alone, receivedAt, this.#options) !== undefined) return;
    countSeen(this.#state.looks, alone, this.#options);
  }

  /**
   * Takes up a case as it stands after a step. Only one that people have confirmed is told of; and
   * one that was told of, whatever became of it. What waits of a case no longer confirmed is dropped.
   */
  takeCase(decided: DecidedCase, recordedAt: Instant): Withheld | undefined {
    this.#begin(recordedAt);
    const { id, clause, party, state, decision, decidedAt, to, position, label } = decided;
    if (decision !== 'confirmed')
      for (const hour of this.#state.waiting.values()) hour.cases.delete(id);
    if (decidedAt === undefined || (decision !== 'confirmed' && !this.#state.cases.has(id)))
      return undefined;
    const kept = withheldByLabel(label, decided.exercise === true, this.#options);
    if (kept !== undefined) return this.#counted(kept);
    if (!ofParty(party, this.#options.parties)) return this.#counted('party');
    const sound = position !== undefined && checkPosition(position).ok;
    this.#waiting(Math.max(decidedAt, to, recordedAt)).cases.set(id, {
      clause,
      party,
      state,
      decidedAt: hourOf(decidedAt),
      ...(sound && { cell: releasedCell(cellOf(position, this.#options.cellM)) }),
    });
    return undefined;
  }

  /** One release for each hour that has become free, oldest first; none left before `resumedAt`, where given. */
  advance(now: Instant, resumedAt: Instant = instant(0)): readonly Release[] {
    this.#begin(now);
    const { audience, delayMs, exercise } = this.#options;
    const releases: Release[] = [];
    for (;;) {
      const upTo = instant((this.#state.upTo ?? now) + HOUR_MS);
      const freeAt = instant(upTo + delayMs);
      if (!(freeAt <= now)) return releases;
      const hour = new HourOfRelease(this.#options, this.#state, this.#judge, upTo);
      releases.push({
        kind: 'release',
        schema: 'release/1',
        audience: audienceName(audience),
        recipients: recipientsOf(audience),
        upTo,
        releasedAt: later(freeAt, resumedAt),
        records: hour.records(),
        ...(exercise && { exercise: true as const }),
      });
      this.#state.upTo = upTo;
      this.#state.judge = this.#judge.state;
      forget(this.#state, instant(upTo - LATEST_MS - 24 * HOUR_MS));
    }
  }

  #takeObject(fact: ObjectFact, receivedAt: Instant): Withheld | undefined {
    const { id, at } = fact;
    const hour = hourOf(at);
    if (this.#state.released.get(hour)?.has(id)) return undefined;
    const upTo = this.#hourEnd(Math.max(at, receivedAt));
    const first = this.#state.waiting.get(upTo)?.objects.get(hour)?.get(id);
    if (first !== undefined && first.seenAt < at) return undefined;
    const kept = withheldFrom(fact, receivedAt, this.#options);
    if (kept !== undefined) return kept;
    const coarse = coarsenFact(fact, this.#options);
    if (coarse === undefined) return 'no-place';
    // Two looks of one millisecond: the choice may rest on nothing that is not told.
    if (first?.seenAt === at && canonicalJson(first.coarse) <= canonicalJson(coarse))
      return undefined;
    const looks = waitingHour(this.#state.waiting, upTo).objects;
    const subjects = looks.get(hour) ?? new Map();
    looks.set(hour, subjects.set(id, { seenAt: at, coarse }));
    return undefined;
  }

  #takeEvent(fact: EventFact, receivedAt: Instant): Withheld | undefined {
    const { id, at } = fact;
    if (fact.supersededBy !== undefined) {
      for (const { events } of this.#state.waiting.values()) events.delete(id);
      return 'superseded';
    }
    const kept = withheldFrom(fact, receivedAt, this.#options);
    if (kept !== undefined) return kept;
    const upTo = this.#hourEnd(Math.max(at, receivedAt));
    const first = this.#state.events.get(id) ?? upTo;
    if (first !== upTo) return 'later-version';
    const coarse = coarsenFact(fact, this.#options);
    if (coarse === undefined) return 'no-place';
    this.#state.events.set(id, upTo);
    waitingHour(this.#state.waiting, upTo).events.set(id, { seenAt: at, coarse });
    return undefined;
  }

  /**
   * Every declaration is weighed, or parties would be accused of what they had announced. A finding
   * that rests on one that may not go to this audience does not go either.
   */
  #takeDeclaration(fact: DeclarationFact, receivedAt: Instant): Withheld | undefined {
    const kept = withheldByLabel(fact.label, fact.exercise === true, this.#options);
    if (kept === 'exercise') return kept;
    if (kept !== undefined) this.#state.unshared.add(fact.digest);
    this.#waiting(receivedAt).declarations.set(fact.digest, fact);
    return undefined;
  }

  /** Releases begin with the first hour that anything is known of. */
  #begin(at: Instant): void {
    this.#state.upTo ??= hourOf(at);
  }

  #waiting(knownAt: number): WaitingHour {
    return waitingHour(this.#state.waiting, this.#hourEnd(knownAt));
  }

  /** The end of the hour of a moment, or of the first hour still open. */
  #hourEnd(knownAt: number): number {
    const end = hourOf(instant(knownAt)) + HOUR_MS;
    return Math.max(end, (this.#state.upTo ?? 0) + HOUR_MS);
  }

  #counted(reason: Withheld | undefined): Withheld | undefined {
    if (reason !== undefined)
      this.#state.withheld[reason] = (this.#state.withheld[reason] ?? 0) + 1;
    return reason;
  }
}
