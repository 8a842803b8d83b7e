import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { ClientBase } from 'pg';
import { StoreError } from '../store-error.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

/** The SQL files of this program, in the order in which they run. */
export function migrations(): readonly Migration[] {
  const folder = new URL('migrations/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings a database to this program's schema: what has not run yet runs in one transaction, and is
 * recorded. Throws a `StoreError` where the database was made by other migrations than ours.
 */
export async function migrate(client: ClientBase, ours = migrations()): Promise<void> {
  await client.query('begin');
  try {
    // Two nodes that start on one database wait for each other here.
    await client.query("select pg_advisory_xact_lock(hashtext('greenline migrations'))");
    await client.query(`
      create schema if not exists greenline;
      create table if not exists greenline.migration (
        name text primary key, digest text not null, ran_at timestamptz not null default now()
      )`);
    const { rows } = await client.query<{ name: string; digest: string }>(
      'select name, digest from greenline.migration order by name',
    );
    mustBeginWith(ours, rows);
    for (const { name, sql, digest } of ours.slice(rows.length)) {
      await client.query(sql);
      await client.query('insert into greenline.migration (name, digest) values ($1, $2)', [
        name,
        digest,
      ]);
    }
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    throw cause;
  }
  await offerGeometry(client);
}

function mustBeginWith(
  ours: readonly Migration[],
  ran: readonly { readonly name: string; readonly digest: string }[],
): void {
  ran.forEach(({ name, digest }, i) => {
    if (ours[i]?.name === name && ours[i]?.digest === digest) return;
    throw new StoreError(
      'foreign',
      `the database was set up by another version (${name} differs); drop its schema "greenline" and run greenline rebuild`,
    );
  });
}

async function offerGeometry(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_extension where extname = 'postgis'");
  if (rowCount === 0) return;
  await client.query(readFileSync(new URL('staff-geometry.sql', import.meta.url), 'utf8'));
}
