import { SYNC } from './packet.ts';

const RTP_VERSION_2 = 0x80;
const RTP_BYTES = 12;

/** The number of an RTP packet (RFC 3550), of 16 bits; `undefined` for a datagram that is none. */
export function rtpSequence(datagram: Uint8Array): number | undefined {
  const [first = 0, , high = 0, low = 0] = datagram;
  const isRtp = (first & 0xc0) === RTP_VERSION_2 && datagram.length >= RTP_BYTES;
  return isRtp ? (high << 8) | low : undefined;
}

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
