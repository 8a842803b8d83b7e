import pg from 'pg';
import { errorCode, StoreError } from '../store-error.ts';

/** Where a PostgreSQL server listens: a URL, or the parts of one. */
export type DatabaseAddress = string | DatabaseParts;

export interface DatabaseParts {
  /** A host name, or the folder of a unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

export const OLDEST_SERVER = 15;

/** Settings for `pg`; every bigint we keep is below 2^53, so they are numbers. */
export function clientConfig(address: DatabaseAddress): pg.ClientConfig {
  const common = {
    application_name: 'greenline',
    connectionTimeoutMillis: 5000,
    types: { getTypeParser },
  };
  if (typeof address !== 'string') return { ...address, ssl: false, ...common };
  return { connectionString: address, ...common };
}

const INT8 = 20;
const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
  id === INT8 ? Number : pg.types.getTypeParser(id, format as 'text');

/** Connects and checks the version. Throws a `StoreError`, one line that shows no password. */
export async function connect(address: DatabaseAddress): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client(clientConfig(address));
  } catch (cause) {
    throw new StoreError(
      'unreachable',
      '--database: not a PostgreSQL URL; write postgresql://USER:PASSWORD@HOST:5432/NAME',
      cause,
    );
  }
  client.on('error', () => undefined);
  const place = `${client.host}:${client.port}/${client.database ?? ''}`;
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    mustBeRecent(place, Number(rows[0]?.server_version_num));
    return client;
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause instanceof StoreError ? cause : unreachable(place, cause);
  }
}

/** `version` as PostgreSQL numbers them: 150004 is 15.4. */
export function mustBeRecent(place: string, version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_SERVER) return;
  throw new StoreError(
    'too-old',
    `${place}: PostgreSQL ${major} is too old; give a server of version ${OLDEST_SERVER} or later with --database`,
  );
}

function unreachable(place: string, cause: unknown): StoreError {
  const remedies: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there; start the server or correct --database',
    ENOENT: 'there is no such socket; start the server or correct --database',
    ENOTFOUND: 'no such host; correct --database',
    '28P01': 'wrong password; correct --database',
    '28000': "this user may not connect; correct --database or the server's pg_hba.conf",
    '3D000': 'no such database; create it or correct --database',
    '53300': 'too many connections; raise max_connections',
  };
  const code = errorCode(cause) ?? '';
  const text = cause instanceof Error && cause.message !== '' ? cause.message : code;
  const reason = remedies[code] ?? `${text}; check the server and --database`;
  return new StoreError('unreachable', `${place}: ${reason}`, cause);
}
