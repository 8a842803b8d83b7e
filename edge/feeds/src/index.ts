export { speakAdsb } from './adsb/connect.ts';
export { adsb } from './adsb/decode.ts';
export { listenAisUdp, speakAis } from './ais/connect.ts';
export { ais } from './ais/decode.ts';
export { type AsterixOptions, listenAsterix } from './asterix/connect.ts';
export { asterix, asterixIn } from './asterix/decode.ts';
export { unknownEdition } from './asterix/editions.ts';
export { listenCotTcp } from './cot/connect.ts';
export { listenCotUdp } from './cot/connect-udp.ts';
export { cot } from './cot/decode.ts';
export { EventFramer } from './cot/framer.ts';
export { typeOfClass } from './cot/type-of-class.ts';
export type { Arrival, Connector, Deliver, FeedCounters, OpenEnvelope } from './deliver.ts';
export { datagramSigned, readDatagram, writeDatagram } from './device/datagram.ts';
export {
  type HttpSignature,
  isBody,
  readHttpSignature,
  signHttp,
} from './device/http-signature.ts';
export { type DeviceKey, hmac, holds, SECRET_BYTES, sharedKey, TAG_BYTES } from './device/key.ts';
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
export { featuresOfLine } from './geojson/features-of-line.ts';
export { type Ask, type Page, type PageLimits, type PageRequest, pagesOf } from './http/pages.ts';
export { listenKlvUdp } from './klv/connect.ts';
export { UAS_DATALINK, VMTI, VTRACK } from './klv/packet.ts';
export { klvPacket, localSet } from './klv/packet-of.ts';
export { listenMavlinkTcp, listenMavlinkUdp, type Signing } from './mavlink/connect.ts';
export { mavlink } from './mavlink/decode.ts';
export {
  type MessageField,
  type MessageKind,
  messageIds,
  messageKind,
  messageNamed,
} from './mavlink/message-kind.ts';
export { KEY_BYTES, SignatureChecker } from './mavlink/signing.ts';
export { type FieldValue, frameOf, oldFrameOf, payloadOf } from './mavlink/write.ts';
export { misb0601 } from './misb0601/decode.ts';
export { misb0903 } from './misb0903/decode.ts';
export { listenMpegTsTcp, listenMpegTsUdp, type Recording } from './mpegts/connect.ts';
export { type MpegTsMessages, mpegts } from './mpegts/decode.ts';
export type { VideoSegment } from './mpegts/segmenter.ts';
export { streamOf } from './mpegts/write.ts';
export {
  type CatalogueEntry,
  type ElementStanding,
  perigeeKm,
  standingOf,
} from './omm/catalogue.ts';
export { readOmm } from './omm/decode.ts';
export { Quota } from './quota.ts';
export { remoteid } from './remoteid/decode.ts';
export type { RemoteIdMessages } from './remoteid/split.ts';
export { report } from './report/decode.ts';
export {
  listenSapient,
  type SapientConnector,
  type SapientOptions,
} from './sapient/connect.ts';
export { sapient } from './sapient/decode.ts';
export { type SapientOrder, sapientStop, sapientTask } from './sapient/task.ts';
export { type Comparison, changeFeatures } from './scene/change-features.ts';
export { type CommonWindow, commonWindow } from './scene/pair.ts';
export { openScene, type Scene, type SceneGrid, type Window } from './scene/scene.ts';
export { openSensorThings, type SensorThingsPollOptions } from './sensorthings/connect.ts';
export { openSensorThingsMqtt, type SensorThingsMqttOptions } from './sensorthings/connect-mqtt.ts';
export { periodJson, sightingJson } from './sighting-json.ts';
export { openStacSearch, type StacSearchOptions } from './stac/connect.ts';
export { type DialOptions, dialStream } from './stream/dial.ts';
export { listenStream, type Speech, type StreamOptions, type TlsKeys } from './stream/listen.ts';
export type { DatagramOptions } from './stream/listen-datagrams.ts';
export { tableFeed } from './table/decode.ts';
export { type Mapping, readMapping } from './table/mapping.ts';
export { listenTak, type TakClient, type TakOptions, uidOf } from './takproto/connect.ts';
export { takproto } from './takproto/decode.ts';
export { readTle } from './tle/decode.ts';
export { type CameraMoment, cameraMoments } from './video/camera-moments.ts';
export { type SegmentEntry, segmentEntry, video } from './video/decode.ts';
