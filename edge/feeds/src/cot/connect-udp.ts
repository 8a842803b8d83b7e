import { createSocket } from 'node:dgram';
import { type Arrival, type Connector, countRefusal, type Deliver, noCounts } from '../deliver.ts';
import { MAGIC, takMessages } from '../takproto/frames.ts';
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
 * Listens for CoT over UDP: XML, one or more events a datagram, or TAK Protocol, one message a datagram. UDP cannot be held back: above the
 * high-water mark a datagram is dropped and counted as `overrun`, so that loss is seen.
 */
export async function listenCotUdp(options: CotUdpOptions, deliver: Deliver): Promise<Connector> {
  const { port, host = '127.0.0.1', group, highWater = 10_000 } = options;
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
    const format = datagram[0] === MAGIC ? 'takproto' : 'cot';
    for (const one of format === 'cot' ? framesOf(datagram) : takMessages(datagram)) {
      counters.received += 1;
      if (!one.ok) countRefusal(counters, one.error.kind);
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
