/** One packetised elementary stream packet. */
export interface Pes {
  readonly streamId: number;
  /** Presentation time, 90 kHz, 33 bits; `undefined` where the packet has none. */
  readonly pts?: number;
  readonly payload: Uint8Array;
}

/** Streams whose packets have no header beyond the length. */
const BARE = [0xbc, 0xbe, 0xbf, 0xf0, 0xf1, 0xf2, 0xf8, 0xff];

/** Whether bytes begin with a start code. */
export const beginsPes = (bytes: Uint8Array): boolean =>
  bytes.length >= 6 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 1;

/** Bytes of the whole packet, by its own word; `undefined` where it is open-ended. */
export function pesLength(bytes: Uint8Array): number | undefined {
  const length = ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0);
  return length === 0 ? undefined : 6 + length;
}

/** Reads a packet; `undefined` where it is none or ends within its header. */
export function readPes(bytes: Uint8Array): Pes | undefined {
  if (!beginsPes(bytes)) return undefined;
  const streamId = bytes[3] as number;
  const payload = bytes.subarray(0, pesLength(bytes) ?? bytes.length);
  if (BARE.includes(streamId)) return { streamId, payload: payload.subarray(6) };
  if (payload.length < 9) return undefined;
  const from = 9 + (payload[8] as number);
  if (from > payload.length) return undefined;
  const stamped = ((payload[7] as number) & 0x80) !== 0 && (payload[8] as number) >= 5;
  const pts = stamped ? stampOf(payload, 9) : undefined;
  return { streamId, payload: payload.subarray(from), ...(pts !== undefined && { pts }) };
}

/** The time at the start of a packet, of which only the first bytes are at hand. */
export function ptsOf(bytes: Uint8Array): number | undefined {
  const has = beginsPes(bytes) && bytes.length >= 14 && !BARE.includes(bytes[3] as number);
  return has && ((bytes[7] as number) & 0x80) !== 0 ? stampOf(bytes, 9) : undefined;
}

/** Three, fifteen and fifteen bits, each closed by a marker bit; `undefined` where one is missing. */
function stampOf(bytes: Uint8Array, at: number): number | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes.subarray(at, at + 5);
  if ((a & 1) === 0 || (c & 1) === 0 || (e & 1) === 0) return undefined;
  return ((a >> 1) & 7) * 2 ** 30 + ((b << 7) | (c >> 1)) * 2 ** 15 + ((d << 7) | (e >> 1));
}

/** Seconds from one 90 kHz time to another, across the turn of the 33 bits. */
export function secondsBetween(from: number, to: number): number {
  const turn = 2 ** 33;
  const ahead = (((to - from) % turn) + turn) % turn;
  return (ahead < turn / 2 ? ahead : ahead - turn) / 90_000;
}
