import type { Connector, Deliver } from '../deliver.ts';
import type { Speech } from '../stream/listen.ts';
import { type DatagramOptions, listenDatagrams, PerSender } from '../stream/listen-datagrams.ts';
import { AisFramer } from './framer.ts';

const NEWLINE = 0x0a;

/** AIS as a stream of sentences; nothing is answered. */
export const speakAis = (): Speech => ({
  framer: new AisFramer(),
  converse: () => ({ heard: () => 'ais' }),
});

/**
 * Listens for AIS over UDP. The sentences of a message may come in datagrams of their own, so what one
 * sender left unfinished is held for its next.
 */
export function listenAisUdp(options: DatagramOptions, deliver: Deliver): Promise<Connector> {
  const framers = new PerSender(() => new AisFramer());
  const lined = (datagram: Uint8Array): Uint8Array =>
    datagram[datagram.length - 1] === NEWLINE ? datagram : Uint8Array.of(...datagram, NEWLINE);
  return listenDatagrams(
    options,
    () => 'ais',
    (datagram, from) => framers.of(from).push(lined(datagram)),
    deliver,
  );
}
