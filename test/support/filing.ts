import { canonicalJson, type Instant, type JsonObject, utf8 } from '@greenline/base';
import type { Filing, ShownFiling } from '@greenline/filings';
import { type JournalInput, type Row, readRecord } from '@greenline/pipeline';

/** A filing, or a step on one, as the HTTP interface writes it into the journal. */
export const handedIn = (by: string, what: JsonObject, receivedAt: Instant): JournalInput => ({
  receivedAt,
  lane: 'normal',
  type: 'filing',
  by,
  offset: 0,
  bytes: utf8(canonicalJson({ by, at: new Date(receivedAt).toISOString(), ...what })),
});

/** The newest state of each filing, as mission staff have it. */
export const filings = (rows: readonly Row[]): ReadonlyMap<string, Filing> =>
  newest(rows, 'filing');

/** And as it is shown to those it is shown to. */
export const shownFilings = (rows: readonly Row[]): ReadonlyMap<string, ShownFiling> =>
  newest(rows, 'released-filing');

const newest = <T extends object>(
  rows: readonly Row[],
  kind: Row['kind'],
): ReadonlyMap<string, T> =>
  new Map(rows.filter((row) => row.kind === kind).map(({ id, body }) => [id, readRecord<T>(body)]));
