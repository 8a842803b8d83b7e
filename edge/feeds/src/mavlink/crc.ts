const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  return crc;
});

const START = 0xffff;

/** CRC-16/MCRF4XX, which MAVLink calls X.25; `crc` goes on from an earlier piece. */
export function crcOf(bytes: Uint8Array, from = 0, to = bytes.length, crc: number = START): number {
  let sum = crc;
  for (let i = from; i < to; i++)
    sum = (sum >> 8) ^ (TABLE[(sum ^ (bytes[i] as number)) & 0xff] as number);
  return sum;
}

/** One byte more. */
export const crcStep = (crc: number, byte: number): number =>
  (crc >> 8) ^ (TABLE[(crc ^ byte) & 0xff] as number);
