import { createSocket } from 'node:dgram';
import type { Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { type Arrival, type Connector, countRefusal, type Deliver, noCounts } from '../deliver.ts';
import { Quota } from '../quota.ts';

export interface DatagramOptions {
  readonly port: number;
  readonly host?: string;
  /** Multicast group to join, as 239.2.3.1. */
  readonly group?: string;
  /** Messages in delivery above which datagrams are dropped, and counted. */
  readonly highWater?: number;
  /** Messages a second that one address may send; what goes beyond is dropped and counted as `quota`. */
  readonly mostPerS?: number;
}

/** First octets of IPv4 multicast. */
const MULTICAST = /^(22[4-9]|23\d)\./;

/** Cuts one datagram into messages. `from` names its sender, for what goes on from one to the next. */
export type CutDatagram = (
  datagram: Uint8Array,
  from: string,
) => Iterable<Result<RawMessage, DecodeError>>;

/**
 * Listens for messages over UDP, any number a datagram. A host that is a multicast group is joined. UDP cannot be held back: above the high-water
 * mark a datagram is dropped and counted as `overrun`, so that loss is seen.
 */
export async function listenDatagrams(
  options: DatagramOptions,
  formatOf: (datagram: Uint8Array) => string,
  cut: CutDatagram,
  deliver: Deliver,
): Promise<Connector> {
  const { port, host = '127.0.0.1', highWater = 10_000 } = options;
  const group = options.group ?? (MULTICAST.test(host) ? host : undefined);
  const quota = options.mostPerS === undefined ? undefined : new Quota(options.mostPerS);
  const counters = noCounts();
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', reuseAddr: true });
  let whenEmpty: () => void = () => {};

  const keep = async (bytes: Uint8Array, arrival: Arrival): Promise<void> => {
    counters.pending += 1;
    try {
      await deliver(bytes, arrival);
      counters.kept += 1;
    } catch {
      counters.failed += 1;
    }
    counters.pending -= 1;
    if (counters.pending === 0) whenEmpty();
  };

  socket.on('message', (datagram, sender) => {
    counters.bytes += datagram.length;
    const from = `udp://${sender.address}:${sender.port}`;
    const format = formatOf(datagram);
    for (const one of cut(datagram, from)) {
      counters.received += 1;
      if (!one.ok) countRefusal(counters, one.error.kind);
      else if (quota?.allows(sender.address) === false) countRefusal(counters, 'quota');
      else if (counters.pending >= highWater) countRefusal(counters, 'overrun');
      else void keep(one.value.bytes, { format, from, offset: one.value.offset });
    }
  });

  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, () => {
      socket.off('error', reject);
      socket.on('error', () => countRefusal(counters, 'socket'));
      try {
        if (group !== undefined) socket.addMembership(group);
        resolve();
      } catch (cause) {
        socket.close();
        reject(new Error(`cannot join the multicast group ${group}`, { cause }));
      }
    });
  });
  return {
    port: socket.address().port,
    counters,
    close: async () => {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
      if (counters.pending > 0)
        await new Promise<void>((resolve) => {
          whenEmpty = resolve;
        });
    },
  };
}

/** Something for each sender; those that were silent longest are forgotten first. */
export class PerSender<T> {
  readonly #make: (from: string) => T;
  readonly #most: number;
  readonly #held = new Map<string, T>();

  constructor(make: (from: string) => T, most = 256) {
    this.#make = make;
    this.#most = most;
  }

  all(): Iterable<T> {
    return this.#held.values();
  }

  of(from: string): T {
    const held = this.#held.get(from) ?? this.#make(from);
    this.#held.delete(from);
    this.#held.set(from, held);
    const [oldest] = this.#held.keys();
    if (this.#held.size > this.#most && oldest !== undefined) this.#held.delete(oldest);
    return held;
  }
}
