import {
  fail,
  heightAboveEllipsoid,
  type Instant,
  type Json,
  type JsonObject,
  ok,
  type Result,
} from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { isCapture, readCapture } from '../capture/capture.ts';
import { type CapturedFrame, instantOfNs } from '../capture/frame.ts';
import { ACCURACY_M, observedAt, RADIUS_95, STATUS } from './location.ts';
import {
  type BasicIdMessage,
  couldBeMessages,
  type LocationMessage,
  type Pack,
  type RemoteIdMessage,
  readMessages,
  type SelfIdMessage,
} from './messages.ts';
import { broadcastOf, hasOurLink, type RemoteIdMessages, splitRemoteId } from './split.ts';
import type { Broadcast } from './wifi.ts';

/** Aircraft types that are not uncrewed aircraft in the taxonomy's sense. */
const KIND_OF_TYPE: ReadonlyMap<number, string> = new Map([
  [8, 'balloon'],
  [9, 'balloon'],
  [14, 'object'],
]);

const UNKNOWN_ALTITUDE = -1000;
const UNKNOWN_SPEED = 255;
const UNKNOWN_VERTICAL_SPEED = 63;
const UNKNOWN_DIRECTION = 361;
/** The feed, which also counts the frames that it passes over. */
export interface RemoteIdFeed extends Feed {
  split(file: Uint8Array): RemoteIdMessages;
}

/**
 * Broadcast Remote ID: ASTM F3411-22a, ASD-STAN prEN 4709-002. Raw messages of 25 bytes and packs of
 * them; pcap and pcapng captures of Wi-Fi (beacon, NAN) and Bluetooth LE. A message cut out of a capture
 * is a capture of that one frame.
 *
 * Anybody can send such a broadcast: every sighting is marked so. Identity is the aircraft's id where
 * the same message holds it, else its transmitter's address. The operator's place stays in the message.
 */
export const remoteid: RemoteIdFeed = {
  format: 'remoteid',
  trustClass: 'broadcast',
  recognises: (head) => (isCapture(head) ? hasOurLink(head) : couldBeMessages(head)),
  split: splitRemoteId,
  decode: decodeRemoteId,
};

export function decodeRemoteId(
  message: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  if (isCapture(message)) return decodeFrame(message, receivedAt);
  const messages = readMessages(message);
  if (!messages.ok) return messages;
  return ok({
    message: { ...missing(messages.value), messages: messages.value.messages as Json },
    sightings: sightingsOf(messages.value.messages, undefined, receivedAt),
  });
}

function decodeFrame(
  capture: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  let frame: CapturedFrame | undefined;
  for (const one of readCapture(capture)) {
    if (!one.ok) return one;
    if (frame !== undefined)
      return refuse('not-one-message', 'the capture holds more than one frame; split it first');
    frame = one.value;
  }
  const broadcast = frame === undefined ? undefined : broadcastOf(frame);
  if (frame === undefined || broadcast === undefined)
    return refuse('no-remote-id', 'the frame carries no Remote ID; leave it out');
  if (broadcast.crc === 'bad')
    return refuse('bad-crc', 'the check sequence of the link is wrong; nothing in it is believed');
  const messages = readMessages(broadcast.payload);
  if (!messages.ok) {
    // An offset in the payload says nothing about the capture that the message is.
    const { offset: _, ...error } = messages.error;
    return fail(error);
  }
  const { atNs } = frame;
  const heardAt = atNs === undefined ? receivedAt : instantOfNs(atNs);
  const { transmitter, counter, transport } = broadcast;
  const message: JsonObject = {
    frame: frame.number,
    ...(atNs !== undefined && { t: secondsOf(atNs) }),
    ...(transmitter !== undefined && { src: transmitter }),
    counter,
    transport,
    ...missing(messages.value),
    messages: messages.value.messages as Json,
  };
  return ok({ message, sightings: sightingsOf(messages.value.messages, broadcast, heardAt) });
}

const missing = (pack: Pack): JsonObject => (pack.missing === 0 ? {} : { missing: pack.missing });

/** One sighting a location. Without a time of reception there is none: the message names no day. */
function sightingsOf(
  messages: readonly RemoteIdMessage[],
  broadcast: Broadcast | undefined,
  heardAt: Instant | undefined,
): Sighting[] {
  if (heardAt === undefined) return [];
  const ids = messages.filter((one): one is BasicIdMessage => one.name === 'BasicID');
  const named = ids.filter((one) => one.uasId !== '');
  const id = named.find((one) => one.idType === 1) ?? named[0] ?? ids[0];
  const text = messages.find((one): one is SelfIdMessage => one.name === 'SelfID')?.desc;
  return messages
    .filter((one): one is LocationMessage => one.name === 'Location')
    .filter((one) => one.lat !== 0 || one.lon !== 0)
    .map((one) => sightingOf(one, id, text, broadcast, heardAt));
}

function sightingOf(
  location: LocationMessage,
  id: BasicIdMessage | undefined,
  text: string | undefined,
  broadcast: Broadcast | undefined,
  heardAt: Instant,
): Sighting {
  const { lon, lat, altGeoM, heightM, directionDeg, status } = location;
  const bound = ACCURACY_M[location.horizAccCode];
  const speed = location.speedHorizontalMps;
  const vertical = location.speedVerticalMps;
  const { transmitter, counter } = broadcast ?? {};
  const address = transmitter === undefined ? undefined : `mac:${transmitter}`;
  const identity = id?.uasId || address;
  return {
    kind: 'object',
    sensor: 'remoteid',
    ...observedAt(location, heardAt),
    position: {
      lon,
      lat,
      ...(altGeoM !== UNKNOWN_ALTITUDE && { height: heightAboveEllipsoid(altGeoM) }),
    },
    ...(bound !== undefined && { sigmaM: bound / RADIUS_95 }),
    ...(speed < UNKNOWN_SPEED && { speedMps: speed }),
    ...(directionDeg < UNKNOWN_DIRECTION && { courseDeg: directionDeg % 360 }),
    class: { [KIND_OF_TYPE.get(id?.uaType ?? 0) ?? 'uncrewed-aircraft']: 1 },
    ...(identity !== undefined && { identity }),
    attributes: {
      status: STATUS[status] ?? 'undeclared',
      ...(transmitter !== undefined && { transmitter }),
      ...(counter !== undefined && { counter }),
      ...(id !== undefined && { uaType: id.uaType, idType: id.idType }),
      ...(heightM !== UNKNOWN_ALTITUDE && {
        heightM,
        heightAbove: location.heightType === 0 ? 'take-off' : 'ground',
      }),
      ...(vertical !== UNKNOWN_VERTICAL_SPEED && { verticalSpeedMps: vertical }),
    },
    ...(text !== undefined && text !== '' && { text }),
    selfReport: true,
    broadcast: true,
  };
}

/** Seconds since 1970, as near as a number comes to the nanoseconds. */
const secondsOf = (ns: bigint): number =>
  Number(`${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}`);

const refuse = (kind: string, text: string): Result<never, DecodeError> => fail({ kind, text });
