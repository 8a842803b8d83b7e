import { canonicalJson } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Effects, Row, RowKind } from '@greenline/pipeline';
import type pg from 'pg';
import { FACTS } from '../row-digest.ts';
import { connect, type DatabaseAddress } from './connect.ts';
import { copyRows } from './copy-rows.ts';
import { databaseError } from './database-error.ts';
import { migrate } from './migrate.ts';
import { tableOf } from './select-rows.ts';

/** The numbers that labels have in one database. */
export type LabelNumbers = ReadonlyMap<LabelId, number>;

/** A connection that writes, to a database brought up to date. */
export async function connectWriter(address: DatabaseAddress): Promise<pg.Client> {
  const client = await connect(address);
  try {
    await migrate(client);
    await client.query('set synchronous_commit = off');
    await client.query(
      'create temporary table staged (like greenline.track) on commit delete rows',
    );
    return client;
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw databaseError(cause);
  }
}

/**
 * Writes effects in one transaction, but for what is already there. Gives the numbers of labels,
 * `known` itself where there was none to add. After a rejection the caller rolls back.
 */
export async function writeEffects(
  client: pg.Client,
  { position, labels, rows }: Effects,
  known: LabelNumbers,
): Promise<LabelNumbers> {
  await client.query('begin');
  const { rows: progress } = await client.query<{ position: number; last_row: number }>(
    'select position, last_row from greenline.progress for update',
  );
  const done = progress[0] ?? { position: 0, last_row: 0 };
  if (position <= done.position) {
    await client.query('rollback');
    return known;
  }
  const fresh = rows.filter((row) => row.seq > done.last_row);
  const numbers = await declareLabels(client, labels, fresh, known);
  const numberOf = (row: Row): number => {
    const number = numbers.get(row.label);
    if (number === undefined) throw new RangeError(`label ${row.label} was never declared`);
    return number;
  };
  for (const row of fresh) numberOf(row);
  for (const [kind, ofKind] of Map.groupBy(fresh, (row) => row.kind)) {
    if (FACTS.has(kind)) await copyRows(client, tableOf(kind), ofKind, numberOf);
    else await merge(client, kind, ofKind, numberOf);
  }
  const lastRow = fresh.reduce((last, row) => Math.max(last, row.seq), done.last_row);
  await client.query('update greenline.progress set position = $1, last_row = $2', [
    position,
    lastRow,
  ]);
  await client.query('commit');
  return numbers;
}

/** Adds labels that the database does not know; gives the numbers of all that the rows have. */
async function declareLabels(
  client: pg.Client,
  labels: Effects['labels'],
  rows: readonly Row[],
  known: LabelNumbers,
): Promise<LabelNumbers> {
  const unknown = labels.filter(([digest]) => !known.has(digest));
  if (unknown.length === 0 && rows.every(({ label }) => known.has(label))) return known;
  for (const [digest, label] of unknown) {
    await client.query(
      'insert into greenline.label (digest, body) values ($1, $2) on conflict (digest) do nothing',
      [digest, canonicalJson(label)],
    );
  }
  const { rows: all } = await client.query<{ id: number; digest: LabelId }>(
    'select id, digest from greenline.label',
  );
  return new Map(all.map(({ id, digest }) => [digest, id]));
}

const MERGED = ['seq', 'label', 'at', 'lon', 'lat', 'parent', 'body'];

/** Writes the latest of each id, through a table of this connection. */
async function merge(
  client: pg.Client,
  kind: RowKind,
  rows: readonly Row[],
  numberOf: (row: Row) => number,
): Promise<void> {
  const latest = new Map<string, Row>();
  for (const row of rows) if (row.seq > (latest.get(row.id)?.seq ?? -1)) latest.set(row.id, row);
  await client.query('truncate staged');
  await copyRows(client, 'staged', [...latest.values()], numberOf);
  await client.query(
    `insert into ${tableOf(kind)} as old (id, ${MERGED.join(', ')})
       select id, ${MERGED.join(', ')} from staged
     on conflict (id) do update
       set ${MERGED.map((column) => `${column} = excluded.${column}`).join(', ')}
       where excluded.seq > old.seq`,
  );
}
