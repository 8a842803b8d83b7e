import type { Instant } from '@greenline/base';
import { enter } from '@greenline/declarations';
import { type EventFact, type Fact, type FlightFact, instantOf, type ObjectFact } from '../fact.ts';
import type { Finding } from '../finding.ts';
import { match, type Things } from '../language/things.ts';
import type { PreparedAgreement } from '../prepared.ts';
import { Accounts } from './accounts.ts';
import { attribute } from './attribution.ts';
import { calmFor, isCalm } from './calm.ts';
import { type Clause, isSetAside } from './clause.ts';
import { Concerns } from './concerns.ts';
import type { Announcement } from './exception.ts';
import { lookOfEvent, looksAlong } from './fleeting.ts';
import { hearingOf } from './hearing.ts';
import { emptyState, type JudgeOptions, type JudgeState, lastIn, lastOf } from './judge-state.ts';
import type { Evidence, Look } from './look.ts';
import type { Last, Row, Snapshot } from './row.ts';
import { RowKeeper } from './row-keeper.ts';
import type { Hearing } from './rule.ts';
import { evidenceOf, fuse, lookAt, newSubject, type Subject } from './subject.ts';
import { Timetable } from './timetable.ts';
import { ToldFindings } from './told-findings.ts';
import { judgeLook } from './verdict.ts';

const ANYTHING: Things = { words: 'anything', test: () => true };
/** Events remembered for revision. */
const EVENTS = 10_000;

/**
 * Judges facts as they come, in time order.
 *
 * `take` returns the rows that opened, and the ends of rows whose verdict changed: those name, in
 * `supersedes`, the row as it was opened.
 */
export class LiveJudge {
  readonly state: JudgeState;
  readonly #agreement: PreparedAgreement;
  readonly #options: JudgeOptions;
  readonly #keeper: RowKeeper;
  readonly #hearing: Hearing;
  readonly #timetable: Timetable;
  readonly #accounts: Accounts;
  readonly #concerns: Concerns;
  /** What `take` will return. */
  readonly #told: ToldFindings;

