import type { Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';

/** Where a message came from, for the journal's record of it. */
export interface Arrival {
  /** Format of the feed, as `cot`. */
  readonly format: string;
  /** The sender as the socket knows it, as `tcp://192.0.2.7:50123`. */
  readonly from: string;
  /** Byte offset in the connection's stream, or in the datagram. */
  readonly offset: number;
  /** The device that signed it; absent on a link that takes what nobody signed. */
  readonly device?: string;
  /** To be kept before the message, in one with it: on the first message of an envelope. */
  readonly envelope?: Uint8Array;
}

/** A datagram that its device has signed, out of its envelope. */
export interface Opened {
  readonly device: string;
  /** For the journal. */
  readonly envelope: Uint8Array;
  readonly payload: Uint8Array;
  /** Where the payload began in the datagram. */
  readonly offset: number;
}

/** Takes a datagram out of its envelope, or says why it is not believed. */
export type OpenEnvelope = (datagram: Uint8Array) => Result<Opened, DecodeError>;

/**
 * Takes one message over. Resolves when the message is safe (in the journal), and only then does it
 * count as kept. Rejects when the world failed: the connection is closed, so that its sender knows.
 */
export type Deliver = (bytes: Uint8Array, arrival: Arrival) => Promise<void>;

/** What a connector has seen since it was opened. */
export interface FeedCounters {
  /** Messages cut out of the stream, and what was refused before it was one. */
  received: number;
  kept: number;
  /** Refused by the connector itself, by kind; the decoder's refusals are the node's to count. */
  readonly refused: Record<string, number>;
  /** Messages whose delivery failed. */
  failed: number;
  bytes: number;
  connections: number;
  /** Messages delivered and not yet kept: the queue. */
  pending: number;
  /** What senders numbered and what never came, by what they number; empty where the format numbers nothing. */
  readonly missing: Missing;
}

/** Counts by name, asked when they are shown. */
export type Missing = Readonly<Record<string, () => number>>;

export const noCounts = (missing: Missing = {}): FeedCounters => ({
  received: 0,
  kept: 0,
  refused: {},
  failed: 0,
  bytes: 0,
  connections: 0,
  pending: 0,
  missing,
});

export function countRefusal(counters: FeedCounters, kind: string): void {
  counters.refused[kind] = (counters.refused[kind] ?? 0) + 1;
}

/** An open socket of a feed. */
export interface Connector {
  readonly port: number;
  readonly counters: Readonly<FeedCounters>;
  /** Stops listening, lets what was delivered finish, closes all connections. */
  close(): Promise<void>;
}
