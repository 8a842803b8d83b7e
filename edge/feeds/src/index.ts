export { type CotTcpOptions, listenCotTcp } from './cot/connect.ts';
export { type CotUdpOptions, listenCotUdp } from './cot/connect-udp.ts';
export { cot } from './cot/decode.ts';
export { type EncodeError, encodeCot } from './cot/encode.ts';
export { EventFramer } from './cot/framer.ts';
export type { Arrival, Connector, Deliver, FeedCounters } from './deliver.ts';