  constructor(agreement: PreparedAgreement, options: JudgeOptions, state?: JudgeState) {
    this.#agreement = agreement;
    this.#options = options;
    this.state = state ?? emptyState(agreement.digest);
    if (this.state.agreementDigest !== agreement.digest)
      throw new Error('the state belongs to another version of the agreement: judge anew');
    const maker = {
      agreement: agreement.id,
      version: agreement.version,
      agreementDigest: agreement.digest,
      hasher: options.hasher,
      rollUp: options.rollUp,
    };
    this.#told = new ToldFindings(options.endsOnly === true);
    this.#keeper = new RowKeeper(maker, agreement.clauses, this.#told);
    this.#concerns = new Concerns(agreement.clauses, agreement.missionSide);
    this.#timetable = new Timetable(agreement, this.state.timetable);
    this.#hearing = hearingOf(this.state, options, this.#timetable.at);
    this.#accounts = new Accounts(
      agreement,
      this.state,
      this.#keeper,
      this.#told,
      this.#timetable,
      this.#hearing,
      options.label,
    );
  }

  take(fact: Fact): readonly Finding[] {
    if (this.#agreement.silences.length > 0) this.#goOn(instantOf(fact));
    switch (fact.fact) {
      case 'object':
        this.#object(fact);
        break;
      case 'event':
        this.#event(fact);
        break;
      case 'flight':
        this.#flight(fact);
        break;
      case 'declaration':
        enter(this.state.register, fact.declaration);
        this.state.era++;
        if (fact.declaration.declaration === 'milestone')
          this.#timetable.declare(fact.declaration.name, fact.declaration.at);
        if ('id' in fact.declaration) this.state.declared.set(fact.declaration.id, fact.digest);
        this.#accounts.take(fact, undefined);
        break;
      case 'count':
      case 'coverage':
        this.#accounts.take(fact, undefined);
        break;
    }
    return this.#drain();
  }

  /** Time went on without a fact: duties fall due. */
  tick(now: Instant): readonly Finding[] {
    this.#goOn(now);
    this.#accounts.tick(now);
    return this.#drain();
  }

  /** Closes the rows of one subject and forgets it: a tracker that ends a track says so. */
  forget(subject: string): readonly Finding[] {
    const known = this.state.subjects.get(subject);
    if (known !== undefined)
      for (const row of known.rows.values()) this.#keeper.close(row, lastOf(known));
    this.state.subjects.delete(subject);
    return this.#drain();
  }

  /** Closes every open row, duties judged up to `asOf`. */
  finish(asOf?: Instant): readonly Finding[] {
    return [...this.ends(asOf)].flat();
  }

  /** `finish`, subject by subject: what many millions of rows come to need not be held at once. */
  *ends(asOf?: Instant): Generator<readonly Finding[]> {
    if (asOf !== undefined) yield this.tick(asOf);
    for (const subject of this.state.subjects.keys()) yield this.forget(subject);
    for (const [key, row] of this.state.rows) {
      this.#keeper.close(row, row.last);
      this.state.rows.delete(key);
      yield this.#drain();
    }
  }

  /** Terms may begin or end by a silence that has lasted: then all is judged again. */
  #goOn(now: Instant): void {
    if (this.#timetable.goOn(now)) this.state.era++;
  }

  #object(fact: ObjectFact): void {
    const { position, covariance } = fact;
    refuseNaN(position.lon, position.lat, fact.at);
    if (covariance !== undefined) refuseNaN(covariance[0], covariance[1], covariance[2]);
    const label = fact.label ?? this.#options.label;
    let subject = this.state.subjects.get(fact.id);
    if (subject === undefined) {
      subject = newSubject(fact, label);
      this.state.subjects.set(fact.id, subject);
      this.#judge(subject, lastOf(subject), fact);
      return;
    }
    const { classes, attributes, party, contested, sources, authenticated, sigmaMs } = subject;
    const { at, exercise, label: before } = subject;
    const digest = subject.digests.at(-1);
    if (!fuse(subject, fact, label, this.#options.rollUp)) return;
    const sameSort =
      classes === subject.classes &&
      attributes === subject.attributes &&
      party === subject.party &&
      contested === subject.contested;
    if (!sameSort) {
      subject.concerns = undefined;
      subject.quiet = undefined;
    }
    const same =
      sameSort &&
      sources === subject.sources &&
      authenticated === subject.authenticated &&
      sigmaMs === subject.sigmaMs;
    if (!same || !isCalm(subject, subject.calm, this.state.era))
      this.#judge(subject, { at, digest, label: before, exercise }, fact);
    else if (subject.concerns?.restless.length !== 0) this.#accounts.takeCalm(subject, fact);
  }

  #judge(subject: Subject, prior: Last, fact: ObjectFact): void {
    const look = lookAt(subject);
    const evidence = evidenceOf(subject);
    const now = lastOf(subject);
    const about = { subject: [subject.id], nature: 'substantive' } as const;
    const { clauses } = this.#agreement;
    const known = subject.concerns;
    const concerns = known ?? this.#concerns.of(look);
    subject.concerns = concerns;
    let room = Number.POSITIVE_INFINITY;
    for (const index of known?.places ?? clauses.keys()) {
      const clause = clauses[index] as Clause;
      if (clause.rule.form !== 'place') continue;
      // What concerned it while it was taken for something else may have left a row.
      const concerned = known !== undefined || concerns.places.includes(index);
      const judged = concerned ? this.#assess(clause, look, evidence) : undefined;
      const row = subject.rows.get(index);
      if (judged?.snapshot === undefined) {
        if (row !== undefined) this.#keeper.close(row, prior);
        subject.rows.delete(index);
      } else {
        const settled = this.#keeper.settle(clause, row, judged.snapshot, about, prior, now);
        if (settled !== row) subject.rows.set(index, settled);
      }
      if (judged !== undefined) room = Math.min(room, judged.room);
    }
    subject.calm = calmFor(subject, room, this.#timetable.turns, this.state.era);
    this.#accounts.take(fact, subject);
  }

  /** A judgement by a place rule, and what it says of the announcement, which is a row of its own. */
  #assess(clause: Clause, look: Look, evidence: Evidence) {
    if (clause.rule.form !== 'place' || isSetAside(clause, look.at, this.state.register))
      return undefined;
    const judged = judgeLook(
      clause,
      clause.rule,
      this.#timetable.spans[clause.index],
      look,
      evidence,
      this.#agreement,
      this.#hearing,
    );
    if (judged?.snapshot !== undefined && judged.snapshot.probability + judged.weighed.length > 0)
      for (const one of judged.weighed)
        if (one.procedural !== undefined)
          this.#announce(clause, look, evidence, one.procedural, judged.snapshot);
    return judged;
  }

  #announce(
    clause: Clause,
    look: Look,
    evidence: Evidence,
    said: Announcement,
    judged: Snapshot,
  ): void {
    const { measured, limit } = said;
    const own = said.notice === undefined ? undefined : this.state.declared.get(said.notice);
    this.#accounts.enter(
      clause,
      {
        subject: said.notice === undefined ? [look.id] : [look.id, said.notice],
        party: look.party,
        nature: 'procedural',
        at: look.at,
        probability: said.probability,
        what: judged.what,
        against: said.text,
        ...(measured === undefined ? {} : { measured, margin: limit - measured, limit, unit: 'h' }),
        evidence:
          own === undefined
            ? evidence
            : { ...evidence, digests: [...evidence.digests.slice(-7), own] },
      },
      undefined,
    );
  }

  #event(fact: EventFact): void {
    refuseNaN(fact.at);
    if (fact.covariance !== undefined) refuseNaN(...fact.covariance);
    const { parties, lines } = this.#agreement;
    const look = lookOfEvent(fact, attribute(fact, { parties, lines: lines.values() }));
    const evidence = this.#hearing.evidence(fact);
    if (fact.supersededBy !== undefined) {
      this.#takeBack(fact, look, evidence);
      return;
    }
    this.#timetable.hear(look, evidence);
    const now = lastIn(look.at, evidence);
    const before = this.state.events.get(fact.id);
    const ids = new Map<number, Row['openId']>(before);
    for (const clause of this.#agreement.clauses) {
      const judged = this.#assess(clause, look, evidence);
      if (judged?.snapshot === undefined) continue;
      const about = { subject: [fact.id], nature: 'substantive' } as const;
      const row = this.#keeper.settle(clause, undefined, judged.snapshot, about, now, now);
      const replaced = before?.get(clause.index);
      this.#keeper.close(row, now);
      ids.set(clause.index, row.openId);
      if (replaced !== undefined) this.#told.supersede(row.openId, replaced);
    }
    this.state.events.delete(fact.id);
    this.state.events.set(fact.id, ids);
    while (this.state.events.size > EVENTS)
      this.state.events.delete(this.state.events.keys().next().value ?? '');
    this.#accounts.take(fact, undefined, look);
  }

  /** What was judged of an event that proved to be no happening of its own is superseded, and breaks nothing. */
  #takeBack(fact: EventFact, look: Look, evidence: Evidence): void {
    const now = lastIn(look.at, evidence);
    const others = fact.supersededBy ?? [];
    const why = others.length === 0 ? 'its reports were false' : `it is ${others.join(' and ')}`;
    const snapshot: Snapshot = {
      at: look.at,
      probability: 0,
      party: look.party,
      what: match(ANYTHING, look)?.what ?? 'happening',
      against: undefined,
      sigma: look.sigmaMs / 1000,
      doubt: undefined,
      exceptions: [`no happening of its own: ${why}`],
      evidence,
    };
    for (const [index, replaced] of this.state.events.get(fact.id) ?? []) {
      const about = { subject: [fact.id], nature: 'substantive' } as const;
      const clause = this.#agreement.clauses[index] as Clause;
      const row = this.#keeper.settle(clause, undefined, snapshot, about, now, now);
      this.#keeper.close(row, now);
      if (replaced !== undefined) this.#told.supersede(row.openId, replaced);
    }
    this.state.events.delete(fact.id);
    this.#accounts.take(fact, undefined, { ...look, classes: {} });
  }

  #flight(fact: FlightFact): void {
    const evidence = this.#hearing.evidence(fact);
    const rows = new Map<number, Row>();
    const accounts = new Set<string>();
    let prior: Last | undefined;
    let concerned: readonly number[] | undefined;
    const judgeAt = (look: Look): number => {
      const now = lastIn(look.at, evidence);
      let room = Number.POSITIVE_INFINITY;
      // The same all along: what flies, and whose it is.
      concerned ??= this.#concerns.of(look).places;
      for (const index of concerned) {
        const clause = this.#agreement.clauses[index] as Clause;
        const judged = this.#assess(clause, look, evidence);
        const row = rows.get(clause.index);
        if (judged?.snapshot === undefined) {
          if (row !== undefined) this.#keeper.close(row, prior ?? now);
          rows.delete(clause.index);
        } else {
          const about = { subject: [fact.id], nature: 'substantive' } as const;
          rows.set(
            clause.index,
            this.#keeper.settle(clause, row, judged.snapshot, about, prior ?? now, now),
          );
        }
        if (judged !== undefined) room = Math.min(room, judged.room);
      }
      prior = now;
      const entered = this.#accounts.take(fact, undefined, look);
      for (const key of entered) accounts.add(key);
      return entered.length > 0 ? 0 : room;
    };
    looksAlong(fact, judgeAt);
    for (const row of rows.values()) this.#keeper.close(row, prior ?? row.last);
    this.#accounts.close(accounts);
  }

  /** How many readings of a clause are judged beside one another: one once the commission chose. */
  readingsInForce(cite: string): number {
    if (this.state.register.choices.has(cite)) return 1;
    const read = this.#agreement.clauses.filter((clause) => clause.cite === cite);
    return new Set(read.map(({ reading }) => reading)).size;
  }

  #drain(): readonly Finding[] {
    this.#keeper.settled();
    return this.#told.drain();
  }
}

function refuseNaN(a: number, b = 0, c = 0): void {
  if (!Number.isFinite(a) || !Number.isFinite(b) || !Number.isFinite(c))
    throw new RangeError('a fact holds NaN or an infinity: decoders refuse those');
}
