import type { Instant, JsonObject } from '@greenline/base';
import type { Filing } from './filing.ts';
import type { Watch } from './watch.ts';

/**
 * All filings of a node: maps of plain values, structured-clone-able.
 *
 * `fileNew`, `takeStep` and `tickFilings` fold it in place; the filings in it are never altered, each
 * change puts a new one in the old one’s stead.
 */
export interface FilingBook {
  readonly filings: Map<string, Filing>;
  /** Those with a clock that runs and is not yet overdue. */
  readonly running: Set<string>;
  /** Remedies on a case: what comes again is held against them. */
  readonly remedies: Set<string>;
  /** By the id of a window of silence: what was seen in it so far. */
  readonly watches: Map<string, Watch>;
}

export const emptyFilingBook = (): FilingBook => ({
  filings: new Map(),
  running: new Set(),
  remedies: new Set(),
  watches: new Map(),
});

export function keepFiling(book: FilingBook, changed: Filing): Filing {
  book.filings.set(changed.id, changed);
  const runs = changed.clocks.some(({ to, overdue }) => to === undefined && !overdue);
  if (runs) book.running.add(changed.id);
  else {
    book.running.delete(changed.id);
    book.watches.delete(changed.id);
  }
  if (changed.form === 'remedy' && changed.case !== undefined) book.remedies.add(changed.id);
  return changed;
}

/** Notes what the machine made of a filing; `undefined` where there is none of that id. */
export function noteOutcome(book: FilingBook, id: string, outcome: JsonObject): Filing | undefined {
  const filing = book.filings.get(id);
  return filing && keepFiling(book, { ...filing, outcome });
}

/** Notes that what a remedy was agreed for came again. */
export function noteRecurrence(
  book: FilingBook,
  id: string,
  newCase: string,
  recordedAt: Instant,
): Filing | undefined {
  const filing = book.filings.get(id);
  if (filing === undefined) return undefined;
  const { state, history } = filing;
  const reason = `case ${newCase} is like the one it was agreed for`;
  const line = {
    entry: 'rule',
    recordedAt,
    rule: 'recurrence',
    before: state,
    state,
    reason,
  } as const;
  return keepFiling(book, { ...filing, history: [...history, line] });
}
