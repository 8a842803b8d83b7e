import type { LabelId } from '@greenline/labels';
import type { Row, RowKind, RowQuery } from '@greenline/pipeline';

export const tableOf = (kind: RowKind): string => `greenline."${kind}"`;

export interface RowRecord {
  readonly seq: number;
  readonly id: string;
  readonly digest: LabelId;
  readonly at: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly parent: string | null;
  readonly body: string;
}

/** The conditions of a query over a record table, with labels as their numbers in this database. */
export function conditions(
  query: Omit<RowQuery, 'limit' | 'skip'>,
  labels: readonly number[],
): { readonly where: string; readonly values: unknown[] } {
  const values: unknown[] = [query.after, labels];
  const parts = ['seq > $1', 'label = any($2::int[])'];
  const add = (condition: (value: string) => string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    parts.push(condition(`$${values.length}`));
  };
  add((value) => `at >= ${value}`, query.from);
  add((value) => `at < ${value}`, query.to);
  add((value) => `id = ${value}`, query.id);
  add((value) => `parent = ${value}`, query.parent);
  if (query.box !== undefined) {
    const [west, south, east, north] = query.box;
    add((value) => `lat >= ${value}`, south);
    add((value) => `lat <= ${value}`, north);
    values.push(west, east);
    const [from, to] = [`lon >= $${values.length - 1}`, `lon <= $${values.length}`];
    parts.push(west <= east ? `${from} and ${to}` : `(${from} or ${to})`);
  }
  return { where: parts.join(' and '), values };
}

export function rowOf(kind: RowKind, record: RowRecord): Row {
  const { seq, id, digest, at, lon, lat, parent, body } = record;
  return {
    kind,
    seq,
    id,
    label: digest,
    at: at as Row['at'],
    ...(lon === null ? {} : { lon }),
    ...(lat === null ? {} : { lat }),
    ...(parent === null ? {} : { parent }),
    body,
  };
}
