import { createHash, randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskError, StoreError } from '../store-error.ts';
import { type Account, canEnter, serverAccount } from './account.ts';
import { binariesFor } from './binaries.ts';
import { type Cluster, initialise, isRunning, makeOwned, start, stop } from './cluster.ts';
import { connect, type DatabaseParts } from './connect.ts';
import { type Listening, OWNER } from './settings.ts';

/** A PostgreSQL server of this node's own. */
export interface EmbeddedServer {
  /** Where its data lie: in the data folder, or for root where the server's user can enter. */
  readonly folder: string;
  /** The address of a database on it, which is made if missing. Lower-case letters and `_`. */
  database(name: string): Promise<DatabaseParts>;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL for a data folder whose lock this process holds.
 *
 * A server left behind by a node that was killed is stopped first. `say` gets a line for what an
 * operator should know. Throws a `StoreError`, one line, where it cannot start.
 */
export async function startEmbedded(
  dataDir: string,
  say: (line: string) => void,
): Promise<EmbeddedServer> {
  const account = await serverAccount();
  try {
    const place = await placeFor(account, dataDir);
    const folder = join(place, 'postgres');
    if (place !== (await realpath(dataDir)))
      say(`the database lies in ${folder}: user "${account.name}" cannot enter ${dataDir}`);
    await makeOwned(account, folder);
    const shelter = account.other === undefined ? place : await openFolder(SHELTER);
    const binaries = await binariesFor(account, shelter);
    const cluster: Cluster = { folder, account, binaries };
    if (await isRunning(cluster)) {
      say(`stopping a database server that an earlier node left behind in ${folder}`);
      await stop(cluster);
    }
    const password = await passwordIn(folder);
    await initialise(cluster, password);
    const listening = await listeningFor(account, folder);
    await start(cluster, listening);
    return {
      folder,
      database: (name) => databaseOn(addressOf(listening, password), name),
      stop: () => stop(cluster),
    };
  } catch (cause) {
    throw diskError(dataDir, cause);
  }
}

/** Where root's servers lie when their user cannot enter the data folder. */
const SHELTER = '/var/lib/greenline';

async function placeFor(account: Account, dataDir: string): Promise<string> {
  const own = await realpath(dataDir);
  if (await canEnter(account, own)) return own;
  await openFolder(SHELTER);
  const place = await openFolder(join(SHELTER, `data-${shortDigest(own)}`));
  if (await canEnter(account, place)) return place;
  throw new StoreError(
    'account',
    `${place}: user "${account.name}" cannot enter it; open the folders above it, or give a server with --database`,
  );
}

/** Makes a folder that all may pass through, whatever the umask. */
async function openFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  return folder;
}

/** What a socket's path may have on every system we run on, `/.s.PGSQL.5432` included. */
const LONGEST_SOCKET_PATH = 103;
const PORT = 5432;

async function listeningFor(account: Account, folder: string): Promise<Listening> {
  if (process.platform === 'win32') return { port: await freePort() };
  const inside = join(folder, 'socket');
  const length = Buffer.byteLength(join(inside, `.s.PGSQL.${PORT}`));
  const socketFolder =
    length <= LONGEST_SOCKET_PATH ? inside : join(shortTmp(), `greenline-${shortDigest(folder)}`);
  await makeOwned(account, socketFolder);
  await mustBePrivate(account, socketFolder);
  return { socketFolder, port: PORT };
}

const shortTmp = (): string => (tmpdir().length <= 48 ? tmpdir() : '/tmp');

/** Anybody can make a folder of this name in a place open to all, before we do. */
async function mustBePrivate({ other }: Account, folder: string): Promise<void> {
  const found = await lstat(folder);
  const owner = other?.uid ?? process.getuid?.();
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return;
  throw new StoreError('forbidden', `${folder}: belongs to somebody else; remove it`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Drawn once. Over a socket it is not asked for. */
async function passwordIn(folder: string): Promise<string> {
  const path = join(folder, 'password');
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined && known !== '') return known;
  const drawn = randomBytes(24).toString('base64url');
  await writeFile(path, drawn, { mode: 0o600 });
  return drawn;
}

const addressOf = (listening: Listening, password: string): DatabaseParts => ({
  host: 'socketFolder' in listening ? listening.socketFolder : '127.0.0.1',
  port: listening.port,
  user: OWNER,
  password,
  database: 'postgres',
});

async function databaseOn(server: DatabaseParts, name: string): Promise<DatabaseParts> {
  if (!/^[a-z][a-z_]*$/.test(name)) throw new RangeError(`"${name}" is no name for a database`);
  const client = await connect(server);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database "${name}"`);
  } finally {
    await client.end();
  }
  return { ...server, database: name };
}

const shortDigest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);
