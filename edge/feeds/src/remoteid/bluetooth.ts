import { type CapturedFrame, viewOf } from '../capture/frame.ts';
import { addressOf, type Broadcast, startsWith } from './wifi.ts';

const HCI_H4 = 187;
const HCI_H4_WITH_DIRECTION = 201;
const LE_LINK_LAYER = 251;
const LE_LINK_LAYER_WITH_RADIO = 256;
export const BLUETOOTH_LINKS: readonly number[] = [
  HCI_H4,
  HCI_H4_WITH_DIRECTION,
  LE_LINK_LAYER,
  LE_LINK_LAYER_WITH_RADIO,
];

/** Service data of ASTM International's UUID 0xFFFA, application code of Remote ID. */
const REMOTE_ID = [0x16, 0xfa, 0xff, 0x0d];
const ADVERTISING = [0xd6, 0xbe, 0x89, 0x8e];
/** Undirected, non-connectable and scannable advertising, scan response. */
const LEGACY = [0, 2, 4, 6];
const EXTENDED = 7;

/** The Remote ID that a Bluetooth LE advertisement carries; `undefined` for none. */
export function broadcastInBluetooth(frame: CapturedFrame): Broadcast | undefined {
  const { linkType, bytes } = frame;
  if (linkType === HCI_H4) return inHci(bytes);
  if (linkType === HCI_H4_WITH_DIRECTION) return inHci(bytes.subarray(4));
  if (linkType === LE_LINK_LAYER) return inLinkLayer(bytes, frame.crcError ? 'bad' : undefined);
  if (bytes.length < 10) return undefined;
  const flags = viewOf(bytes).getUint16(8, true);
  const dewhitened = (flags & 0x0001) !== 0;
  const bad = frame.crcError || (flags & 0x0c00) === 0x0400;
  return dewhitened ? inLinkLayer(bytes.subarray(10), bad ? 'bad' : undefined) : undefined;
}

function inLinkLayer(bytes: Uint8Array, known: 'bad' | undefined): Broadcast | undefined {
  if (bytes.length < 6 || !startsWith(bytes, ADVERTISING)) return undefined;
  const type = (bytes[4] ?? 0) & 0x0f;
  const end = 6 + (bytes[5] ?? 0);
  const body = bytes.subarray(6, end);
  const whole = bytes.length >= end + 3;
  const good = whole && crc24(bytes.subarray(4, end)) === trailing(bytes.subarray(end, end + 3));
  const crc = known ?? (good ? 'good' : 'bad');
  if (LEGACY.includes(type)) {
    if (body.length < 6) return undefined;
    return inAdvertisement(body.subarray(6), addressOf(body.slice(0, 6).reverse()), crc);
  }
  if (type !== EXTENDED || body.length < 1) return undefined;
  const headerLength = (body[0] ?? 0) & 0x3f;
  const hasAddress = headerLength >= 7 && ((body[1] ?? 0) & 1) !== 0;
  const address = hasAddress ? addressOf(body.slice(2, 8).reverse()) : undefined;
  return inAdvertisement(body.subarray(1 + headerLength), address, crc);
}

/** The controller has checked what it reports; a host's log holds no check sequence. */
function inHci(bytes: Uint8Array): Broadcast | undefined {
  if (bytes[0] !== 0x04 || bytes[1] !== 0x3e) return undefined;
  const legacy = bytes[3] === 0x02;
  if (!legacy && bytes[3] !== 0x0d) return undefined;
  const address = legacy ? 7 : 8;
  const size = legacy ? 13 : 28;
  const end = size + 1 + (bytes[size] ?? 0);
  if (end > bytes.length) return undefined;
  const transmitter = addressOf(bytes.slice(address, address + 6).reverse());
  return inAdvertisement(bytes.subarray(size + 1, end), transmitter, 'unchecked');
}

function inAdvertisement(
  structures: Uint8Array,
  transmitter: string | undefined,
  crc: Broadcast['crc'],
): Broadcast | undefined {
  for (let at = 0; at < structures.length; ) {
    const length = structures[at] ?? 0;
    const structure = structures.subarray(at + 1, at + 1 + length);
    if (length === 0) return undefined;
    if (structure.length >= 5 && startsWith(structure, REMOTE_ID))
      return {
        transport: 'bluetooth',
        ...(transmitter !== undefined && { transmitter }),
        counter: structure[4] ?? 0,
        payload: structure.subarray(5),
        crc,
      };
    at += 1 + length;
  }
  return undefined;
}

/**
 * Check sequence of an advertising packet, in the order of the air (least significant bit first).
 * Polynomial x²⁴+x¹⁰+x⁹+x⁶+x⁴+x³+x+1 from 0x555555. Bluetooth Core 5.4, volume 6, part B, 3.1.1.
 */
export function crc24(bytes: Uint8Array): number {
  let crc = 0xaaaaaa;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xda6000;
  }
  return crc;
}

const trailing = (bytes: Uint8Array): number =>
  (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16);
