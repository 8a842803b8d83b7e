import type { Connector, Deliver } from '../deliver.ts';
import { type DatagramOptions, listenDatagrams } from '../stream/listen-datagrams.ts';
import { MAGIC, takMessages } from '../takproto/frames.ts';
import { framesOf } from './framer.ts';

const isTak = (datagram: Uint8Array): boolean => datagram[0] === MAGIC;

/** Listens for CoT over UDP: XML, one or more events a datagram, or TAK Protocol, one message a datagram. */
export const listenCotUdp = (options: DatagramOptions, deliver: Deliver): Promise<Connector> =>
  listenDatagrams(
    options,
    (datagram) => (isTak(datagram) ? 'takproto' : 'cot'),
    (datagram) => (isTak(datagram) ? takMessages(datagram) : framesOf(datagram)),
    deliver,
  );
