import { fail, hex, type JsonObject, ok, type Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';
import { viewOf } from '../capture/frame.ts';

export const MESSAGE_BYTES = 25;
/** Messages in one pack, F3411-22a. */
const MOST_IN_PACK = 9;
/** Seconds from 1970 to 2019-01-01T00:00:00Z, where Remote ID's own clock starts. */
const EPOCH_2019 = 1_546_300_800;
const PACK = 0xf;
/** F3411-22a writes 2; 0 and 1 are met. What a later one means nobody here knows. */
const NEWEST_VERSION = 2;

/** Where a broadcasting aircraft says it is. Values as sent; the "unknown" markers are still in. */
export type LocationMessage = {
  readonly type: 1;
  readonly protoVersion: number;
  readonly name: 'Location';
  /** 0 undeclared, 1 ground, 2 airborne, 3 emergency, 4 remote identification failed. */
  readonly status: number;
  readonly heightType: number;
  /** 361 is unknown. */
  readonly directionDeg: number;
  /** 255 is unknown. */
  readonly speedHorizontalMps: number;
  /** 63 is unknown. */
  readonly speedVerticalMps: number;
  readonly lat: number;
  readonly lon: number;
  /** Altitudes and height: -1000 is unknown. `altGeoM` is above the WGS 84 ellipsoid. */
  readonly altBaroM: number;
  readonly altGeoM: number;
  readonly heightM: number;
  readonly horizAccCode: number;
  readonly vertAccCode: number;
  readonly speedAccCode: number;
  readonly baroAccCode: number;
  /** Seconds after the full hour, UTC; 6553.5 is unknown. */
  readonly timestampS: number;
  /** Tenths of a second; 0 is unknown. */
  readonly tsAccCode: number;
};

export type BasicIdMessage = {
  readonly type: 0;
  readonly protoVersion: number;
  readonly name: 'BasicID';
  /** 1 serial number, 2 registration, 3 UTM UUID, 4 specific session. */
  readonly idType: number;
  readonly uaType: number;
  readonly uasId: string;
};

export type SelfIdMessage = {
  readonly type: 3;
  readonly protoVersion: number;
  readonly name: 'SelfID';
  readonly descType: number;
  readonly desc: string;
};

type OtherMessage = JsonObject & {
  readonly type: 2 | 4 | 5;
  readonly name: 'Auth' | 'System' | 'OperatorID';
};

export type RemoteIdMessage = BasicIdMessage | LocationMessage | SelfIdMessage | OtherMessage;

export interface Pack {
  readonly messages: readonly RemoteIdMessage[];
  /** Messages that the pack announced and that its bytes do not hold whole. */
  readonly missing: number;
}

/**
 * Reads one 25-byte message or one pack of them. ASTM F3411-22a and ASD-STAN prEN 4709-002: little
 * endian, latitude before longitude, both in 1e-7 degrees.
 *
 * A pack that announces more than it holds, as some senders' do, is read as far as whole messages go.
 */
export function readMessages(payload: Uint8Array): Result<Pack, DecodeError> {
  const [head = 0, size, count = 0] = payload;
  if (payload.length === 0) return refuse('truncated', 'messageType', 0, 'nothing was sent');
  if (head >>> 4 !== PACK) {
    if (payload.length < MESSAGE_BYTES)
      return refuse('truncated', 'messageType', 0, `a message has ${MESSAGE_BYTES} bytes`);
    const message = readMessage(payload.subarray(0, MESSAGE_BYTES), 0);
    return message.ok ? ok({ messages: [message.value], missing: 0 }) : message;
  }
  if (size !== MESSAGE_BYTES)
    return refuse('malformed', 'messageSize', 1, `messages of a pack have ${MESSAGE_BYTES} bytes`);
  if (count === 0 || count > MOST_IN_PACK)
    return refuse('malformed', 'messageCount', 2, `a pack has 1 to ${MOST_IN_PACK} messages`);
  const whole = Math.min(count, Math.floor((payload.length - 3) / MESSAGE_BYTES));
  if (whole === 0)
    return refuse('truncated', 'messageCount', 2, 'the pack does not hold one whole message');
  const messages: RemoteIdMessage[] = [];
  for (let i = 0; i < whole; i++) {
    const at = 3 + i * MESSAGE_BYTES;
    const message = readMessage(payload.subarray(at, at + MESSAGE_BYTES), at);
    if (!message.ok) return message;
    messages.push(message.value);
  }
  return ok({ messages, missing: count - whole });
}

/** How many bytes the message or pack at the start of `bytes` says it has. */
export const lengthOf = (bytes: Uint8Array): number =>
  (bytes[0] ?? 0) >>> 4 === PACK ? 3 + (bytes[2] ?? 0) * MESSAGE_BYTES : MESSAGE_BYTES;

/** As much of a file as is looked at to tell its format, bytes. */
const HEAD_BYTES = 64 * 1024;

/**
 * Whether a file begins with raw messages: all that the head holds can be read and, where the head is
 * the whole file, nothing is left over; and the first is no line of text.
 */
export function couldBeMessages(head: Uint8Array): boolean {
  if (head.length < MESSAGE_BYTES) return false;
  if (head.subarray(0, MESSAGE_BYTES).every((byte) => byte >= 0x09 && byte < 0x80)) return false;
  let at = 0;
  while (at < head.length) {
    const length = lengthOf(head.subarray(at));
    if (at + length > head.length) return head.length >= HEAD_BYTES;
    const message = head.subarray(at, at + length);
    if (!readMessages(message).ok) return false;
    at += length;
  }
  return true;
}

function readMessage(bytes: Uint8Array, at: number): Result<RemoteIdMessage, DecodeError> {
  const type = (bytes[0] ?? 0) >>> 4;
  const protoVersion = (bytes[0] ?? 0) & 0x0f;
  if (protoVersion > NEWEST_VERSION)
    return refuse('malformed', 'protocolVersion', at, `version ${protoVersion} is not known here`);
  switch (type) {
    case 0:
      return ok({ type, protoVersion, name: 'BasicID', ...basicId(bytes) });
    case 1:
      return location(bytes, protoVersion, at);
    case 2:
      return ok({ type, protoVersion, name: 'Auth', ...authentication(bytes) });
    case 3:
      return ok({
        type,
        protoVersion,
        name: 'SelfID',
        descType: bytes[1] ?? 0,
        desc: text(bytes, 2, 25),
      });
    case 4:
      return ok({ type, protoVersion, name: 'System', ...system(bytes) });
    case 5:
      return ok({
        type,
        protoVersion,
        name: 'OperatorID',
        opIdType: bytes[1] ?? 0,
        operatorId: text(bytes, 2, 22),
      });
    default:
      return refuse('malformed', 'messageType', at, `there is no message of type ${type}`);
  }
}

function basicId(bytes: Uint8Array): Pick<BasicIdMessage, 'idType' | 'uaType' | 'uasId'> {
  const idType = (bytes[1] ?? 0) >>> 4;
  const binary = idType === 3 || idType === 4;
  return {
    idType,
    uaType: (bytes[1] ?? 0) & 0x0f,
    uasId: binary ? hex(bytes.subarray(2, 22)) : text(bytes, 2, 22),
  };
}

function location(
  bytes: Uint8Array,
  protoVersion: number,
  at: number,
): Result<LocationMessage, DecodeError> {
  const view = viewOf(bytes);
  const flags = view.getUint8(1);
  const lat = view.getInt32(5, true) / 1e7;
  const lon = view.getInt32(9, true) / 1e7;
  if (Math.abs(lat) > 90) return refuse('malformed', 'lat', at + 5, 'lat must be within ±90°');
  if (Math.abs(lon) > 180) return refuse('malformed', 'lon', at + 9, 'lon must be within ±180°');
  const speed = view.getUint8(3);
  return ok({
    type: 1,
    protoVersion,
    name: 'Location',
    status: flags >>> 4,
    heightType: (flags >>> 2) & 1,
    directionDeg: view.getUint8(2) + ((flags & 2) === 0 ? 0 : 180),
    speedHorizontalMps: (flags & 1) === 0 ? speed * 0.25 : speed * 0.75 + 63.75,
    speedVerticalMps: view.getInt8(4) * 0.5,
    lat,
    lon,
    altBaroM: altitude(view, 13),
    altGeoM: altitude(view, 15),
    heightM: altitude(view, 17),
    horizAccCode: view.getUint8(19) & 0x0f,
    vertAccCode: view.getUint8(19) >>> 4,
    speedAccCode: view.getUint8(20) & 0x0f,
    baroAccCode: view.getUint8(20) >>> 4,
    timestampS: view.getUint16(21, true) / 10,
    tsAccCode: view.getUint8(23) & 0x0f,
  });
}

/** The operator's place is personal data: it stays in the message and becomes no sighting. */
function system(bytes: Uint8Array): JsonObject {
  const view = viewOf(bytes);
  const flags = view.getUint8(1);
  return {
    operatorLocationType: flags & 0x03,
    classificationType: (flags >>> 2) & 0x07,
    operatorLat: view.getInt32(2, true) / 1e7,
    operatorLon: view.getInt32(6, true) / 1e7,
    areaCount: view.getUint16(10, true),
    areaRadiusM: view.getUint8(12) * 10,
    areaCeilingM: altitude(view, 13),
    areaFloorM: altitude(view, 15),
    catEU: view.getUint8(17) >>> 4,
    classEU: view.getUint8(17) & 0x0f,
    operatorAltGeoM: altitude(view, 18),
    timestamp: EPOCH_2019 + view.getUint32(20, true),
  };
}

/** Pages are passed on as they came: nothing here can check a signature. */
function authentication(bytes: Uint8Array): JsonObject {
  const view = viewOf(bytes);
  const authType = view.getUint8(1) >>> 4;
  const page = view.getUint8(1) & 0x0f;
  if (page > 0) return { authType, page, data: hex(bytes.subarray(2)) };
  return {
    authType,
    page,
    lastPageIndex: view.getUint8(2) & 0x0f,
    length: view.getUint8(3),
    timestamp: EPOCH_2019 + view.getUint32(4, true),
    data: hex(bytes.subarray(8)),
  };
}

const altitude = (view: DataView, at: number): number => view.getUint16(at, true) * 0.5 - 1000;

/** Latin letters up to the first NUL; control characters are dropped, so that no log is led astray. */
function text(bytes: Uint8Array, from: number, to: number): string {
  const field = bytes.subarray(from, to);
  const end = field.indexOf(0);
  let read = '';
  for (const byte of end < 0 ? field : field.subarray(0, end))
    if (byte >= 0x20 && (byte < 0x7f || byte >= 0xa0)) read += String.fromCharCode(byte);
  return read.trimEnd();
}

const refuse = (
  kind: string,
  field: string,
  offset: number,
  reason: string,
): Result<never, DecodeError> =>
  fail({
    kind,
    field,
    offset,
    text: `${reason}; send F3411 messages of 25 bytes or packs of them`,
  });
