import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { countRefusal, type Deliver, type FeedCounters } from '../deliver.ts';
import type { Quota } from '../quota.ts';
import type { Holder, Unfinished } from './unfinished.ts';

/** Cuts a stream into messages, however its bytes are chopped into pieces. */
export interface Framer {
  push(piece: Uint8Array): readonly Result<RawMessage, DecodeError>[];
  end(): readonly Result<RawMessage, DecodeError>[];
  /** Nothing more can be read of the stream. */
  readonly broken?: boolean;
}

/** The other end of a connection. */
export interface Peer {
  /** As `tls://192.0.2.7:50123`. */
  readonly from: string;
  /** Common name of the certificate it showed and we trust; absent without one. */
  readonly certified?: string;
  /** False where it lets too much lie unread: the connection is closed then. */
  send(bytes: Uint8Array): boolean;
  close(): void;
}

/** What is said on one connection besides what is merely heard. */
export interface Conversation {
  /** The format under which a message goes to the journal; `undefined` where it goes nowhere. */
  heard(message: Uint8Array): string | undefined;
  /** A message is safe now: answers that promise so may be given. */
  kept?(message: Uint8Array): void;
  /** Something came that is no message. */
  refused?(error: DecodeError): void;
  closed?(): void;
}

/** Of what a peer does not read so much is held, bytes. */
const MOST_UNREAD = 4 * 1024 * 1024;

export interface ConnectionPorts {
  readonly framer: Framer;
  readonly counters: FeedCounters;
  readonly deliver: Deliver;
  readonly converse: (peer: Peer) => Conversation;
  /** Shared by all connections of a link: a second connection buys nobody a second quota. */
  readonly quota?: Quota;
  /** Shared by all connections of a link. */
  readonly unfinished?: Unfinished;
  readonly highWater: number;
  readonly idleMs: number;
  readonly onDone: () => void;
}

/** One sender's stream, from its first byte until its last message is kept. */
export class Connection implements Holder {
  readonly #socket: Socket;
  readonly #from: string;
  readonly #address: string;
  readonly #ports: ConnectionPorts;
  readonly #conversation: Conversation;
  readonly #done: Promise<void>;
  #idle: NodeJS.Timeout | undefined;
  #pending = 0;
  /** Bytes since the last message was whole. */
  #unfinished = 0;
  #ended = false;
  #finish: () => void = () => {};

  constructor(socket: Socket, ports: ConnectionPorts) {
    this.#socket = socket;
    this.#ports = ports;
    this.#address = socket.remoteAddress ?? 'unknown';
    const scheme = socket instanceof TLSSocket ? 'tls' : 'tcp';
    this.#from = `${scheme}://${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
    this.#done = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#done.then(ports.onDone, ports.onDone);
    socket.on('data', (piece) => this.#take(piece));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#end());
    this.#restartIdle();
    this.#conversation = ports.converse(this.#peer());
  }

  /** Takes no more bytes; resolves when what was delivered is kept. */
  close(): Promise<void> {
    this.#socket.destroy();
    return this.#done;
  }

  /** Its unfinished message is too much for the link. */
  shed(): void {
    countRefusal(this.#ports.counters, 'unfinished');
    this.#socket.destroy();
  }

  #peer(): Peer {
    const socket = this.#socket;
    const certified = certifiedName(socket);
    return {
      from: this.#from,
      ...(certified !== undefined && { certified }),
      send: (bytes) => {
        if (socket.destroyed || !socket.writable) return false;
        if (socket.writableLength > MOST_UNREAD) {
          countRefusal(this.#ports.counters, 'slow-reader');
          socket.destroy();
          return false;
        }
        socket.write(bytes);
        return true;
      },
      close: () => void socket.end(),
    };
  }

  #take(piece: Uint8Array): void {
    const { framer, counters, highWater, unfinished } = this.#ports;
    counters.bytes += piece.length;
    if (this.#send(framer.push(piece))) {
      this.#restartIdle();
      this.#unfinished = 0;
    } else this.#unfinished += piece.length;
    unfinished?.note(this, this.#unfinished);
    if (framer.broken === true) this.#socket.end();
    else if (this.#pending > highWater) this.#pause();
  }

  #send(framed: ReturnType<Framer['push']>): boolean {
    const { counters } = this.#ports;
    for (const one of framed) {
      counters.received += 1;
      if (!one.ok) {
        countRefusal(counters, one.error.kind);
        this.#conversation.refused?.(one.error);
      } else if (this.#ports.quota?.allows(this.#address, one.value.bytes.length) === false) {
        countRefusal(counters, 'quota');
      } else {
        const { bytes, offset } = one.value;
        const format = this.#conversation.heard(bytes);
        if (format !== undefined) void this.#keep(bytes, offset, format);
      }
    }
    return framed.length > 0;
  }

  async #keep(bytes: Uint8Array, offset: number, format: string): Promise<void> {
    const { counters, deliver, highWater } = this.#ports;
    this.#pending += 1;
    counters.pending += 1;
    try {
      await deliver(bytes, { format, from: this.#from, offset });
      counters.kept += 1;
      this.#conversation.kept?.(bytes);
    } catch {
      counters.failed += 1;
      this.#socket.destroy();
    }
    this.#pending -= 1;
    counters.pending -= 1;
    if (this.#pending <= highWater / 2 && this.#socket.isPaused()) this.#resume();
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
      countRefusal(this.#ports.counters, 'idle');
      this.#socket.destroy();
    }, this.#ports.idleMs);
    this.#idle.unref();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#ended = true;
    this.#ports.unfinished?.note(this, 0);
    this.#send(this.#ports.framer.end());
    this.#conversation.closed?.();
    if (this.#pending === 0) this.#finish();
  }
}

function certifiedName(socket: Socket): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const name: unknown = socket.getPeerCertificate()?.subject?.CN;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
