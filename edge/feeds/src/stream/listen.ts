import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type Connector, countRefusal, type Deliver, noCounts } from '../deliver.ts';
import { Quota } from '../quota.ts';
import { Connection, type Conversation, type Framer, type Peer } from './connection.ts';

/** Keys of a listener that speaks TLS, PEM. Clients must show a certificate that `ca` signed. */
export interface TlsKeys {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

export interface StreamOptions {
  readonly port: number;
  readonly host?: string;
  readonly tls?: TlsKeys;
  /** Messages a second that one address may send; what goes beyond is dropped and counted as `quota`. */
  readonly mostPerS?: number;
  /** Connections at a time; one more is closed at once. */
  readonly mostConnections?: number;
  /** A connection that completes no message for so long is closed, ms. */
  readonly idleMs?: number;
  /** Messages of one connection in delivery above which its socket is paused. */
  readonly highWater?: number;
}

/** What a format makes of one stream: how it is cut, and what is answered. */
export interface Speech {
  readonly framer: Framer;
  readonly converse: (peer: Peer) => Conversation;
}

const HANDSHAKE_MS = 10_000;

/**
 * Listens for messages over TCP or TLS.
 *
 * A connection is read only as fast as its messages are kept, and holds at most one unfinished message.
 * Bytes without a complete message do not keep it open, so that a slow sender cannot hold its place.
 */
export async function listenStream(
  options: StreamOptions,
  speak: () => Speech,
  deliver: Deliver,
): Promise<Connector> {
  const { port, host = '127.0.0.1', mostConnections = 256 } = options;
  const quota = options.mostPerS === undefined ? undefined : new Quota(options.mostPerS);
  const counters = noCounts();
  const open = new Set<Connection>();
  const take = (socket: Socket): void => {
    if (open.size >= mostConnections) {
      countRefusal(counters, 'too-many-connections');
      socket.destroy();
      return;
    }
    const connection: Connection = new Connection(socket, {
      ...speak(),
      counters,
      deliver,
      ...(quota !== undefined && { quota }),
      highWater: options.highWater ?? 1_000,
      idleMs: options.idleMs ?? 60_000,
      onDone: () => {
        open.delete(connection);
        counters.connections = open.size;
      },
    });
    open.add(connection);
    counters.connections = open.size;
  };
  const sockets = new Set<Socket>();
  const server = serverOf(options, take);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    // Before the handshake is done a socket is nobody's connection yet: those too have a limit.
    if (sockets.size > 2 * mostConnections) {
      countRefusal(counters, 'too-many-connections');
      socket.destroy();
    }
  });
  server.on('tlsClientError', () => countRefusal(counters, 'certificate'));
  await listening(server, port, host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    counters,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...open].map((connection) => connection.close()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function serverOf({ tls }: StreamOptions, take: (socket: Socket) => void): Server {
  if (tls === undefined) return createServer(take);
  const handshakeTimeout = HANDSHAKE_MS;
  const client = { requestCert: true, rejectUnauthorized: true, handshakeTimeout };
  return createTlsServer({ ...tls, ...client, minVersion: 'TLSv1.2' }, take);
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
