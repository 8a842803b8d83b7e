import { SYNC } from './packet.ts';

const RTP_VERSION_2 = 0x80;
const RTP_BYTES = 12;

/** The payload of an RTP packet (RFC 2250), by its sources and its extension; else the datagram itself. */
export function withoutRtp(datagram: Uint8Array): Uint8Array {
  const first = datagram[0] as number;
  if (first === SYNC || (first & 0xc0) !== RTP_VERSION_2 || datagram.length < RTP_BYTES)
    return datagram;
  let from = RTP_BYTES + 4 * (first & 0xf);
  if ((first & 0x10) !== 0) {
    const words = ((datagram[from + 2] ?? 0) << 8) | (datagram[from + 3] ?? 0);
    from += 4 + 4 * words;
  }
  return datagram[from] === SYNC ? datagram.subarray(from) : datagram;
}
