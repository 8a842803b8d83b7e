import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type Connector, countRefusal, type Deliver, type Missing, noCounts } from '../deliver.ts';
import { quotaOf } from '../quota.ts';
import { Connection, type Conversation, type Framer, type Peer } from './connection.ts';
import { Unfinished } from './unfinished.ts';

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
  /** The same, of bytes. */
  readonly mostBytesPerS?: number;
  /** Connections at a time, in all and from one address (half of all, unless said); one more is closed at once. */
  readonly mostConnections?: number;
  readonly mostConnectionsPerAddress?: number;
  /** A connection that completes no message for so long is closed, ms. */
  readonly idleMs?: number;
  /** Messages of one connection in delivery above which its socket is paused. */
  readonly highWater?: number;
  /** Counted by whoever cuts the messages. */
  readonly missing?: Missing;
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
 * A connection is read only as fast as its messages are kept, and holds at most one unfinished message; all
 * connections together hold at most `MOST_UNFINISHED` bytes of such.
 * Bytes without a complete message do not keep it open, so that a slow sender cannot hold its place.
 */
export async function listenStream(
  options: StreamOptions,
  speak: () => Speech,
  deliver: Deliver,
): Promise<Connector> {
  const { port, host = '127.0.0.1', mostConnections = 256 } = options;
  const mostPerAddress = options.mostConnectionsPerAddress ?? Math.ceil(mostConnections / 2);
  const quota = quotaOf(options);
  const counters = noCounts(options.missing);
  const open = new Set<Connection>();
  const unfinished = new Unfinished();
  const places = new Places(mostPerAddress);
  const take = (socket: Socket): void => {
    // A socket that is refused, or reset before its connection hears of it, must not end the process.
    socket.on('error', () => socket.destroy());
    if (socket.destroyed) return;
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
      unfinished,
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
  const counted = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    const address = socket.remoteAddress ?? 'unknown';
    const hasPlace = places.take(address);
    socket.on('close', () => {
      sockets.delete(socket);
      if (hasPlace) places.leave(address);
    });
    // Before the handshake is done a socket is nobody's connection yet: those too have a limit.
    if (!hasPlace || sockets.size > 2 * mostConnections) {
      countRefusal(counters, 'too-many-connections');
      socket.destroy();
    }
  };
  // Node's own listener begins the handshake of a TLS socket, and must find it whole.
  if (options.tls === undefined) server.prependListener('connection', counted);
  else server.on('connection', counted);
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

/** How many sockets each address has open. */
class Places {
  readonly #most: number;
  readonly #held = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether the address may have one more; if so it has. */
  take(address: string): boolean {
    const held = this.#held.get(address) ?? 0;
    if (held >= this.#most) return false;
    this.#held.set(address, held + 1);
    return true;
  }

  leave(address: string): void {
    const held = (this.#held.get(address) ?? 1) - 1;
    if (held > 0) this.#held.set(address, held);
    else this.#held.delete(address);
  }
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
