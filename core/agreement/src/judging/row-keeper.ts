import type { Instant } from '@greenline/base';
import type { Finding, Nature } from '../finding.ts';
import { durationWords, lengthWords } from '../language/quantity.ts';
import type { Clause } from './clause.ts';
import { closedFinding, type Maker, openedFinding } from './finding-of-row.ts';
import type { Last, Row, Snapshot } from './row.ts';
import { beyondHysteresis, verdictOf } from './verdict.ts';

/** What a row is about. */
export interface About {
  readonly subject: readonly string[];
  readonly nature: Nature;
  readonly part?: string | undefined;
  /** What was said of the same moment before was said too early: it never held. */
  readonly corrects?: true;
}

/** What becomes of rows. */
export interface RowSink {
  /** Absent: rows are told as they end only. `replaced`: the row that never held. */
  opened?(finding: Finding, replaced: Row['openId']): void;
  /** `openId`: of the row as it was told when it opened. */
  closed(finding: Finding, openId: Row['openId']): void;
}

/** Opens, keeps and closes rows: one for each interval of one verdict. */
export class RowKeeper {
  readonly #maker: Maker;
  readonly #clauses: readonly Clause[];
  readonly #sink: RowSink;
  /** Rows opened since `settled` was called, where rows are told as they end only. */
  readonly #fresh = new Set<Row>();

  constructor(maker: Maker, clauses: readonly Clause[], sink: RowSink) {
    this.#maker = maker;
    this.#clauses = clauses;
    this.#sink = sink;
  }

  /** The row after a judgement: the same one, or a new one where the verdict or the party changed. */
  settle(
    clause: Clause,
    row: Row | undefined,
    judged: Snapshot,
    about: About,
    prior: Last,
    now: Last,
  ): Row {
    const { snapshot, pendingSince } = steady(clause, row, judged);
    const verdict = verdictOf(clause, snapshot);
    if (row !== undefined && row.verdict === verdict && row.best.party === snapshot.party) {
      if (
        snapshot.latest === true ||
        isSameStand(snapshot, row.best) ||
        tellsMore(snapshot, row.best)
      )
        row.best = snapshot;
      row.last = now;
      row.pendingSince = pendingSince;
      return row;
    }
    const replaced = about.corrects === true && row?.opening.at === judged.at ? row : undefined;
    if (row !== undefined && replaced === undefined) this.close(row, prior);
    const { subject, nature, part } = about;
    const opened: Row = {
      clause: clause.index,
      subject,
      nature,
      part,
      verdict,
      opening: snapshot,
      until: now.at > snapshot.at ? now.at : snapshot.at,
      best: snapshot,
      last: now,
      openId: undefined,
      pendingSince,
    };
    if (this.#sink.opened === undefined) this.#fresh.add(opened);
    else {
      const finding = openedFinding(this.#maker, clause, opened);
      opened.openId = finding.id;
      this.#sink.opened(finding, replaced?.openId);
    }
    return opened;
  }

  /** All that one fact brought about has been told. */
  settled(): void {
    if (this.#fresh.size > 0) this.#fresh.clear();
  }

  /** Ends a row. Where nothing came after its opening, the row as it was opened stands. */
  close(row: Row, last: Last): void {
    const { opening, best } = row;
    const alone = last.digest === undefined || opening.evidence.digests.includes(last.digest);
    if (best === opening && last.at <= opening.at && alone) this.tell(row);
    else if (row.openId === undefined) this.#closeUntold(row, last);
    else this.#sink.closed(this.#closed(row, last), row.openId);
  }

  /** Tells a row as it opened, if that was not done then; gives the id under which it was. */
  tell(row: Row): Row['openId'] {
    if (row.openId !== undefined) return row.openId;
    const finding = openedFinding(this.#maker, this.#clauseOf(row), row);
    row.openId = finding.id;
    this.#sink.closed(finding, undefined);
    return row.openId;
  }

  /** What would stand, had the row been told as it opened: a later end that rests on the same adds nothing. */
  #closeUntold(row: Row, last: Last): void {
    const finding = this.#closed(row, last);
    if (this.#fresh.has(row) || restsOnMore(finding, row)) this.#sink.closed(finding, undefined);
    else this.tell(row);
  }

  #closed(row: Row, last: Last): Finding {
    return closedFinding(this.#maker, this.#clauseOf(row), row, last);
  }

  #clauseOf(row: Row): Clause {
    const clause = this.#clauses[row.clause];
    if (clause === undefined)
      throw new Error(`no clause ${row.clause}: the state is another agreement's`);
    return clause;
  }
}

/** One noisy fix is no accusation: a breach must lie far enough beyond the limit and last. */
function steady(
  clause: Clause,
  row: Row | undefined,
  snapshot: Snapshot,
): { readonly snapshot: Snapshot; readonly pendingSince: Instant | undefined } {
  const settled = { snapshot, pendingSince: undefined };
  if (verdictOf(clause, snapshot) !== 'breach' || row?.verdict === 'breach') return settled;
  if (!beyondHysteresis(clause, snapshot)) {
    const doubt = `less than ${lengthWords(clause.hysteresisM)} beyond the limit`;
    return { snapshot: { ...snapshot, doubt }, pendingSince: undefined };
  }
  const since = row?.pendingSince ?? snapshot.at;
  if (clause.dwellMs === 0 || snapshot.at - since >= clause.dwellMs) return settled;
  const doubt = `seen for less than ${durationWords(clause.dwellMs)}`;
  return { snapshot: { ...snapshot, doubt }, pendingSince: since };
}

const restsOnMore = ({ inputs }: Finding, { opening }: Row): boolean =>
  inputs.some((one) => !opening.evidence.digests.includes(one)) ||
  opening.evidence.digests.some((one) => !inputs.includes(one));

const isSameStand = (one: Snapshot, other: Snapshot): boolean =>
  one.stand !== undefined && one.stand === other.stand;

const tellsMore = (one: Snapshot, other: Snapshot): boolean =>
  one.probability > other.probability ||
  (one.probability === other.probability && (one.margin ?? 0) > (other.margin ?? 0));
