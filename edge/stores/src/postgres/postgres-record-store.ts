import { canonicalJson } from '@greenline/base';
import type { Label, LabelId } from '@greenline/labels';
import type { Effects, RecordStore, Row, RowKind, RowQuery } from '@greenline/pipeline';
import pg from 'pg';
import { FACTS, KINDS, mustBeText, RowDigest } from '../row-digest.ts';
import { errorCode, StoreError } from '../store-error.ts';
import { clientConfig, connect, type DatabaseAddress } from './connect.ts';
import { copyRows } from './copy-rows.ts';
import { migrate } from './migrate.ts';
import { conditions, type RowRecord, rowOf, tableOf } from './select-rows.ts';

/**
 * Derived records in PostgreSQL, 15 or later. Opening it brings the schema up to date.
 *
 * Commits do not wait for the disk: the position is in the same transaction as the rows, so a crash
 * takes away a tail of whole transactions, which the fold of the journal writes again.
 */
export async function openPostgresStore(address: DatabaseAddress): Promise<RecordStore> {
  const writer = await connectWriter(address);
  const readers = new pg.Pool({ ...clientConfig(address), max: 8 });
  // A reader that loses its idle connection gets another with its next query.
  readers.on('error', () => undefined);
  return new PostgresRecordStore(address, writer, readers);
}

async function connectWriter(address: DatabaseAddress): Promise<pg.Client> {
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

const MERGED = ['seq', 'label', 'at', 'lon', 'lat', 'parent', 'body'];

class PostgresRecordStore implements RecordStore {
  readonly #address: DatabaseAddress;
  readonly #readers: pg.Pool;
  #writer: pg.Client | undefined;
  /** Numbers of labels as they were committed. */
  #numbers = new Map<LabelId, number>();
  #digests = new Map<number, LabelId>();
  /** The last change: changes happen one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(address: DatabaseAddress, writer: pg.Client, readers: pg.Pool) {
    this.#address = address;
    this.#writer = writer;
    this.#readers = readers;
  }

  async apply(effects: Effects): Promise<void> {
    for (const row of effects.rows) mustBeText(row);
    await this.#change((client) => this.#applyIn(client, effects));
  }

  async clear(): Promise<void> {
    await this.#change(async (client) => {
      const tables = [...KINDS.map(tableOf), 'greenline.label'].join(', ');
      await client.query(
        `begin; truncate ${tables}; update greenline.progress set position = 0, last_row = 0; commit`,
      );
    });
    this.#numbers.clear();
    this.#digests.clear();
  }

  async position(): Promise<number> {
    const { rows } = await this.#read<{ position: number }>(
      'select position from greenline.progress',
    );
    return rows[0]?.position ?? 0;
  }

  async labels(): Promise<readonly (readonly [LabelId, Label])[]> {
    const { rows } = await this.#read<{ digest: LabelId; body: string }>(
      'select digest, body from greenline.label order by id',
    );
    return rows.map(({ digest, body }) => [digest, JSON.parse(body)]);
  }

  async query(query: RowQuery): Promise<readonly Row[]> {
    const labels = await this.#numbersOf(query.labels);
    if (labels.length === 0) return [];
    const { where, values } = conditions(query, labels);
    values.push(query.limit);
    const { rows } = await this.#read<RowRecord & { label: number }>(
      `select seq, id, label, at, lon, lat, parent, body from ${tableOf(query.kind)}
        where ${where} order by seq limit $${values.length}`,
      values,
    );
    return rows.map((row) =>
      rowOf(query.kind, { ...row, digest: this.#digests.get(row.label) ?? UNKNOWN }),
    );
  }

  async count(query: Omit<RowQuery, 'limit'>): Promise<number> {
    const labels = await this.#numbersOf(query.labels);
    if (labels.length === 0) return 0;
    const { where, values } = conditions(query, labels);
    const { rows } = await this.#read<{ count: number }>(
      `select count(*) as count from ${tableOf(query.kind)} where ${where}`,
      values,
    );
    return rows[0]?.count ?? 0;
  }

  async digest(): Promise<string> {
    const client = await this.#readers.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      const digest = new RowDigest();
      for (const kind of KINDS) await addRows(client, kind, digest);
      await client.query('commit');
      return digest.digest();
    } catch (cause) {
      await client.query('rollback').catch(() => undefined);
      throw databaseError(cause);
    } finally {
      client.release();
    }
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#writer?.end().catch(() => undefined);
    this.#writer = undefined;
    if (!this.#readers.ended) await this.#readers.end();
  }

  async #applyIn(client: pg.Client, { position, labels, rows }: Effects): Promise<void> {
    await client.query('begin');
    const { rows: progress } = await client.query<{ position: number; last_row: number }>(
      'select position, last_row from greenline.progress for update',
    );
    const done = progress[0] ?? { position: 0, last_row: 0 };
    if (position <= done.position) {
      await client.query('rollback');
      return;
    }
    const fresh = rows.filter((row) => row.seq > done.last_row);
    const numbers = await declareLabels(client, labels, fresh, this.#numbers);
    const numberOf = (row: Row): number => {
      const number = numbers.get(row.label);
      if (number === undefined) throw new RangeError(`label ${row.label} was never declared`);
      return number;
    };
    let lastRow = done.last_row;
    for (const row of fresh) {
      numberOf(row);
      lastRow = Math.max(lastRow, row.seq);
    }
    for (const [kind, ofKind] of Map.groupBy(fresh, (row) => row.kind)) {
      if (FACTS.has(kind)) await copyRows(client, tableOf(kind), ofKind, numberOf);
      else await merge(client, kind, ofKind, numberOf);
    }
    await client.query('update greenline.progress set position = $1, last_row = $2', [
      position,
      lastRow,
    ]);
    await client.query('commit');
    if (numbers !== this.#numbers)
      for (const [digest, number] of numbers) this.#know(digest, number);
  }

  /** Runs one change after the other, on a connection that is made anew where it was lost. */
  #change<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const change = this.#last
      .catch(() => undefined)
      .then(async () => {
        this.#writer ??= await this.#reconnect();
        const client = this.#writer;
        try {
          return await work(client);
        } catch (cause) {
          await client.query('rollback').catch(async () => {
            this.#writer = undefined;
            await client.end().catch(() => undefined);
          });
          throw databaseError(cause);
        }
      });
    this.#last = change;
    return change;
  }

  async #reconnect(): Promise<pg.Client> {
    if (this.#readers.ended) throw new StoreError('closed', 'the record store is closed');
    // Another database may answer now, as after a rebuild: its labels have other numbers.
    this.#numbers.clear();
    this.#digests.clear();
    return connectWriter(this.#address);
  }

  async #numbersOf(labels: readonly LabelId[]): Promise<readonly number[]> {
    const unknown = labels.filter((label) => !this.#numbers.has(label));
    if (unknown.length > 0) {
      const { rows } = await this.#read<{ id: number; digest: LabelId }>(
        'select id, digest from greenline.label where digest = any($1)',
        [unknown],
      );
      for (const { id, digest } of rows) this.#know(digest, id);
    }
    return labels.flatMap((label) => this.#numbers.get(label) ?? []);
  }

  #know(digest: LabelId, number: number): void {
    this.#numbers.set(digest, number);
    this.#digests.set(number, digest);
  }

  async #read<T extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<pg.QueryResult<T>> {
    try {
      return await this.#readers.query<T>(text, values);
    } catch (cause) {
      throw databaseError(cause);
    }
  }
}

