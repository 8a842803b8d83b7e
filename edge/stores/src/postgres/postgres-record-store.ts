import type { Label, LabelId } from '@greenline/labels';
import type { Effects, RecordStore, Row, RowKind, RowQuery } from '@greenline/pipeline';
import pg from 'pg';
import { KINDS, mustBeText, RowDigest } from '../row-digest.ts';
import { StoreError } from '../store-error.ts';
import { clientConfig, type DatabaseAddress } from './connect.ts';
import { databaseError } from './database-error.ts';
import { conditions, type RowRecord, rowOf, tableOf } from './select-rows.ts';
import { connectWriter, writeEffects } from './write-effects.ts';

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
    const numbers = await this.#change((client) => writeEffects(client, effects, this.#numbers));
    if (numbers === this.#numbers) return;
    for (const [digest, number] of numbers) this.#know(digest, number);
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
    values.push(query.limit, query.skip ?? 0);
    const { rows } = await this.#read<RowRecord & { label: number }>(
      `select seq, id, label, at, lon, lat, parent, body from ${tableOf(query.kind)}
        where ${where} order by seq limit $${values.length - 1} offset $${values.length}`,
      values,
    );
    return rows.map((row) =>
      rowOf(query.kind, { ...row, digest: this.#digests.get(row.label) ?? UNKNOWN }),
    );
  }

  async count(query: Omit<RowQuery, 'limit' | 'skip'>): Promise<number> {
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
