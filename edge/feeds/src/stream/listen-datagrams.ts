import { createSocket } from 'node:dgram';
import type { Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import {
  type Arrival,
  type Connector,
  countRefusal,
  type Deliver,
  type Missing,
  noCounts,
  type OpenEnvelope,
} from '../deliver.ts';
import { quotaOf } from '../quota.ts';

export interface DatagramOptions {
  readonly port: number;
  readonly host?: string;
  /** Multicast group to join, as 239.2.3.1. */
  readonly group?: string;
  /** Messages in delivery above which datagrams are dropped, and counted. */
  readonly highWater?: number;
  /** Messages a second that one address may send; what goes beyond is dropped and counted as `quota`. */
  readonly mostPerS?: number;
  /** The same, of bytes. */
  readonly mostBytesPerS?: number;
  /** Absent: the link takes what nobody signed. */
  readonly openEnvelope?: OpenEnvelope;
  /** Counted by whoever cuts the messages. */
  readonly missing?: Missing;
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
  const { port, host = '127.0.0.1', highWater = 10_000, openEnvelope } = options;
  const group = options.group ?? (MULTICAST.test(host) ? host : undefined);
  const quota = quotaOf(options);
  const counters = noCounts(options.missing);
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
    const opened = openEnvelope?.(datagram);
    if (opened?.ok === false) {
      counters.received += 1;
      countRefusal(counters, opened.error.kind);
      return;
    }
    const { device, payload, offset, envelope } = opened?.value ?? { payload: datagram, offset: 0 };
    const from =
      device === undefined ? `udp://${sender.address}:${sender.port}` : `device:${device}`;
    const format = formatOf(payload);
    let unkept = envelope;
    for (const one of cut(payload, from)) {
      counters.received += 1;
      if (!one.ok) countRefusal(counters, one.error.kind);
      else if (quota?.allows(sender.address, one.value.bytes.length) === false)
        countRefusal(counters, 'quota');
      else if (counters.pending >= highWater) countRefusal(counters, 'overrun');
      else {
        void keep(one.value.bytes, {
          format,
          from,
          offset: offset + one.value.offset,
          ...(device !== undefined && { device }),
          ...(unkept !== undefined && { envelope: unkept }),
        });
        unkept = undefined;
      }
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
