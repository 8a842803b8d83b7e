import type { Connector, Deliver } from '../deliver.ts';
import { listenStream, type StreamOptions } from '../stream/listen.ts';
import { EventFramer } from './framer.ts';

/** Listens for CoT XML over TCP or TLS: events back to back, nothing is answered. */
export const listenCotTcp = (options: StreamOptions, deliver: Deliver): Promise<Connector> =>
  listenStream(
    options,
    () => ({ framer: new EventFramer(), converse: () => ({ heard: () => 'cot' }) }),
    deliver,
  );
