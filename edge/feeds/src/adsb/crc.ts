/** Generator of the 24-bit parity of Mode S, ICAO Annex 10 volume IV, 3.1.2.3.3. */
const GENERATOR = 0xfff409;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 16;
  for (let bit = 0; bit < 8; bit++)
    value = (value & 0x800000) === 0 ? value << 1 : (value << 1) ^ GENERATOR;
  return value & 0xffffff;
});

/**
 * What is left of a message divided by the generator, its parity field included: zero for an extended
 * squitter, the interrogator's code for an all-call reply, else the aircraft's address. Nothing is
 * corrected here, ever.
 */
export function remainderOf(message: Uint8Array): number {
  const data = message.length - 3;
  let value = 0;
  for (let at = 0; at < data; at++)
    value =
      ((value << 8) ^ (TABLE[((value >> 16) ^ (message[at] as number)) & 0xff] as number)) &
      0xffffff;
  const parity =
    ((message[data] as number) << 16) |
    ((message[data + 1] as number) << 8) |
    (message[data + 2] as number);
  return value ^ parity;
}
