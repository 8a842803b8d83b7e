import type { Finding } from '../finding.ts';
import type { Row } from './row.ts';
import type { RowSink } from './row-keeper.ts';

const NONE: readonly Finding[] = [];

/** Findings that were made and not handed out yet, by id; what takes another's place says so in `supersedes`. */
export class ToldFindings implements RowSink {
  readonly opened?: NonNullable<RowSink['opened']>;
  #out = new Map<string, Finding>();

  /** With `endsOnly`, rows are told when they close, and only then. */
  constructor(endsOnly: boolean) {
    if (endsOnly) return;
    this.opened = (finding, replaced) =>
      replaced === undefined ? this.#tell(finding) : this.#correct(finding, replaced);
  }

  readonly closed: RowSink['closed'] = (finding, openId) => {
    if (finding.id !== openId)
      this.#tell(openId === undefined ? finding : { ...finding, supersedes: openId });
    else if (this.#out.has(finding.id)) this.#correct(finding, finding.id);
  };

  /** A revised event's row names the one before; the same event told twice makes no second row. */
  supersede(id: Row['openId'], replaced: NonNullable<Row['openId']>): void {
    const found = id === undefined ? undefined : this.#out.get(id);
    if (found === undefined) return;
    if (found.id === replaced) this.#out.delete(found.id);
    else this.#tell({ ...found, supersedes: replaced });
  }

  /** Hands out what there is. */
  drain(): readonly Finding[] {
    if (this.#out.size === 0) return NONE;
    const out = [...this.#out.values()];
    this.#out = new Map();
    return out;
  }

  #tell(finding: Finding): void {
    this.#out.set(finding.id, finding);
  }

  /** What was not told yet is not told at all; what was is superseded. */
  #correct(finding: Finding, replaced: Finding['id']): void {
    const before = this.#out.get(replaced);
    this.#out.delete(replaced);
    const supersedes = before === undefined ? replaced : before.supersedes;
    this.#tell(
      supersedes === undefined || supersedes === finding.id ? finding : { ...finding, supersedes },
    );
  }
}