/** Adds labels that the database does not know; gives the numbers of all that the rows have. */
async function declareLabels(
  client: pg.Client,
  labels: Effects['labels'],
  rows: readonly Row[],
  known: ReadonlyMap<LabelId, number>,
): Promise<ReadonlyMap<LabelId, number>> {
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

async function addRows(client: pg.PoolClient, kind: RowKind, digest: RowDigest): Promise<void> {
  await client.query(
    `declare rows_of_kind no scroll cursor for
       select seq, r.id, l.digest, at, lon, lat, parent, r.body
         from ${tableOf(kind)} r join greenline.label l on l.id = r.label order by seq`,
  );
  for (;;) {
    const { rows } = await client.query<RowRecord>('fetch 2000 from rows_of_kind');
    if (rows.length === 0) break;
    for (const row of rows) digest.add(rowOf(kind, row));
  }
  await client.query('close rows_of_kind');
}

/** Never served: every row that is found has a label that was asked for. */
const UNKNOWN: LabelId = 'sha256:unknown';

/** What the database says, in one line; our own mistakes as they are. */
function databaseError(cause: unknown): unknown {
  if (cause instanceof StoreError || cause instanceof TypeError || cause instanceof RangeError)
    return cause;
  const code = errorCode(cause);
  if (code === '53100')
    return new StoreError('full', 'the database: its disk is full; free some space', cause);
  if (code === '25006')
    return new StoreError('read-only', 'the database is read-only; give the primary server', cause);
  const text = cause instanceof Error ? cause.message : String(cause);
  return new StoreError('failed', `the database: ${text}; check the server`, cause);
}
