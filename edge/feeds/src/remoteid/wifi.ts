import { crc32 } from 'node:zlib';
import { hex } from '@greenline/base';
import { type CapturedFrame, viewOf } from '../capture/frame.ts';

/** What a transmitter said on the air, before a byte of it is believed. */
export interface Broadcast {
  readonly transport: 'wifi-beacon' | 'wifi-nan' | 'bluetooth';
  /** Address of the transmitter, as aa:bb:cc:dd:ee:ff; absent where the frame has none. */
  readonly transmitter?: string;
  readonly counter: number;
  /** One message or a message pack. */
  readonly payload: Uint8Array;
  /** `bad`: the link's check sequence is wrong. `unchecked`: the capture holds none. */
  readonly crc: 'good' | 'bad' | 'unchecked';
}

const IEEE_802_11 = 105;
const PRISM = 119;
const RADIOTAP = 127;
const AVS = 163;
export const WIFI_LINKS: readonly number[] = [IEEE_802_11, PRISM, RADIOTAP, AVS];

/** ASD-STAN's OUI and the vendor type of Remote ID. */
const REMOTE_ID = [0xfa, 0x0b, 0xbc, 0x0d];
/** Public action, vendor specific, Wi-Fi Alliance, Neighbour Awareness Networking. */
const NAN_ACTION = [0x04, 0x09, 0x50, 0x6f, 0x9a, 0x13];
/** First six bytes of SHA-256 over "org.opendroneid.remoteid". */
const NAN_SERVICE = [0x88, 0x69, 0x19, 0x9d, 0x92, 0x09];

export interface WifiFrame {
  /** Without link header and check sequence. */
  readonly bytes: Uint8Array;
  readonly crc: Broadcast['crc'];
  /** Neither radio header nor envelope says whether a check sequence is there. */
  readonly undeclared: boolean;
}

/** Takes the radio's header and the check sequence off; `undefined` for what is no 802.11 frame. */
export function unwrapWifi(frame: CapturedFrame): WifiFrame | undefined {
  const radio = radioHeader(frame);
  if (radio === undefined) return undefined;
  const bytes = frame.bytes.subarray(radio.length);
  const declared = radio.fcs ?? (frame.fcsBytes === undefined ? undefined : frame.fcsBytes > 0);
  const undeclared = declared === undefined;
  if (radio.bad || frame.crcError) return { bytes, crc: 'bad', undeclared };
  if (declared === false || bytes.length < 4 || frame.truncated)
    return { bytes, crc: declared === true ? 'bad' : 'unchecked', undeclared };
  const good = hasGoodFcs(bytes);
  if (good) return { bytes: bytes.subarray(0, -4), crc: 'good', undeclared };
  if (declared === true) return { bytes: bytes.subarray(0, -4), crc: 'bad', undeclared };
  return { bytes, crc: 'unchecked', undeclared };
}

const hasGoodFcs = (bytes: Uint8Array): boolean =>
  crc32(bytes.subarray(0, -4)) === viewOf(bytes).getUint32(bytes.length - 4, true);

type Radio = { readonly length: number; readonly fcs?: boolean; readonly bad: boolean };

function radioHeader(frame: CapturedFrame): Radio | undefined {
  const { bytes, linkType } = frame;
  if (linkType === IEEE_802_11) return { length: 0, bad: false };
  if (bytes.length < 8) return undefined;
  const view = viewOf(bytes);
  let length = view.getUint16(2, true);
  let flags: number | undefined;
  if (linkType === RADIOTAP) {
    if (bytes[0] !== 0) return undefined;
    const present = view.getUint32(4, true);
    let at = 8;
    for (let more = present; (more & 0x8000_0000) !== 0 && at + 4 <= bytes.length; at += 4)
      more = view.getUint32(at, true);
    if ((present & 1) !== 0) at = Math.ceil(at / 8) * 8 + 8;
    if ((present & 2) !== 0 && at < length) flags = bytes[at];
  } else if (linkType === PRISM || linkType === AVS) {
    const avs = view.getUint32(0) >>> 12 === 0x80211;
    length = view.getUint32(4, !avs);
  } else return undefined;
  if (length > bytes.length) return undefined;
  if (flags === undefined) return { length, bad: false };
  return { length, fcs: (flags & 0x10) !== 0, bad: (flags & 0x40) !== 0 };
}

/** The Remote ID that a Wi-Fi beacon or a service discovery frame carries; `undefined` for none. */
export function broadcastInWifi(wifi: WifiFrame): Broadcast | undefined {
  const { bytes } = wifi;
  const control = bytes[0] ?? 0xff;
  const flags = bytes[1] ?? 0;
  // Management frames of version 0 that are not encrypted.
  if ((control & 0x0f) !== 0 || (flags & 0x40) !== 0 || bytes.length < 24) return undefined;
  const header = (flags & 0x80) === 0 ? 24 : 28;
  const transmitter = addressOf(bytes.subarray(10, 16));
  const subtype = control >>> 4;
  if (subtype === 8) return inBeacon(wifi, header + 12, transmitter);
  if (subtype !== 13 || !startsWith(bytes.subarray(header), NAN_ACTION)) return undefined;
  const service = serviceInfo(bytes.subarray(header + NAN_ACTION.length));
  if (service === undefined || service.length < 1) return undefined;
  return {
    transport: 'wifi-nan',
    transmitter,
    counter: service[0] ?? 0,
    payload: service.subarray(1),
    crc: wifi.crc,
  };
}

function inBeacon(wifi: WifiFrame, from: number, transmitter: string): Broadcast | undefined {
  const { bytes } = wifi;
  let found: Uint8Array | undefined;
  let at = from;
  while (at + 2 <= bytes.length && at + 2 + (bytes[at + 1] ?? 0) <= bytes.length) {
    const element = bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0));
    if (bytes[at] === 0xdd && element.length >= 5 && startsWith(element, REMOTE_ID))
      found ??= element;
    at += 2 + element.length;
  }
  if (found === undefined) return undefined;
  // Four bytes after the last element can only be a check sequence, and a good one would be off by now.
  const crc = wifi.undeclared && bytes.length - at === 4 ? 'bad' : wifi.crc;
  return {
    transport: 'wifi-beacon',
    transmitter,
    counter: found[4] ?? 0,
    payload: found.subarray(5),
    crc,
  };
}

/** Service info of the Remote ID service in NAN attributes. Wi-Fi Aware specification, table 37. */
function serviceInfo(attributes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(attributes);
  for (let at = 0; at + 3 <= attributes.length; ) {
    const length = view.getUint16(at + 1, true);
    const body = attributes.subarray(at + 3, at + 3 + length);
    if (body.length < length) return undefined;
    if (attributes[at] === 3 && body.length >= 9 && startsWith(body, NAN_SERVICE)) {
      const control = body[8] ?? 0;
      let i = 9;
      if ((control & 0x40) !== 0) i += 2;
      if ((control & 0x04) !== 0) i += 1 + (body[i] ?? 0);
      if ((control & 0x08) !== 0) i += 1 + (body[i] ?? 0);
      const size = body[i] ?? 0;
      if ((control & 0x10) === 0 || i + 1 + size > body.length) return undefined;
      return body.subarray(i + 1, i + 1 + size);
    }
    at += 3 + length;
  }
  return undefined;
}

export const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);

export const addressOf = (bytes: Uint8Array): string =>
  hex(bytes).replace(/..(?=.)/g, (pair) => `${pair}:`);
