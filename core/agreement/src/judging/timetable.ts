import { type Instant, instant } from '@greenline/base';
import { type Moment, momentAfter } from '../language/moment.ts';
import type { NamedZone } from '../language/terms.ts';
import { match, type Things } from '../language/things.ts';
import type { PreparedAgreement } from '../prepared.ts';
import type { Evidence, Look } from './look.ts';
import { placeIn } from './place.ts';
import { type Span, spanOf } from './span.ts';

/** A milestone that comes after so long without fire. */
export interface Silence {
  readonly milestone: string;
  readonly lastsMs: number;
  readonly things: Things;
  readonly zone: NamedZone | undefined;
  readonly since: Moment;
}

/** Milestones as far as they have come: plain data. */
export interface TimetableState {
  /** By name. */
  readonly reached: Map<string, Instant>;
  /** By milestone: since when it has been silent. */
  readonly silentSince: Map<string, Instant>;
}

export const emptyTimetable = (): TimetableState => ({
  reached: new Map(),
  silentSince: new Map(),
});

/** What breaks a silence has at least this chance of being what must be silent, where it must be. */
const HEARD = 0.5;

/** When the terms of an agreement begin and end, as milestones come. */
export class Timetable {
  /** When each clause holds, by its index; `undefined` while its beginning has not come. */
  spans: readonly (Span | undefined)[] = [];
  /** Moments at which some term begins or ends, ascending. */
  turns: readonly Instant[] = [];
  readonly #agreement: PreparedAgreement;
  readonly #state: TimetableState;

  constructor(agreement: PreparedAgreement, state: TimetableState) {
    this.#agreement = agreement;
    this.#state = state;
    this.#work();
  }

  /** `undefined` while its milestone has not come. */
  readonly at = (moment: Moment): Instant | undefined => {
    if (moment.milestone === undefined) return moment.fixed;
    const reached = this.#state.reached.get(moment.milestone);
    return reached === undefined ? undefined : momentAfter(moment, reached);
  };

  /** Somebody declared that a milestone came. One whose time the file says is not moved by words. */
  declare(name: string, at: Instant): void {
    if (!this.#agreement.declaredMilestones.has(name)) return;
    this.#state.reached.set(name, at);
    this.#work();
  }

  /** An event that may break a silence. Reports that nobody vouches for break none. */
  hear(look: Look, evidence: Evidence): void {
    if (!evidence.authenticated) return;
    for (const { milestone, things, zone } of this.#agreement.silences) {
      if (this.#state.reached.has(milestone)) continue;
      const kind = match(things, look)?.probability ?? 0;
      const here = zone === undefined ? 1 : (placeIn(zone.area, look, true)?.probability ?? 0);
      const before = this.#state.silentSince.get(milestone);
      if (kind * here < HEARD || (before !== undefined && look.at <= before)) continue;
      this.#state.silentSince.set(milestone, look.at);
    }
  }

  /** Time goes on: true where a silence has lasted long enough, and terms begin or end by it. */
  goOn(now: Instant): boolean {
    let came = false;
    for (const { milestone, lastsMs, since } of this.#agreement.silences) {
      if (this.#state.reached.has(milestone)) continue;
      const begins = this.at(since);
      if (begins === undefined) continue;
      const heard = this.#state.silentSince.get(milestone);
      const silentSince = heard === undefined || heard < begins ? begins : heard;
      const at = instant(silentSince + lastsMs);
      if (at > now) continue;
      this.#state.reached.set(milestone, at);
      came = true;
    }
    if (came) this.#work();
    return came;
  }

  #work(): void {
    const { clauses, turns } = this.#agreement;
    this.spans = clauses.map(({ window }) => spanOf(window, this.at));
    const all = new Set(turns);
    for (const moment of this.#agreement.movableMoments) {
      const at = this.at(moment);
      if (at !== undefined) all.add(at);
    }
    this.turns = [...all].sort((a, b) => a - b);
  }
}
