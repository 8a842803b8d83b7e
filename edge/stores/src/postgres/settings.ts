import { userInfo } from 'node:os';

/** The one role of the embedded server, and the database it begins with. */
export const OWNER = 'greenline';

/** A unix socket in a folder; on Windows a port on the loopback address. */
export type Listening =
  | { readonly socketFolder: string; readonly port: number }
  | { readonly port: number };

/**
 * The server's configuration files, written anew at each start.
 *
 * Over the socket the system itself says who is there (`peer`): the server's own user, and the user
 * that runs the node. Its log tells of failures, never of a record's content.
 */
export function settings(
  account: string,
  listening: Listening,
): Readonly<Record<'postgresql.conf' | 'pg_hba.conf' | 'pg_ident.conf', string>> {
  const onSocket = 'socketFolder' in listening;
  const users = onSocket ? new Set([account, userInfo().username]) : new Set<string>();
  return {
    'postgresql.conf': lines({
      listen_addresses: onSocket ? '' : '127.0.0.1',
      port: listening.port,
      unix_socket_directories: onSocket ? listening.socketFolder : '',
      unix_socket_permissions: '0700',
      max_connections: 60,
      fsync: 'on',
      full_page_writes: 'on',
      wal_level: 'minimal',
      max_wal_senders: 0,
      max_wal_size: '2GB',
      min_wal_size: '256MB',
      checkpoint_timeout: '15min',
      shared_buffers: '256MB',
      effective_cache_size: '1GB',
      random_page_cost: 1.1,
      jit: 'off',
      timezone: 'UTC',
      log_timezone: 'UTC',
      log_min_messages: 'warning',
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
    }),
    'pg_hba.conf': onSocket
      ? `local all ${OWNER} peer map=node\n`
      : `host all ${OWNER} 127.0.0.1/32 scram-sha-256\n`,
    'pg_ident.conf': [...users].map((user) => `node "${user}" ${OWNER}\n`).join(''),
  };
}

const lines = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join('');
