const SENTENCE = /![A-Z]{2}VD[MO],\d,\d,\d?,[AB12]?,([0-W`-w]{7})/;
/** Search and rescue transmitter, person overboard, emergency beacon (ITU-R M.585). */
const CALLERS = [970, 972, 974];
/** Safety related broadcast message. */
const SAFETY = 14;

/** Whether a message comes of a transmitter that calls for help, told from the first 42 bits of its payload. */
export function isDistress(message: Uint8Array): boolean {
  const [, payload] = SENTENCE.exec(Buffer.from(message).toString('latin1', 0, 256)) ?? [];
  if (payload === undefined) return false;
  let bits = 0;
  for (const character of payload) {
    const value = character.charCodeAt(0) - 48;
    bits = bits * 64 + (value > 40 ? value - 8 : value);
  }
  const type = Math.floor(bits / 2 ** 36);
  const mmsi = Math.floor(bits / 2 ** 4) % 2 ** 30;
  return type === SAFETY || CALLERS.includes(Math.floor(mmsi / 1_000_000));
}
