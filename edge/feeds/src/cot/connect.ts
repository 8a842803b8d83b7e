import { createServer, type Server, type Socket } from 'node:net';
import {
  type Connector,
  countRefusal,
  type Deliver,
  type FeedCounters,
  noCounts,
} from '../deliver.ts';
import { EventFramer } from './framer.ts';

export interface CotTcpOptions {
  readonly port: number;
  readonly host?: string;
  /** Connections at a time; one more is closed at once. */
  readonly mostConnections?: number;
  /** A connection that completes no event for so long is closed, ms. */
  readonly idleMs?: number;
  /** Messages of one connection in delivery above which its socket is paused. */
  readonly highWater?: number;
}

/**
 * Listens for CoT XML over TCP: events back to back, nothing is answered.
 *
 * A connection is read only as fast as its messages are kept, and holds at most one unfinished event.
 * Bytes without a complete event do not keep it open, so that a slow sender cannot hold its place.
 */
export async function listenCotTcp(options: CotTcpOptions, deliver: Deliver): Promise<Connector> {
  const { port, host = '127.0.0.1', mostConnections = 256 } = options;
  const counters = noCounts();
  const open = new Set<Connection>();
  const server = createServer((socket) => {
    if (open.size >= mostConnections) {
      countRefusal(counters, 'too-many-connections');
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, options, counters, deliver, () => {
      open.delete(connection);
      counters.connections = open.size;
    });
    open.add(connection);
    counters.connections = open.size;
  });
  await listening(server, port, host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    counters,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...open].map((connection) => connection.close()));
      await closed;
    },
  };
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

/** One sender's stream, from its first byte until its last message is kept. */
class Connection {
  readonly #socket: Socket;
  readonly #from: string;
  readonly #counters: FeedCounters;
  readonly #deliver: Deliver;
  readonly #highWater: number;
  readonly #idleMs: number;
  readonly #framer = new EventFramer();
  readonly #done: Promise<void>;
  #idle: NodeJS.Timeout | undefined;
  #pending = 0;
  #ended = false;
  #finish: () => void = () => {};

  constructor(
    socket: Socket,
    options: CotTcpOptions,
    counters: FeedCounters,
    deliver: Deliver,
    onDone: () => void,
  ) {
    this.#socket = socket;
    this.#from = `tcp://${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
    this.#counters = counters;
    this.#deliver = deliver;
    this.#highWater = options.highWater ?? 1_000;
    this.#idleMs = options.idleMs ?? 60_000;
    this.#done = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#done.then(onDone, onDone);
    socket.on('data', (piece) => this.#take(piece));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#end());
    this.#restartIdle();
  }

  /** Takes no more bytes; resolves when what was delivered is kept. */
  close(): Promise<void> {
    this.#socket.destroy();
    return this.#done;
  }

  #take(piece: Uint8Array): void {
    this.#counters.bytes += piece.length;
    if (this.#send(this.#framer.push(piece))) this.#restartIdle();
    if (this.#pending > this.#highWater) this.#pause();
  }

  #send(framed: ReturnType<EventFramer['push']>): boolean {
    for (const one of framed) {
      this.#counters.received += 1;
      if (one.ok) void this.#keep(one.value.bytes, one.value.offset);
      else countRefusal(this.#counters, one.error.kind);
    }
    return framed.length > 0;
  }

  async #keep(bytes: Uint8Array, offset: number): Promise<void> {
    this.#pending += 1;
    this.#counters.pending += 1;
    try {
      await this.#deliver(bytes, { format: 'cot', from: this.#from, offset });
      this.#counters.kept += 1;
    } catch {
      this.#counters.failed += 1;
      this.#socket.destroy();
    }
    this.#pending -= 1;
    this.#counters.pending -= 1;
    if (this.#pending <= this.#highWater / 2 && this.#socket.isPaused()) this.#resume();
    if (this.#ended && this.#pending === 0) this.#finish();
  }

  /** The clock stops with the reading: waiting for us is not idling. */
  #pause(): void {
    this.#socket.pause();
    clearTimeout(this.#idle);
  }

  #resume(): void {
    this.#socket.resume();
    this.#restartIdle();
  }

  #restartIdle(): void {
    clearTimeout(this.#idle);
    if (this.#ended) return;
    this.#idle = setTimeout(() => {
      countRefusal(this.#counters, 'idle');
      this.#socket.destroy();
    }, this.#idleMs);
    this.#idle.unref();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#ended = true;
    this.#send(this.#framer.end());
    if (this.#pending === 0) this.#finish();
  }
}
