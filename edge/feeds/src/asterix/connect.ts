import type { Connector, Deliver } from '../deliver.ts';
import { type DatagramOptions, listenDatagrams } from '../stream/listen-datagrams.ts';
import { asterixIn } from './decode.ts';
import { type Editions, unknownEdition } from './editions.ts';

/** Where and in which editions a site sends ASTERIX. */
export interface AsterixOptions extends DatagramOptions {
  readonly editions?: Editions;
}

/** Listens for ASTERIX over UDP, mostly multicast: one or more data blocks a datagram. */
export function listenAsterix(options: AsterixOptions, deliver: Deliver): Promise<Connector> {
  const { editions = {} } = options;
  const unknown = unknownEdition(editions);
  if (unknown !== undefined) throw new Error(`editions: ${unknown}`);
  const feed = asterixIn(editions);
  return listenDatagrams(
    options,
    () => 'asterix',
    (datagram) => feed.split(datagram),
    deliver,
  );
}
