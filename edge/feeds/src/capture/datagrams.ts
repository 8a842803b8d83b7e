import { ok, type Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';
import { readCapture } from './capture.ts';
import { type CapturedFrame, refuse, viewOf } from './frame.ts';

/** What one UDP datagram of a capture carried. */
export interface Datagram {
  readonly frame: CapturedFrame;
  readonly bytes: Uint8Array;
  /** Byte offset of the payload in the file. */
  readonly offset: number;
  readonly port: number;
}

const ETHERNET = 1;
const COOKED = 113;
const COOKED_2 = 276;
const LOOPBACK = [0, 108];
const RAW = [12, 14, 101, 228, 229];
/** LINKTYPE_ numbers of links that carry IP. */
export const IP_LINKS: readonly number[] = [ETHERNET, COOKED, COOKED_2, ...LOOPBACK, ...RAW];

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const VLANS = [0x8100, 0x88a8, 0x9100];
const UDP = 17;
const FRAGMENT = 44;
/** IPv6 extension headers that tell their own length: hop by hop, routing, destination options. */
const EXTENSIONS = [0, 43, 60];

/**
 * UDP payloads of a capture, in order, over Ethernet (VLAN tags too), Linux cooked, loopback and bare
 * IP. Frames that hold no UDP are passed over; fragments are refused, as half a datagram says nothing.
 */
export function* datagramsOf(file: Uint8Array): Generator<Result<Datagram, DecodeError>> {
  for (const one of readCapture(file)) {
    if (!one.ok) {
      yield one;
      continue;
    }
    const packet = packetOf(one.value);
    const payload = packet === undefined ? undefined : udpIn(packet);
    if (payload === undefined) continue;
    if (payload === 'fragment')
      yield refuse('fragment', one.value.offset, 'a datagram in fragments');
    else
      yield ok({
        frame: one.value,
        bytes: payload.bytes,
        offset: payload.bytes.byteOffset - file.byteOffset,
        port: payload.port,
      });
  }
}

/** The IP packet in a frame. */
function packetOf({ linkType, bytes }: CapturedFrame): Uint8Array | undefined {
  if (RAW.includes(linkType)) return bytes;
  if (LOOPBACK.includes(linkType)) return bytes.subarray(4);
  const at = linkType === ETHERNET ? 12 : linkType === COOKED ? 14 : 0;
  if (![ETHERNET, COOKED, COOKED_2].includes(linkType) || bytes.length < 22) return undefined;
  const view = viewOf(bytes);
  if (linkType === COOKED_2) return isIp(view.getUint16(0)) ? bytes.subarray(20) : undefined;
  let next = at;
  while (next + 6 <= bytes.length && VLANS.includes(view.getUint16(next))) next += 4;
  return isIp(view.getUint16(next)) ? bytes.subarray(next + 2) : undefined;
}

const isIp = (type: number): boolean => type === IPV4 || type === IPV6;

type Payload = { readonly bytes: Uint8Array; readonly port: number } | 'fragment' | undefined;

function udpIn(packet: Uint8Array): Payload {
  const version = (packet[0] ?? 0) >> 4;
  if (version === 4) return udpInIpv4(packet);
  return version === 6 ? udpInIpv6(packet) : undefined;
}

function udpInIpv4(packet: Uint8Array): Payload {
  if (packet.length < 20 || packet[9] !== UDP) return undefined;
  const view = viewOf(packet);
  if ((view.getUint16(6) & 0x3fff) !== 0) return 'fragment';
  return payloadOf(packet, 4 * ((packet[0] as number) & 0xf));
}

function udpInIpv6(packet: Uint8Array): Payload {
  let header = packet[6];
  let at = 40;
  while (header !== undefined && EXTENSIONS.includes(header)) {
    header = packet[at];
    at += 8 * (1 + (packet[at + 1] ?? 0));
  }
  if (header === FRAGMENT) return 'fragment';
  return header === UDP ? payloadOf(packet, at) : undefined;
}

/** What a frame was padded with is cut off by the datagram's own length. */
function payloadOf(packet: Uint8Array, at: number): Payload {
  if (at + 8 > packet.length) return undefined;
  const view = viewOf(packet);
  const length = view.getUint16(at + 4);
  if (length < 8) return undefined;
  const end = Math.min(packet.length, at + length);
  return { bytes: packet.subarray(at + 8, end), port: view.getUint16(at + 2) };
}
