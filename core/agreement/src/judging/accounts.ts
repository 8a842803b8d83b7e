import type { Instant } from '@greenline/base';
import type { Waiver } from '@greenline/declarations';
import type { LabelId } from '@greenline/labels';
import { type Fact, instantOf, type ObjectFact } from '../fact.ts';
import type { PreparedAgreement } from '../prepared.ts';
import { calmFor, isCalm, isFar } from './calm.ts';
import { type Clause, isSetAside } from './clause.ts';
import { type JudgeState, lastIn } from './judge-state.ts';
import type { Evidence, Look } from './look.ts';
import type { Last, Row, Snapshot } from './row.ts';
import type { About, RowKeeper } from './row-keeper.ts';
import type { Hearing, LedgerRule, Outcome } from './rule.ts';
import { KEPT, lookAt, type Subject } from './subject.ts';
import type { Timetable } from './timetable.ts';
import type { ToldFindings } from './told-findings.ts';
import { binds, distrust, doubtOf, snapshotOfOutcome } from './verdict.ts';
import { waiversOf } from './waiver.ts';

const NO_WORDS: readonly string[] = [];
const VAGUE = 'its condition cannot be decided from what is known';

/** Puts facts before the rules that keep account, and enters what these find in the rows it belongs to. */
export class Accounts {
  readonly #agreement: PreparedAgreement;
  readonly #state: JudgeState;
  readonly #keeper: RowKeeper;
  readonly #told: ToldFindings;
  readonly #timetable: Timetable;
  readonly #hearing: Hearing;
  readonly #label: LabelId;
  readonly #ledgers: readonly (readonly [Clause, LedgerRule])[];
  /** Indices of the clauses that keep account. */
  readonly #accountants: readonly number[];

