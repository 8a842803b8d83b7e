export { listenCotTcp } from './cot/connect.ts';
export { type CotUdpOptions, listenCotUdp } from './cot/connect-udp.ts';
export { cot } from './cot/decode.ts';
export { EventFramer } from './cot/framer.ts';
export { typeOfClass } from './cot/type-of-class.ts';
export type { Arrival, Connector, Deliver, FeedCounters } from './deliver.ts';
export { type Encoder, encoders, type UnwritableMessage } from './encoders.ts';
export {
  type DecodedLine,
  decodeFile,
  feeds,
  identify,
  type Recogniser,
  type Unidentified,
} from './feeds.ts';
export { qgcPlan, waypointFile } from './flightplan/qgc-plan.ts';
export { geojson } from './geojson/decode.ts';
export { featureOf } from './geojson/encode.ts';
export { remoteid } from './remoteid/decode.ts';
export type { RemoteIdMessages } from './remoteid/split.ts';
export { report } from './report/decode.ts';
export {
  listenSapient,
  type SapientConnector,
  type SapientOptions,
} from './sapient/connect.ts';
export { sapient } from './sapient/decode.ts';
export type { TaskAnswer } from './sapient/fusion-side.ts';
export { periodJson, sightingJson } from './sighting-json.ts';
export type { StreamOptions, TlsKeys } from './stream/listen.ts';
export { listenTak, type TakClient, type TakOptions, uidOf } from './takproto/connect.ts';
export { takproto } from './takproto/decode.ts';
