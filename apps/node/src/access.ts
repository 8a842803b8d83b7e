import type { Instant } from '@greenline/base';
import type { LabelId, LabelTable } from '@greenline/labels';
import type { Mission, RecordStore, Row, RowKind, RowQuery } from '@greenline/pipeline';
import {
  audienceOf,
  type DecisionPoint,
  guard,
  type Permission,
  type Principal,
} from '@greenline/sharing';
import { badRequest, forbidden, Problem } from './http/problem.ts';
import { principalOfToken } from './token.ts';

/** Everybody who shows no token. */
const PUBLIC: Principal = { id: 'public', role: 'public', name: 'Public', may: [] };

const PAGE = 2_000;
const RELEASED: ReadonlySet<RowKind> = new Set([
  'finding',
  'event',
  'case',
  'declaration',
  'filing',
  'report',
]);
/** What is made for each audience apart. Declarations are their owners’ own words, the same to all. */
const OF_AUDIENCES = /^release(d-(finding|event|case|report))?$/;

export interface AccessPorts {
  readonly mission: () => Mission;
  readonly decisions: DecisionPoint;
  readonly labels: LabelTable;
  readonly store: RecordStore;
  readonly tokenKey: Uint8Array;
  readonly now: () => Instant;
}

/** What a reader may ask a store for; labels and audience are added here, and nowhere else. */
export type Question = Omit<RowQuery, 'kind' | 'labels' | 'parent'> & { readonly parent?: string };

/**
 * The one door between readers and records. Nobody else asks the store for rows: here the guard is
 * asked, then the policy, and once more for every row just before it leaves.
 */
export class Access {
  readonly #ports: AccessPorts;

  constructor(ports: AccessPorts) {
    this.#ports = ports;
  }

  /** Who bears a token; the public where there is none. A token that is not good is refused. */
  principal(token: string | undefined): Principal {
    const { mission, tokenKey, now } = this.#ports;
    const { exercise } = mission().file;
    if (token === undefined) return exercise ? { ...PUBLIC, exercise } : PUBLIC;
    const id = principalOfToken(tokenKey, token, now());
    const found = id === undefined ? undefined : mission().principals.get(id);
    if (found !== undefined) return found;
    throw new Problem(
      401,
      'bad-token',
      'the token is not this node’s or has run out: get a new one with `greenline token --for PRINCIPAL`',
    );
  }

  /** Rows of a kind, as far as the principal may read them. */
  async read(principal: Principal, kind: RowKind, question: Question): Promise<readonly Row[]> {
    const asked = this.#asked(principal, kind);
    // No text in PostgreSQL holds a NUL, so nothing is called so.
    if (question.id?.includes('\0') || question.parent?.includes('\0')) return [];
    const rows = await this.#ports.store.query({ ...question, ...asked });
    const checked = this.#ports.decisions.checkExport(principal, rows);
    if (!checked.ok) throw forbidden(checked.error.text);
    return rows;
  }

  /**
   * As `read`, a page at a time from `after` to the end, leaving out what may be read here and not taken out: that is
   * counted, and named to nobody.
   */
  async readToExport(
    principal: Principal,
    kind: RowKind,
    question: Omit<Question, 'after' | 'limit'> & { readonly after?: number },
  ): Promise<{ readonly rows: readonly Row[]; readonly withheld: number }> {
    const asked = this.#asked(principal, kind);
    const rows: Row[] = [];
    let withheld = 0;
    for (let after = question.after ?? 0; ; ) {
      const page = await this.#ports.store.query({ ...question, ...asked, after, limit: PAGE });
      for (const row of page) {
        if (this.#ports.decisions.checkExport(principal, [row]).ok) rows.push(row);
        else withheld += 1;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return { rows, withheld };
      after = last.seq;
    }
  }

  async count(
    principal: Principal,
    kind: RowKind,
    question: Omit<Question, 'limit'>,
  ): Promise<number> {
    return this.#ports.store.count({ ...question, ...this.#asked(principal, kind) });
  }

  /**
   * Every look of the monitors, whoever asks: for sums by region in a report, and nothing finer. No
   * route and no export gives these rows out.
   */
  async looks(question: Question): Promise<readonly Row[]> {
    const { labels, store } = this.#ports;
    const all = labels.entries().map(([id]) => id);
    return store.query({ ...question, kind: 'period', labels: all });
  }

  /** Throws where a principal may not do this to what the mission owns. */
  must(principal: Principal, action: Permission | 'stream' | 'export', label: LabelId): void {
    const decision = this.#ports.decisions.decide(principal, action, label);
    if (!decision.allow) throw forbidden(decision.reason);
  }

  /** Throws where a principal may not even ask for a kind. */
  mustRead(principal: Principal, kind: string): void {
    const open = guard(principal, kind);
    if (!open.ok) throw forbidden(open.error.text);
  }

  /** The kind under which a principal gets what it calls findings, events, cases, declarations or filings. */
  kindFor(principal: Principal, kind: RowKind): RowKind {
    if (principal.role === 'staff') return kind;
    if (principal.role === 'commission' && kind === 'case') return 'commission-case';
    return RELEASED.has(kind) ? (`released-${kind}` as RowKind) : kind;
  }

  #asked(principal: Principal, kind: RowKind) {
    const open = guard(principal, kind);
    if (!open.ok) {
      throw open.error.kind === 'unknown-kind'
        ? badRequest(open.error.text)
        : forbidden(open.error.text);
    }
    const labels = this.#ports.decisions.allowedLabels(principal, `read:${open.value}`);
    const audience = OF_AUDIENCES.test(kind) ? audienceOf(principal) : undefined;
    return { kind, labels, ...(audience !== undefined && { parent: audience }) };
  }
}