  constructor(
    agreement: PreparedAgreement,
    state: JudgeState,
    keeper: RowKeeper,
    told: ToldFindings,
    timetable: Timetable,
    hearing: Hearing,
    label: LabelId,
  ) {
    this.#agreement = agreement;
    this.#state = state;
    this.#keeper = keeper;
    this.#told = told;
    this.#timetable = timetable;
    this.#hearing = hearing;
    this.#label = label;
    this.#ledgers = agreement.clauses.flatMap((clause) =>
      clause.rule.form === 'ledger' ? [[clause, clause.rule] as const] : [],
    );
    this.#accountants = this.#ledgers.map(([{ index }]) => index);
  }

  /** Time went on: duties fall due. */
  tick(now: Instant): void {
    for (const [clause, rule] of this.#ledgers)
      for (const outcome of rule.tick?.(this.#memory(clause, rule), now, this.#hearing) ?? [])
        this.enter(clause, outcome, undefined);
  }

  /** Puts a fact before the rules that keep account; gives the keys of the rows it was entered in. */
  take(
    fact: Fact,
    subject: Subject | undefined,
    seen?: Look,
    asked = subject?.concerns?.accounts ?? this.#accountants,
  ): readonly string[] {
    if (asked.length === 0) return NO_WORDS;
    const entered: string[] = [];
    let look = seen;
    for (const index of asked) {
      const clause = this.#agreement.clauses[index] as Clause;
      const { rule } = clause;
      if (rule.form !== 'ledger') continue;
      if (!rule.of.includes(fact.fact) || isSetAside(clause, instantOf(fact), this.#state.register))
        continue;
      look ??= subject === undefined ? undefined : lookAt(subject);
      const applies = look === undefined ? true : clause.condition?.(look);
      if (clause.condition !== undefined && applies === false) continue;
      const vague = clause.condition !== undefined && applies === undefined;
      for (const outcome of rule.take(this.#memory(clause, rule), fact, this.#hearing, look)) {
        const key = this.enter(clause, vague ? { ...outcome, doubt: VAGUE } : outcome, look);
        if (key !== undefined) entered.push(key);
      }
    }
    return entered;
  }

  /** Puts a look at a calm subject before the rules that keep account and may have something to say. */
  takeCalm(subject: Subject, fact: ObjectFact): void {
    const quiet = isCalm(subject, subject.quiet, this.#state.era);
    this.take(fact, subject, undefined, quiet ? subject.alert : subject.concerns?.restless);
    if (!quiet) this.#quieten(subject);
  }

  /** Nothing more can come of these: what the rules that keep account said is closed. */
  close(keys: Iterable<string>): void {
    for (const key of keys) {
      const row = this.#state.rows.get(key);
      if (row !== undefined) this.#keeper.close(row, row.last);
      this.#state.rows.delete(key);
    }
  }

  /** Enters what a ledger rule found in the row it belongs to. */
  enter(clause: Clause, outcome: Outcome, look: Look | undefined): string | undefined {
    const { at, subject, party } = outcome;
    const bound = clause.parties === undefined || clause.parties.has(party) || party === 'unknown';
    const span = this.#timetable.spans[clause.index];
    if (
      !bound ||
      span === undefined ||
      (span.from !== undefined && at < span.from) ||
      (span.to !== undefined && at >= span.to)
    )
      return undefined;
    const waivers = this.#agreedTo(clause, at);
    const evidence = this.#withDeclared(outcome.evidence ?? this.#nothing(), waivers);
    const vague = look?.accuracyUnknown === true && clause.rule.anywhere !== true;
    const whose =
      binds(clause, party, this.#agreement.missionSide) === 'doubt' &&
      look?.party === 'unknown' &&
      outcome.probability > clause.compliantAt
        ? 'whose it is is unknown'
        : undefined;
    const doubt = vague
      ? 'accuracy unknown'
      : (distrust(evidence) ?? doubtOf(clause, outcome) ?? whose);
    const agreed =
      waivers.length === 0 ? NO_WORDS : waivers.map(({ id }) => `agreed: waiver ${id}`);
    const probability = agreed.length === 0 ? outcome.probability : 0;
    const { nature, part } = outcome;
    const key = `${clause.index}\u001f${nature}\u001f${part ?? ''}\u001f${outcome.account ?? ''}\u001f${subject.join('\u001f')}`;
    const now = lastIn(outcome.until ?? at, evidence);
    const row = this.#state.rows.get(key);
    const snapshot = snapshotOfOutcome(outcome, probability, doubt, agreed, evidence, look);
    const about = { subject, nature, part, corrects: true } as const;
    if (outcome.once === true) {
      this.#enterOnce(clause, snapshot, about, now);
      return undefined;
    }
    const settled = this.#keeper.settle(clause, row, snapshot, about, row?.last ?? now, now);
    if (settled !== row) this.#state.rows.set(key, settled);
    if (outcome.over === true) this.close([key]);
    return key;
  }

  /** Finds out which rules that keep account have nothing to say of a subject, and for how long. */
  #quieten(subject: Subject): void {
    const look = lookAt(subject);
    const alert: number[] = [];
    let room = Number.POSITIVE_INFINITY;
    for (const index of subject.concerns?.restless ?? []) {
      const clause = this.#agreement.clauses[index] as Clause;
      const { rule, condition } = clause;
      if (rule.form !== 'ledger') continue;
      // What a condition kept from the rule may have to be told it yet.
      const own =
        condition === undefined ? (rule.room?.(this.#memory(clause, rule), look) ?? 0) : 0;
      if (isFar(subject, own)) room = Math.min(room, own);
      else alert.push(index);
    }
    subject.alert = alert;
    subject.quiet = calmFor(subject, room, this.#timetable.turns, this.#state.era);
  }

  /** Waivers that set a duty aside at a moment, whatever the place. */
  #agreedTo(clause: Clause, at: Instant): readonly Waiver[] {
    const all = waiversOf(clause.cite, this.#agreement.parties, this.#hearing);
    return all.length === 0
      ? all
      : all.filter(({ area, from, to }) => area === undefined && from <= at && at <= to);
  }

  /** What declarations were weighed belongs to what a judgement rests on. */
  #withDeclared(evidence: Evidence, declared: readonly { readonly id: string }[]): Evidence {
    if (declared.length === 0) return evidence;
    const digests = declared.flatMap(({ id }) => this.#state.declared.get(id) ?? []);
    return digests.length === 0
      ? evidence
      : { ...evidence, digests: [...evidence.digests, ...digests].slice(-KEPT) };
  }

  /** What happened once has one row, which is superseded where it is judged otherwise later. */
  #enterOnce(clause: Clause, snapshot: Snapshot, about: About, now: Last): void {
    const [id = ''] = about.subject;
    const row = this.#keeper.settle(clause, undefined, snapshot, about, now, now);
    const openId = this.#keeper.tell(row);
    const ids = this.#state.events.get(id) ?? new Map<number, Row['openId']>();
    const replaced = ids.get(clause.index);
    ids.set(clause.index, openId);
    this.#state.events.set(id, ids);
    if (replaced !== undefined) this.#told.supersede(openId, replaced);
  }

  #memory(clause: Clause, rule: LedgerRule): unknown {
    const { ledgers } = this.#state;
    if (!ledgers.has(clause.index)) ledgers.set(clause.index, rule.start());
    return ledgers.get(clause.index);
  }

  #nothing(): Evidence {
    return {
      digests: [],
      label: this.#label,
      sources: [],
      authenticated: true,
      exercise: false,
    };
  }
}
