import type { Connector, Deliver } from '../deliver.ts';
import { type DatagramOptions, listenDatagrams } from '../stream/listen-datagrams.ts';
import { splitKlv } from './packet.ts';

/** Listens for bare KLV over UDP, whole packets in each datagram. */
export const listenKlvUdp = (
  options: DatagramOptions,
  format: 'misb0601' | 'misb0903',
  deliver: Deliver,
): Promise<Connector> => listenDatagrams(options, () => format, splitKlv, deliver);
