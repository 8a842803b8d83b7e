import { type Fact, type Finding, instantOf } from '@greenline/agreement';
import { canonicalJson, digestOfJson, type Hasher, type Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import { audienceName } from './audience.ts';
import { type CoarseFact, HOUR_MS, hourOf } from './coarse-fact.ts';
import { dayOf, type FactWithin, factsToTell } from './facts-to-tell.ts';
import {
  numberAmongAlike,
  type ReleaseState,
  type WaitingCase,
  type WaitingHour,
} from './release-state.ts';
import type { ReleasedRecord } from './released.ts';
import { releasedFinding } from './released-finding.ts';
import { saltedId } from './salted-id.ts';
import { alike as sortOf } from './seen-at-once.ts';
import type { AdmissionOptions } from './withheld.ts';

/** `LiveJudge`, as far as releases need it. */
export interface CoarseJudge<State> {
  /** Structured-clone-able. */
  readonly state: State;
  take(fact: Fact): readonly Finding[];
  tick(now: Instant): readonly Finding[];
  /** Closes what it says of a subject, and forgets it. */
  forget?(subject: string): readonly Finding[];
}

export interface ReleaseOptions<State> extends AdmissionOptions {
  /** What the agreement sets; never taken as less than 6 h and 1 km. */
  readonly delayMs: number;
  readonly cellM: number;
  /** Models of weapons that the agreement names. */
  readonly models?: readonly string[];
  /** The mission's region that a place lies in. */
  readonly regionOf?: (position: Position) => string | undefined;
  /** Release key of this audience: see `releaseKey`. */
  readonly key: Uint8Array;
  readonly hasher: Hasher;
  /** A judge that remembers nothing, or what `state` says. */
  readonly judge: (state?: State) => CoarseJudge<State>;
}

/** A coarse fact under the id that its audience is told. */
interface NamedFact {
  readonly id: string;
  readonly coarse: CoarseFact;
}

/** All that becomes free at the end of one hour, named, judged and worded. */
export class HourOfRelease<State> {
  readonly #options: ReleaseOptions<State>;
  readonly #state: ReleaseState<State>;
  readonly #judge: CoarseJudge<State>;
  readonly #upTo: Instant;
  readonly #records = new Map<string, ReleasedRecord>();

  constructor(
    options: ReleaseOptions<State>,
    state: ReleaseState<State>,
    judge: CoarseJudge<State>,
    upTo: Instant,
  ) {
    this.#options = options;
    this.#state = state;
    this.#judge = judge;
    this.#upTo = upTo;
  }

  /** Takes the hour out of what waits. In order of their canonical text. */
  records(): readonly ReleasedRecord[] {
    const hour = this.#state.waiting.get(this.#upTo);
    this.#state.waiting.delete(this.#upTo);
    if (hour !== undefined) this.#tell(hour);
    this.#learn(this.#judge.tick(this.#upTo));
    this.#forgetUnseen();
    for (const decided of hour?.cases ?? []) this.#tellCase(...decided);
    const texts = [...this.#records.values()].map((record) => [canonicalJson(record), record]);
    return (texts as [string, ReleasedRecord][])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, record]) => record);
  }

  /**
   * The judge takes facts in order of time, so what came late is judged by one that remembers the
   * declarations and nothing else. Declarations of an hour come before its facts: whether one came
   * before or after is not to be told at this grain, and nobody is accused of the difference.
   */
  #tell(hour: WaitingHour): void {
    const declarations = [...hour.declarations.values()];
    this.#state.declarations.push(...declarations);
    const named = factsToTell(hour, this.#state).flatMap((fact) => this.#name(fact) ?? []);
    const facts = named.map((fact) => this.#factOf(fact));
    const since = this.#upTo - HOUR_MS;
    const onTime = facts.filter((fact) => instantOf(fact) >= since);
    for (const fact of [...inOrder(declarations), ...inOrder(onTime)]) {
      this.#learn(this.#judge.take(fact));
      if (fact.fact === 'object') this.#state.followed.set(fact.id, fact.at);
    }
    const late = facts.filter((fact) => instantOf(fact) < since);
    if (late.length === 0) return;
    const apart = this.#options.judge();
    for (const fact of [...this.#state.declarations, ...inOrder(late)])
      this.#learn(apart.take(fact));
  }

  /**
   * A subject is named by its day, class, party and cell, an event by all that is told of it. No id
   * holds anything of the id within.
   *
   * Events alike are numbered. Things alike of one hour are told as one, the surest: whether two looks
   * were at one thing or at two is known by their distance, so a number would tell how they stand to
   * each other within the cell. `undefined` for those told already.
   */
  #name({ within, coarse }: FactWithin): NamedFact | undefined {
    const { hasher, key, audience, exercise } = this.#options;
    const name = Object.keys(coarse.class)[0] ?? 'object';
    const about = { class: name, party: coarse.party, cell: coarse.cell?.id };
    const likeness =
      coarse.fact === 'object'
        ? { ...about, day: dayOf(coarse.at) }
        : { ...about, at: coarse.at, direction: coarse.direction, ...coarse.befell };
    const alike = canonicalJson([coarse.fact, likeness]);
    const number = numberAmongAlike(this.#state, hourOf(coarse.at), alike);
    const thing = coarse.fact === 'object';
    const id = saltedId(hasher, key, coarse.fact, { ...likeness, ...(!thing && { number }) });
    if (thing) this.#state.subjects.set(within, id);
    if (thing && number > 0) return undefined;
    const seen = thing ? this.#state.looks.get(hourOf(coarse.at))?.most.get(sortOf(coarse)) : 0;
    const atLeast = Math.max(seen ?? 0, this.#state.told.get(id)?.atLeast ?? 0);
    this.#state.told.set(id, {
      class: name,
      at: coarse.at,
      shown: coarse.fact === 'event' || this.#state.told.get(id)?.shown === true,
      ...(coarse.cell && { cell: coarse.cell }),
      ...(atLeast > 1 && { atLeast }),
    });
    if (coarse.fact === 'event')
      this.#records.set(id, {
        kind: 'released-event',
        id,
        audience: audienceName(audience),
        class: name,
        at: coarse.at,
        ...(coarse.party !== undefined && { party: coarse.party }),
        ...(coarse.direction !== undefined && { direction: coarse.direction }),
        ...(coarse.cell && { cell: coarse.cell }),
        ...coarse.befell,
        ...(exercise && { exercise: true as const }),
      });
    return { id, coarse };
  }

  /** A coarse fact in the judge's terms. Its hour is known, the moment within it is not. */
  #factOf({ id, coarse }: NamedFact): Fact {
    const { cell: _told, sources, befell: _beside, ...rest } = { befell: undefined, ...coarse };
    const fact = {
      ...rest,
      id,
      uncertaintyS: coarse.fact === 'object' ? 3600 : 60,
      ...(sources !== undefined && { sources: ['first', 'second', 'third'].slice(0, sources) }),
      ...(this.#options.exercise && { exercise: true as const }),
    };
    const digest = digestOfJson(this.#options.hasher, fact);
    return fact.fact === 'object' ? { ...fact, fused: true, digest } : { ...fact, digest };
  }

  /**
   * Tells of breaches and doubts about things that were told. That something keeps to its clause is
   * told only of what was told otherwise before: a list of all that stands where it may would be of
   * use to nobody but a gunner.
   */
  #learn(findings: readonly Finding[]): void {
    const { hasher, key, audience, exercise } = this.#options;
    for (const finding of findings) {
      const subject = this.#state.told.get(finding.subject[0] ?? '');
      const before = this.#state.findings.get(finding.supersedes ?? finding.id);
      const news = finding.verdict !== 'compliant' && !this.#restsOnUnshared(finding);
      if (subject === undefined || (before === undefined && !news)) continue;
      const { clause, reading, nature, from } = finding;
      const about = { clause, reading, nature, subject: finding.subject, from: hourOf(from) };
      const id = before?.id ?? saltedId(hasher, key, 'finding', about);
      const released = {
        id,
        audience: audienceName(audience),
        ...(exercise && { exercise: true as const }),
      };
      this.#state.findings.set(finding.id, { id, at: this.#upTo });
      for (const shown of finding.subject) this.#show(shown);
      this.#records.set(id, releasedFinding(finding, subject, released));
      if (finding.verdict === 'breach' && subject.cell !== undefined)
        this.#state.breaches.add(`${clause} ${subject.cell.id}`);
    }
  }

  #restsOnUnshared({ inputs }: Finding): boolean {
    return inputs.some((digest) => this.#state.unshared.has(digest));
  }

  /** What was not seen for an hour has ended: seen again, it is told of anew. */
  #forgetUnseen(): void {
    for (const [subject, lastHour] of this.#state.followed) {
      if (lastHour >= this.#upTo - HOUR_MS) continue;
      this.#state.followed.delete(subject);
      this.#learn(this.#judge.forget?.(subject) ?? []);
    }
  }

  #show(id: string): void {
    const subject = this.#state.told.get(id);
    if (subject !== undefined) this.#state.told.set(id, { ...subject, shown: true });
  }

  /** A decision about a cell that the clause cuts in two would tell in which part: then no cell. */
  #tellCase(within: string, decided: WaitingCase): void {
    const { hasher, key, audience, exercise } = this.#options;
    const { clause, party, state, decidedAt } = decided;
    const told = this.#state.cases.get(within) ?? this.#nameCase(hasher, key, decided);
    this.#state.cases.set(within, told);
    this.#records.set(told.id, {
      kind: 'released-case',
      id: told.id,
      audience: audienceName(audience),
      clause,
      party,
      state,
      decidedAt,
      ...(told.cell && { cell: told.cell }),
      ...(exercise && { exercise: true as const }),
    });
  }

  #nameCase(hasher: Hasher, key: Uint8Array, { clause, party, decidedAt, cell }: WaitingCase) {
    const whole = cell !== undefined && this.#state.breaches.has(`${clause} ${cell.id}`);
    const about = { clause, party, decidedAt, ...(whole && { cell: cell.id }) };
    const number = numberAmongAlike(this.#state, decidedAt, canonicalJson(['case', about]));
    return { id: saltedId(hasher, key, 'case', { ...about, number }), ...(whole && { cell }) };
  }
}

/** By time; within a moment as they came, which is by coarse text. */
const inOrder = (facts: readonly Fact[]): readonly Fact[] =>
  [...facts].sort((a, b) => instantOf(a) - instantOf(b));
