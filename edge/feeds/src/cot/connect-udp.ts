import { createSocket } from 'node:dgram';
import { type Connector, countRefusal, type Deliver, noCounts } from '../deliver.ts';
import { framesOf } from './framer.ts';

export interface CotUdpOptions {
  readonly port: number;
  readonly host?: string;
  /** Multicast group to join, as 239.2.3.1. */
  readonly group?: string;
  /** Messages in delivery above which datagrams are dropped, and counted. */
  readonly highWater?: number;
}

/**
 * Listens for CoT XML over UDP, one or more events a datagram. UDP cannot be held back: above the
 * high-water mark a datagram is dropped and counted as `overrun`, so that loss is seen.
 */
export async function listenCotUdp(options: CotUdpOptions, deliver: Deliver): Promise<Connector> {
  const { port, host = '127.0.0.1', group, highWater = 10_000 } = options;
  const counters = noCounts();
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', reuseAddr: true });
  let whenEmpty: () => void = () => {};

  const keep = async (bytes: Uint8Array, from: string, offset: number): Promise<void> => {
    counters.pending += 1;
    try {
      await deliver(bytes, { format: 'cot', from, offset });
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
    for (const one of framesOf(datagram)) {
      counters.received += 1;
      if (!one.ok) countRefusal(counters, one.error.kind);
      else if (counters.pending >= highWater) countRefusal(counters, 'overrun');
      else void keep(one.value.bytes, from, one.value.offset);
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
